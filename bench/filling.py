"""Tens of thousands of requests, written in bulk beside the demonstration's own."""

import random
from datetime import date, time, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from locality.communities.models import Community, ListItem, School
from locality.resource_requests.models import KnownPupil, Pupil, ResourceRequest, Version
from locality.schedule.models import Meeting
from locality.values.references import request_reference

_STATES = (
    ("processed",) * 79
    + ("acknowledged",)
    + ("declined",) * 12
    + ("withdrawn",) * 5
    + ("submitted", "accepted", "approved")
)
_NEEDS = ("SEMH",) * 8 + ("SLCN",) * 6 + ("ASD",) * 5 + ("MLD",) * 3 + ("SPLD", "PD", "HI", "VI")
_GRANTED = {"processed", "acknowledged", "approved"}
_BATCH = 2_000


_SYLLABLES = ("ka", "lo", "mi", "ra", "ne", "to", "sa", "vi", "du", "pe", "han", "ber", "wick")


def _name(chance: random.Random) -> str:
    """A pupil as no other is called: what hides names must know each of a school's."""
    return " ".join("".join(chance.choice(_SYLLABLES) for _ in range(3)).title() for _ in range(2))


@transaction.atomic
def fill(requests: int) -> None:
    """Add requests until there are so many, spread over all communities and three years."""
    chance = random.Random(7)  # noqa: S311 - made-up rows
    pattern = ResourceRequest.objects.filter(version__isnull=False).select_related("version").first()
    if pattern is None or pattern.version is None:
        message = "Seed the demonstration first"
        raise LookupError(message)
    schools = list(School.objects.filter(community__isnull=False).select_related("community"))
    needs = _needs()
    ahead = dict(Meeting.objects.order_by("day").values_list("community_id", "pk"))
    held = _held(requests)
    now, have = timezone.now(), ResourceRequest.objects.count()
    for start in range(have, requests, _BATCH):
        rows = [
            _row(pattern, chance.choice(schools), ahead, held, number, chance, now)
            for number in range(start, min(start + _BATCH, requests))
        ]
        ResourceRequest.objects.bulk_create(rows)
        versions = Version.objects.bulk_create(
            Version(
                rfr=row, number=1, content=pattern.version.content, content_hash="0" * 64,
                signed_by_id=row.created_by_id, signed_name="Head", signed_role="Head teacher", signed_at=row.created_at,
            )
            for row in rows
        )  # fmt: skip
        _give_needs(rows, needs, chance)
        names = [
            (_name(chance), date(chance.randint(2010, 2021), chance.randint(1, 12), chance.randint(1, 28)))
            for _ in rows
        ]
        Pupil.objects.bulk_create(
            Pupil(
                version=version,
                school_id=row.school_id,
                position=1,
                name=name,
                born=born,
                year_group="Year 4",
                support="ehcp",
            )
            for row, version, (name, born) in zip(rows, versions, names, strict=True)
        )
        KnownPupil.objects.bulk_create(
            KnownPupil(
                rfr=row, asking_school_id=row.school_id, school_id=row.school_id, name=name, born=born, typed_at=now,
                typed_by_id=row.created_by_id,
            )
            for row, (name, born) in zip(rows, names, strict=True)
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE resource_requests_resourcerequest SET version_number = 1, submitted_at = created_at, "
            "version_id = (SELECT id FROM resource_requests_version v "
            "WHERE v.request_id = resource_requests_resourcerequest.id) WHERE reference LIKE 'RFR-1999-%%'"
        )
        cursor.execute("ANALYZE")


def _needs() -> dict[int, dict[str, int]]:
    """Each council's needs by their census codes."""
    found: dict[int, dict[str, int]] = {}
    for item in ListItem.objects.exclude(code=""):
        found.setdefault(item.authority_id, {})[item.code] = item.pk
    return found


def _give_needs(rows: list[ResourceRequest], needs: dict[int, dict[str, int]], chance: random.Random) -> None:
    """One need or two, the common ones most often."""
    through = ResourceRequest.needs.through
    through.objects.bulk_create(
        through(resourcerequest_id=row.pk, listitem_id=needs[row.authority_id][code])
        for row in rows
        for code in sorted({chance.choice(_NEEDS), chance.choice(_NEEDS)})
    )


def _held(requests: int) -> dict[int, list[int]]:
    """Ended meetings by community, so many that each had about ten of the requests."""
    communities = list(Community.objects.all())
    each_has = max(1, requests // len(communities) // 10)
    today = timezone.localdate()
    taken = set(Meeting.objects.values_list("community_id", "day"))
    days = [today - timedelta(days=30 * number) for number in range(1, each_has + 1)]
    made = Meeting.objects.bulk_create(
        Meeting(community=each, day=day, starts=time(15, 30), ends=time(17, 30), venue="The hall", state="held")
        for each in communities
        for day in days
        if (each.pk, day) not in taken
    )
    found: dict[int, list[int]] = {}
    for each in made:
        found.setdefault(each.community_id, []).append(each.pk)
    return found


def _row(pattern, school, ahead, held, number, chance, now):  # type: ignore[no-untyped-def]
    community: Community = school.community
    at = now - timedelta(days=chance.randrange(1, 1_000))
    state = chance.choice(_STATES)
    granted, done = state in _GRANTED, state == "processed"
    return ResourceRequest(
        authority_id=school.authority_id, community=community, school=school,
        reference=request_reference(1999, number + 1), state=state, state_since=at,
        created_by_id=pattern.created_by_id, created_at=at,
        meeting_id=ahead.get(community.pk) if state in {"submitted", "accepted"} else chance.choice(held[community.pk]),
        asks_advice=True, asks_funding=True, pupil_count=1, requested_amount=Decimal(chance.randrange(500, 9_000)),
        approved_amount=Decimal(400) if granted else None, approved_on=at.date() if granted else None,
        received_on=at.date() + timedelta(days=3) if granted and state != "approved" else None,
        final_amount=Decimal(400) if done else None, processed_on=at.date() + timedelta(days=9) if done else None,
        search_text=pattern.search_text,
    )  # fmt: skip
