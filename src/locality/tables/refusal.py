"""Why a file can't be read as a table, in words for the person who chose it."""


class UnreadableTable(Exception):  # noqa: N818 - a refusal in plain English, not a fault
    """The file is no table we can read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooLarge(UnreadableTable):
    """The file is a table, and larger than is read at once."""
