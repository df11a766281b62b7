"""The kinds of what can be missing in words, and how many there are of each: for the page and for the team's home."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from locality.values.sentences import count


class Gap(StrEnum):
    """One kind of what can be missing, in the order in which it hurts."""

    NO_CHAIR = "chair"
    NO_CLERK = "clerk"
    NO_SIGNATORY = "signatory"
    CLOSED_SCHOOL = "closed-school"
    CLOSED_ACCOUNT = "closed-account"
    ENDING = "ending"


@dataclass(frozen=True)
class Words:
    """How a kind is headed, counted ("3 communities without a chair"), and what to do about it."""

    title: str
    one: str
    many: str
    what_to_do: str


WORDS: dict[Gap, Words] = {
    Gap.NO_CHAIR: Words(
        "Communities without a chair",
        "community without a chair",
        "communities without a chair",
        "Nobody reviews their requests or leads their meetings. Invite a chair for each.",
    ),
    Gap.NO_CLERK: Words(
        "Communities without a clerk",
        "community without a clerk",
        "communities without a clerk",
        "Nobody plans their meetings, sends papers or hands over what is approved. Invite a clerk for each.",
    ),
    Gap.NO_SIGNATORY: Words(
        "Schools without a signatory",
        "school without a signatory",
        "schools without a signatory",
        "Nobody can sign and submit their requests. Invite each head as signatory; they invite the rest.",
    ),
    Gap.CLOSED_SCHOOL: Words(
        "Closed schools with open requests",
        "closed school with open requests",
        "closed schools with open requests",
        "Settle with the chair, or the council, what becomes of each request: it goes on as if the school were open.",
    ),
    Gap.CLOSED_ACCOUNT: Words(
        "Offices of people whose account is closed",
        "office of somebody whose account is closed",
        "offices of people whose account is closed",
        "They can’t sign in, but still hold the office. End it and invite somebody else, or open the account again.",
    ),
    Gap.ENDING: Words(
        "Offices that end within four weeks",
        "office that ends within four weeks",
        "offices that end within four weeks",
        "Nobody goes on with them on the day after. Invite the same person again, or somebody else; where the next begins "
        "later, let it begin earlier.",
    ),
}


@dataclass(frozen=True)
class Counted:
    """A kind with how many there are, and where they are listed."""

    gap: Gap
    title: str
    words: str
    number: int
    href: str


def counted(numbers: Mapping[Gap, int]) -> list[Counted]:
    """Every kind, with its number."""
    return [
        Counted(
            gap, words.title, count(numbers[gap], words.one, words.many), numbers[gap], f"{reverse('gaps')}?what={gap}"
        )
        for gap, words in WORDS.items()
    ]
