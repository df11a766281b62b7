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
        "No one reviews their requests or leads their meetings. Invite a chair for each.",
    ),
    Gap.NO_CLERK: Words(
        "Communities without a clerk",
        "community without a clerk",
        "communities without a clerk",
        "No one plans their meetings, sends papers or sends approved requests to the council. Invite a clerk for each.",
    ),
    Gap.NO_SIGNATORY: Words(
        "Schools without a signatory",
        "school without a signatory",
        "schools without a signatory",
        "No one can sign and submit their requests. Invite each head as signatory. They can invite the others.",
    ),
    Gap.CLOSED_SCHOOL: Words(
        "Closed schools with open requests",
        "closed school with open requests",
        "closed schools with open requests",
        "Agree with the chair or the council what to do with each request. Until then, it continues as if the school were open.",
    ),
    Gap.CLOSED_ACCOUNT: Words(
        "Roles of people whose account is closed",
        "role of someone whose account is closed",
        "roles of people whose account is closed",
        "They cannot sign in, but still have the role. End it and invite someone else, or reopen the account.",
    ),
    Gap.ENDING: Words(
        "Roles that end within 4 weeks",
        "role that ends within 4 weeks",
        "roles that end within 4 weeks",
        "No one has the role on the day after. Invite the same person again, or someone else. If the next person starts "
        "later, make their role start earlier.",
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
