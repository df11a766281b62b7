"""Reads of requests, entered through the viewer's scope."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.budgets.models import CostingItem
from locality.budgets.queries.money import rates_on
from locality.communities.deadlines import Deadlines, deadlines_of
from locality.communities.models import Authority, Federation, ListItem, School, Trust
from locality.communities.naming import named_apart
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels, CompiledQuery
from locality.resource_requests.content.answers import read, typed_ids
from locality.resource_requests.content.filled import Choices, Costing, Filled
from locality.resource_requests.models import (
    Decision,
    DraftAnswer,
    OfficerQuestion,
    Pupil,
    ResourceRequest,
    Step,
    Version,
)
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.pupil_names import Names
from locality.resource_requests.queries.pupils import names_of, names_of_all
from locality.resource_requests.rules.permitted import eligible_support
from locality.resource_requests.states import EDITABLE_STATES, FOR_MEETING
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.schedule.queries import meeting_reached_by
from locality.values.keys import MOST_PIECES, search_pieces
from locality.values.references import typed_reference

_NUMBERS = re.compile(r"[0-9]{4}|[1-9][0-9]{4,6}|[0-9]{3}/[0-9]{4}", re.ASCII)


def _of_numbered(piece: str) -> Q:
    """Led or joined by the school of this number."""
    wanted = (
        Q(establishment_number=piece)
        if len(piece) == 4
        else Q(authority__la_code=piece[:3], establishment_number=piece[-4:])
    )
    if piece.isdecimal():
        wanted |= Q(urn=int(piece))
    schools = School.objects.filter(wanted).order_by().values("pk")
    joint = ResourceRequest.partners.through.objects.filter(school_id__in=schools).values("resourcerequest_id")
    return Q(school_id__in=schools) | Q(pk__in=joint)


class Requests(QuerySet[ResourceRequest]):
    """Requests in the words of the field."""

    def visible_to(self, viewer: Viewer) -> Self:
        """A school's own, drafts included, also those it joined; others from their submission on."""
        own = viewer.scope(Permission.REQUEST_SEE)
        submitted = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
        mine = own.q(school="school_id")
        if own.schools:
            mine |= Q(
                pk__in=ResourceRequest.partners.through.objects.filter(school_id__in=own.schools).values(
                    "resourcerequest_id"
                )
            )
        theirs = submitted.q(
            school="school_id", community="community_id", area="community__area_id", authority="authority_id"
        )
        return self.filter(mine | (theirs & Q(submitted_at__isnull=False)))

    def with_places(self) -> Self:
        """With school, community, area and meeting, in the same query."""
        return self.defer("search_text").select_related(
            "school__authority", "community__area", "authority", "meeting", "key_stage", "created_by"
        )

    def matching(self, words: str) -> Self:
        """Requests whose reference, school or answers hold every word, and every phrase in quotation marks.

        A number is also that of a school: its URN, its establishment number, or both numbers of the register (886/2005).
        Pupils' names are not in what is searched.
        """
        whole = typed_reference(words)
        found = self
        for piece in [whole] if whole else search_pieces(words)[:MOST_PIECES]:
            says = Q(search_text__contains=(typed_reference(piece) or piece).lower())
            found = found.filter(says | _of_numbered(piece) if _NUMBERS.fullmatch(piece) else says)
        return found

    def of_schools(self, *schools: int) -> Self:
        """Requests that these schools lead or joined, and whose line and words are kept: from the signature asked for on."""
        joint = ResourceRequest.partners.through.objects.filter(school_id__in=schools).values("resourcerequest_id")
        kept = Q(version__isnull=False) | Q(state=S.READY_TO_SIGN)
        return self.filter(Q(school_id__in=schools) | Q(pk__in=joint), kept)

    def awaiting_receipt(self) -> Self:
        """Sent to the area's officer, not yet acknowledged."""
        return self.filter(state=S.HANDED_OVER)

    def being_written(self) -> Self:
        """With the school."""
        return self.filter(state__in=[*EDITABLE_STATES])


def requests() -> Requests:
    """All requests: only for entering through `visible_to`, and for actions."""
    return Requests(ResourceRequest)


def requests_for(viewer: Viewer) -> Requests:
    """The requests a person may see."""
    return requests().visible_to(viewer)


def find_for(viewer: Viewer, reference: str) -> ResourceRequest | None:
    """One request by its reference, if the person may see it, with its current version and decision: one query."""
    if "\x00" in reference:  # PostgreSQL refuses to look for it
        return None
    return next(iter(_named.read(viewer, reference)), None)


@CompiledModels
def _named(viewer: Viewer, reference: str) -> Requests:
    return (
        requests_for(viewer)
        .with_places()
        .select_related(
            "version__signed_by",
            "decision__recorded_by",
            "decision__supersedes",
            "decision__hand_over__sent_by",
            "decision__moderation__moderated_by",
        )
        .filter(reference=reference)
    )


def version_numbered(rfr: ResourceRequest, number: int) -> Version | None:
    """An earlier version of a request."""
    return Version.objects.filter(rfr=rfr, number=number).select_related("signed_by").first()


def decision_numbered(rfr: ResourceRequest, number: int) -> Decision | None:
    """One of the decisions on record of a request: that which a page showed."""
    return Decision.objects.filter(rfr=rfr, number=number).select_related("recorded_by").first()


@CompiledModels
def versions_of(rfr: int) -> QuerySet[Version]:
    """Every version of a request, the first one first."""
    return Version.objects.filter(rfr=rfr).select_related("signed_by").order_by("number")


def role_when_last_signed(rfr: ResourceRequest, person: User) -> str:
    """The role that somebody gave with their last signature for this school; nothing before the first. One query."""
    signed = Version.objects.filter(rfr__school=rfr.school_id, signed_by=person).order_by("-signed_at")
    return signed.values_list("signed_role", flat=True).first() or ""


def reader_of(viewer: Viewer, rfr: ResourceRequest, version: Version | None) -> Reader:
    """The viewer reading a version: what they see of pupils and texts. Three queries; two without a version."""
    pupils = _listed_in.read([version.pk]) if version else ()
    return _reader(viewer, rfr, version, pupils, names_of(rfr))


def readers_of(viewer: Viewer, requests: Iterable[ResourceRequest]) -> dict[int, Reader]:
    """The viewer reading the current version of each of many requests, by their ids: three queries in all."""
    listed = list(requests)
    pupils: dict[int, list[Pupil]] = defaultdict(list)
    for each in _listed_in.read([rfr.version_id for rfr in listed if rfr.version_id]):
        pupils[each.version_id].append(each)
    names = names_of_all(listed)
    return {
        each.pk: _reader(viewer, each, each.version, pupils[each.version_id or 0], names[each.pk]) for each in listed
    }


@CompiledModels
def _listed_in(versions: Collection[int]) -> QuerySet[Pupil]:
    return Pupil.objects.filter(version__in=versions).order_by("position")


def _reader(
    viewer: Viewer, rfr: ResourceRequest, version: Version | None, pupils: Iterable[Pupil], names: Names
) -> Reader:
    rules = rules_on(rfr.authority, viewer.today)
    return Reader(
        viewer,
        rfr,
        pupils,
        names,
        texts=_texts_of(rfr, version) if version else (),
        members_see_names=rules.members_see_pupil_names,
    )


def _texts_of(rfr: ResourceRequest, version: Version) -> Iterator[str]:
    """What the school and its community wrote, as the form shows it."""
    yield from (
        version.content.get(name, "")
        for name in ("contact", "trust", "solution", "title", "outcomes", "use", "support_given")
    )
    for line in version.content.get("lines", ()):
        yield from (line["item"], line["unit"])
    made = rfr.decision if version.pk == rfr.version_id else None
    if made:
        yield from (made.summary, made.details, made.reasons, made.own_provision, made.alternatives, made.needed)
        yield from (made.correction_reason, made.more_because)


@CompiledModels
def steps_of(rfr: int) -> QuerySet[Step]:
    """What happened to a request, in order."""
    return Step.objects.filter(rfr=rfr).select_related("by", "meeting").order_by("id")


@CompiledModels
def decisions_of(rfr: int) -> QuerySet[Decision]:
    """Every decision on a request, the current one last (DIS-5)."""
    return Decision.objects.filter(rfr=rfr).select_related("recorded_by", "hand_over").order_by("number")


@CompiledModels
def officer_questions_of(rfr: int) -> QuerySet[OfficerQuestion]:
    """The officer's questions on the form, and the clerk's answers."""
    return OfficerQuestion.objects.filter(hand_over__rfr=rfr).select_related("asked_by", "answered_by").order_by("id")


def draft_of(rfr: ResourceRequest) -> dict[str, DraftAnswer]:
    """The draft's answers by name."""
    return {answer.name: answer for answer in _answers.read(rfr.pk)}


@CompiledModels
def _answers(rfr: int) -> QuerySet[DraftAnswer]:
    return DraftAnswer.objects.filter(rfr=rfr).select_related("saved_by")


def raw_of(rfr: ResourceRequest) -> dict[str, str]:
    """The draft's texts by name."""
    return dict(DraftAnswer.objects.filter(rfr=rfr).values_list("name", "text"))


def choices_for(rfr: ResourceRequest, today: date, raw_partners: str = "") -> Choices:
    """What the draft may choose from today (FORM-02, FORM-03, COST-1)."""
    rules = rules_on(rfr.authority, today)
    members = _members.read(rfr.community_id, rfr.school_id)
    named = named_apart([rfr.school, *members])
    partners = {pk: name for pk, name in named.items() if pk != rfr.school_id}
    chosen = typed_ids(raw_partners)
    gone = [pk for pk in chosen if pk is not None and pk not in named]
    known = School.objects.filter(pk__in=gone, authority_id=rfr.authority_id).values_list("pk", "name")
    groups = {f"trust-{pk}": name for pk, name in _trusts.rows(rfr.authority_id)}
    groups |= {f"federation-{pk}": name for pk, name in _federations.rows(rfr.authority_id)}
    lists = _lists_of(rfr.authority_id)
    return Choices(
        schools={rfr.school_id: named[rfr.school_id]}
        | {pk: partners[pk] for pk in chosen if pk is not None and pk in partners},
        lead_school=rfr.school_id,
        partners=partners,
        known_schools=dict(known) if gone else {},
        trusts=groups,
        key_stages=lists[ListItem.ListName.KEY_STAGE],
        needs=lists[ListItem.ListName.NEED],
        costings={pk: Costing(*of) for pk, *of in _costings.rows(rfr.authority_id, today)},
        word_limits={
            "solution_words": rules.solution_words,
            "other_answer_words": rules.other_answer_words,
        },
        parents_must=rules.parents_informed,
        eligible=eligible_support(rules),
        today=today,
        exceptional=rfr.kind == ResourceRequest.Kind.EXCEPTIONAL,
        exceptional_weeks=rules.exceptional_weeks,
    )


@CompiledModels
def _members(community: int, but: int) -> QuerySet[School]:
    is_open = ["open", "proposed_to_close"]
    found = School.objects.filter(community_id=community, kind=School.Kind.MAINSTREAM, status__in=is_open)
    return found.exclude(pk=but)


@CompiledQuery
def _trusts(authority: int) -> QuerySet[Trust, tuple[Any, ...]]:
    return Trust.objects.filter(authority=authority).values_list("pk", "name")


@CompiledQuery
def _federations(authority: int) -> QuerySet[Federation, tuple[Any, ...]]:
    return Federation.objects.filter(authority=authority).values_list("pk", "name")


def _lists_of(authority: int) -> dict[str, dict[int, str]]:
    """What the authority's lists offer, each in its own order."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for list_name, pk, label in _list_items.rows(authority):
        found[list_name][pk] = label
    return found


@CompiledQuery
def _list_items(authority: int) -> QuerySet[ListItem, tuple[Any, ...]]:
    return ListItem.objects.filter(authority=authority, in_use=True).values_list("list_name", "pk", "label")


@CompiledQuery
def _costings(authority: int, day: date) -> QuerySet[CostingItem, tuple[Any, ...]]:
    return rates_on(Authority(pk=authority), day).values_list("pk", "item", "unit", "rate")


def filled_draft(rfr: ResourceRequest, today: date) -> tuple[Filled, Choices]:
    """The draft as read today, with what is wrong, and the choices it was read by."""
    raw = raw_of(rfr)
    choices = choices_for(rfr, today, raw.get("partners", ""))
    return read(raw, choices), choices


def continuation_of(rfr: ResourceRequest) -> ResourceRequest | None:
    """The standard request that was started from an exceptional one, unless it was withdrawn (EXC-6)."""
    return ResourceRequest.objects.filter(continues=rfr).exclude(state=S.WITHDRAWN).order_by("-id").first()


def untouched_draft(
    *, by: User, school: School, kind: ResourceRequest.Kind, copied_from: ResourceRequest | None = None
) -> ResourceRequest | None:
    """A draft that the person began for the school and has written nothing in since: the newest, or None."""
    found = ResourceRequest.objects.filter(
        created_by=by,
        school=school,
        kind=kind,
        copied_from=copied_from,
        continues=None,
        state=S.DRAFT,
        draft_revision=0,
    )
    return found.order_by("-id").first()


def to_receive(viewer: Viewer) -> Requests:
    """What was sent to the areas whose requests the person receives, and waits for them: longest first (CLK-5)."""
    scope = viewer.scope(Permission.REQUEST_RECEIVE)
    mine = scope.q(community="community_id", area="community__area_id", authority="authority_id")
    return requests().with_places().awaiting_receipt().filter(mine).order_by("state_since", "pk")


def ending_soon(on: date) -> QuerySet[ResourceRequest]:
    """Approved exceptional requests that have not ended and whose school was not yet reminded of the end (EXC-6)."""
    found = ResourceRequest.objects.filter(
        not_ended(on),
        kind=ResourceRequest.Kind.EXCEPTIONAL,
        decision__outcome=Decision.Outcome.APPROVED,
        end_reminded_at=None,
        ends_on__gte=on,
    )
    return found.select_related("authority")


def not_ended(on: date) -> Q:
    """Support that did not end early before this day."""
    return Q(ended_on=None) | Q(ended_on__gte=on)


def meeting_ahead(rfr: ResourceRequest, today: date, deadlines: Deadlines | None = None) -> Meeting | None:
    """The meeting that a submission today would reach (PRE-2)."""
    return meeting_reached_by(rfr.community, today, deadlines or deadlines_of(rfr.authority, on=today))


def meeting_to_accept_for(rfr: ResourceRequest, today: date, deadlines: Deadlines | None = None) -> Meeting | None:
    """The meeting whose agenda takes a request that the chair accepts today: its own while that is to come, else the next.

    A deferred request goes to the next in any case.
    """
    meeting = rfr.meeting
    if rfr.state != S.DEFERRED and meeting and meeting.is_to_come and meeting.day >= today:
        return meeting
    return meeting_ahead(rfr, today, deadlines)


def waiting_for_meeting(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests that a meeting is still to discuss, in the order they came."""
    return requests().filter(meeting=meeting, state__in=FOR_MEETING).order_by("submitted_at", "pk")
