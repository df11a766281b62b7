"""Which cases a person may read, and the library's list."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.communities.models import ListItem, School
from locality.communities.queries import schools_where
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.practice.models import PracticeCase
from locality.practice.workflow import SHARED, CaseIs
from locality.values.keys import MOST_PIECES, search_pieces

MOST = 20
"""How many of a kind a home page or the head of a list shows."""
_SEEING = {
    slug for slug, role in ROLES.items() if Permission.PRACTICE_SEE in role.permissions | role.community_permissions
}
_WITH = (
    "authority",
    "community",
    "school__community__area",
    "school__community__authority",
    "key_stage",
    "started_by",
    "written_by",
    "asked_by",
    "merged_into",
)


def _authorities(viewer: Viewer) -> list[int]:
    """Where everyone's cases are this person's to read: an office of whatever place that may."""
    return sorted({each.authority_id for each in viewer.offices if each.role in _SEEING and each.authority_id})


def _in_community(viewer: Viewer) -> Q:
    return viewer.scope(Permission.PRACTICE_SEE).q(
        community="community_id", area="community__area_id", authority="authority_id"
    )


def _own(viewer: Viewer) -> Q:
    return viewer.scope(Permission.PRACTICE_WRITE).q(school="school_id")


def _shared_with(viewer: Viewer) -> Q:
    everyone = Q(state=CaseIs.RELEASED, authority_id__in=_authorities(viewer))
    return everyone | (Q(state__in=SHARED) & _in_community(viewer))


def cases_shared_with(viewer: Viewer) -> QuerySet[PracticeCase]:
    """The library of a person: what is shared with everyone in their council, and with their communities."""
    return PracticeCase.objects.filter(_shared_with(viewer))


def cases_for(viewer: Viewer) -> QuerySet[PracticeCase]:
    """The cases whose texts a person may read: the library's, and all of their own school."""
    return PracticeCase.objects.filter(_shared_with(viewer) | _own(viewer)).select_related(*_WITH)


def cases_known_to(viewer: Viewer) -> QuerySet[PracticeCase]:
    """These, and such as they could read once: of those a page says only that they are not shared any more."""
    once = Q(shown_to=PracticeCase.ShownTo.ALL, authority_id__in=_authorities(viewer)) | (
        ~Q(shown_to=PracticeCase.ShownTo.NOBODY) & _in_community(viewer)
    )
    found = PracticeCase.objects.filter(_shared_with(viewer) | _own(viewer) | once)
    return found.select_related(*_WITH)


def may_read(viewer: Viewer, case: PracticeCase) -> bool:
    """Whether the texts of a case are this person's to read now. One query."""
    return cases_for(viewer).filter(pk=case.pk).exists()


def own_unshared(viewer: Viewer) -> list[PracticeCase]:
    """The drafts of a person's schools, the newest first."""
    if not viewer.scope(Permission.PRACTICE_WRITE):
        return []
    found = PracticeCase.objects.filter(_own(viewer), state=CaseIs.DRAFT).select_related("school")
    return list(found.order_by("-written_at", "-pk")[:MOST])


def cases_to_change(viewer: Viewer) -> QuerySet[PracticeCase]:
    """The cases of the schools that a person writes for."""
    return PracticeCase.objects.filter(_own(viewer)).select_related(*_WITH)


def _to_keep(viewer: Viewer) -> Q:
    return viewer.scope(Permission.PRACTICE_RELEASE).q(
        community="community_id", area="community__area_id", authority="authority_id"
    )


def cases_to_keep(viewer: Viewer) -> QuerySet[PracticeCase]:
    """The shared cases that a person may release, withdraw or merge, whoever wrote them."""
    return PracticeCase.objects.filter(_to_keep(viewer), state__in=SHARED).select_related(*_WITH)


@CompiledModels
def waiting_for(viewer: Viewer) -> QuerySet[PracticeCase]:
    """The cases this person can release or send back, the longest waiting first: written and asked for by others."""
    found = PracticeCase.objects.filter(_to_keep(viewer), state=CaseIs.ASKED)
    others = found.exclude(started_by=viewer.user).exclude(written_by=viewer.user).exclude(asked_by=viewer.user)
    return others.select_related("authority", "community", "school").order_by("asked_at", "pk")[:MOST]


@CompiledModels
def to_look_at_again(viewer: Viewer, today: date) -> QuerySet[PracticeCase]:
    """The shared cases of a person's schools whose time to be looked at again has come."""
    found = PracticeCase.objects.filter(_own(viewer), state__in=[CaseIs.SHARED, CaseIs.RELEASED], review_on__lte=today)
    return found.select_related("authority", "community", "school").order_by("review_on", "pk")[:MOST]


def narrowed(
    found: QuerySet[PracticeCase],
    *,
    words: str = "",
    need: int | None = None,
    key_stage: int | None = None,
    **choices: str,
) -> QuerySet[PracticeCase]:
    """Cases that hold every word, and every phrase in quotation marks; of a need, key stage, phase, kind or result."""
    for piece in search_pieces(words)[:MOST_PIECES]:
        found = found.filter(search_text__contains=piece)
    if need is not None:
        found = found.filter(pk__in=PracticeCase.needs.through.objects.filter(listitem=need).values("practicecase"))
    if key_stage is not None:
        found = found.filter(key_stage=key_stage)
    return found.filter(**{name: value for name, value in choices.items() if value}).order_by("-pk")


@CompiledModels
def listed(keys: Collection[int]) -> QuerySet[PracticeCase]:
    """The rows of a list, by the keys of cases that its reader may see: with their needs, and without their texts."""
    rows = PracticeCase.objects.filter(pk__in=keys).defer("title", "tried", "unsuited", "search_text", "reason")
    return rows.select_related("key_stage").prefetch_related("needs")


def lists_of(authorities: Collection[int]) -> list[ListItem]:
    """The needs and key stages that these councils use, in their order. One query."""
    found = ListItem.objects.filter(authority__in=authorities, in_use=True).select_related("authority")
    return list(found.order_by("authority__name", "list_name", "position", "label"))


def lists_seen_by(viewer: Viewer) -> list[ListItem]:
    """Those of the councils whose library a person reads."""
    return lists_of({*_authorities(viewer)})


def schools_writing(viewer: Viewer) -> list[School]:
    """The schools a person writes cases for: those in a community."""
    return list(schools_where(viewer, Permission.PRACTICE_WRITE).filter(community__isnull=False))


def needs_of(case: PracticeCase) -> list[ListItem]:
    """The needs of a case, in the order of its council's list. One query."""
    return list(case.needs.order_by("position", "label"))


def others_like(case: PracticeCase, viewer: Viewer) -> QuerySet[PracticeCase]:
    """Cases a person may merge this one into, as far as the database tells: of the same kind and phase."""
    return (
        cases_to_keep(viewer)
        .filter(authority=case.authority_id, kind=case.kind, phase=case.phase)
        .filter(state__in=[CaseIs.SHARED, CaseIs.RELEASED])
        .exclude(pk=case.pk)
        .exclude(kind="")
        .prefetch_related("needs")
        .order_by("-pk")
    )
