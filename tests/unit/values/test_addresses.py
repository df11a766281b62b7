"""Addresses to which a mail can be made, and what is said of those to which none can."""

from email.headerregistry import Address

import pytest

from locality.values.addresses import fault_of_address, same_address

GOOD = ["a@b.uk", "rosa.lind+hnf@oak-field.kent.sch.uk", "o'brien@example.org", "x_y@123.example", "A.B@Example.GOV.UK"]
BAD = {
    "rosa": "has a missing part or an extra character",
    "": "has a missing part or an extra character",
    "@b.uk": "has a missing part or an extra character",
    "a@b": "has a missing part or an extra character",
    "a..b@c.uk": "has a missing part or an extra character",
    ".a@c.uk": "has a missing part or an extra character",
    "a@b@c.uk": "has a missing part or an extra character",
    "a@-b.uk": "has a missing part or an extra character",
    "a@b.uk.": "has a missing part or an extra character",
    "a@1.2.3.4": "has a missing part or an extra character",
    "a@[127.0.0.1]": "has a missing part or an extra character",
    '"a b"@c.uk': "has a space in it",
    "<a@b.uk>": "has a missing part or an extra character",
    "x" * 65 + "@b.uk": "has a missing part or an extra character",
    "a@" + "b.uk" * 70: "has a missing part or an extra character",
    "hnf.east@example.gov.uk’": "has “’” in it, which email addresses cannot have",
    "hnf@example.gov.uk）": "has “）” in it, which email addresses cannot have",
    "rоsa@example.org": "has “о” in it, which email addresses cannot have",
    "a@b.org\nBcc: c@d.org": "has a space in it",
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_is_taken_and_a_header_can_be_made_of_it(address: str) -> None:
    assert fault_of_address(address) == ""
    assert str(Address(addr_spec=address)) == address


@pytest.mark.parametrize("address", BAD)
def test_anything_else_is_refused_and_says_why(address: str) -> None:
    assert fault_of_address(address) == BAD[address]


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u202c", "\u00a0"])
def test_what_is_invisible_is_no_part_of_an_address(mark: str) -> None:
    for typed in (f"{mark}hnf.East@example.gov.uk", f"hnf.east@exam{mark}ple.gov.uk", f"hnf.east@example.gov.uk{mark}"):
        assert same_address(typed) == "hnf.east@example.gov.uk"
