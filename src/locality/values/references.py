"""References that people read out on the telephone."""

from locality.values.keys import reference_key

_REQUEST = "rfr"


def request_reference(year: int, number: int) -> str:
    """The reference of a Request for Resource: "RFR-2026-00418". Numbers beyond five digits keep all of them."""
    if number < 1:
        raise ValueError("References are numbered from 1")
    return f"RFR-{year:04d}-{number:05d}"


def typed_reference(text: str) -> str | None:
    """The reference somebody typed, with any dashes or none, small letters, or without its noughts; None for other texts."""
    parts = reference_key(text)
    if len(parts) != 3 or parts[0] != _REQUEST or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    year, number = parts[1], parts[2]
    return request_reference(int(year), int(number)) if len(year) == 4 and len(number) < 10 and int(number) else None


def pupil_letter(position: int) -> str:
    """What a pupil is called where the name must not be seen: 1 is "A", 26 "Z", 27 "AA"."""
    if position < 1:
        raise ValueError("Pupils are counted from 1")
    letters = ""
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
