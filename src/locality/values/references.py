"""References that people read out on the telephone."""


def request_reference(year: int, number: int) -> str:
    """The reference of a Request for Resource: "RFR-2026-00418". Numbers beyond five digits keep all of them."""
    if number < 1:
        raise ValueError("References are numbered from 1")
    return f"RFR-{year:04d}-{number:05d}"


def pupil_letter(position: int) -> str:
    """What a pupil is called where the name must not be seen: 1 is "A", 26 "Z", 27 "AA"."""
    if position < 1:
        raise ValueError("Pupils are counted from 1")
    letters = ""
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
