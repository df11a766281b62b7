"""Papers on screen, item by item, as one pack, and as files; sent by the clerk with one button (CLK-2, MBR-2)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.audit.actions import Seen as Sight
from locality.audit.actions import record_sights
from locality.budgets.queries.money import balance
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.documents.answers import as_file, in_large_print, pdf_name
from locality.documents.parts import Part
from locality.documents.pdf import to_pdf
from locality.form_keys.decorators import repeatable
from locality.meetings.actions import papers as actions
from locality.meetings.exports.pack import pack
from locality.meetings.forms.papers import NOTED, NoteForm, SendForm
from locality.meetings.models import AgendaItem, Distribution, Opening, Paper, PrivateNote
from locality.meetings.models.agenda import Kind
from locality.meetings.pages.gone import why_not_there
from locality.meetings.pages.opening import shared_meeting
from locality.meetings.presenters.agenda import AgendaRow, agenda_rows
from locality.meetings.presenters.filling import Filling, filling_parts
from locality.meetings.presenters.others_read import others_of
from locality.meetings.presenters.papers import added_words, file_words, note_words, noted_words, sending_of, sent_words
from locality.meetings.queries.access import (
    closed_items,
    items_closed_to,
    items_open_to,
    meetings_clerked_by,
)
from locality.meetings.queries.advisers import advisers_of
from locality.meetings.queries.agenda import accepted_for, read_items
from locality.meetings.queries.as_read import (
    items_as_read,
    meeting_as_read,
    paper_as_read,
    points_as_read,
    sent_as_read,
)
from locality.meetings.queries.follow_up import last_minuted_before, open_action_points
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.queries.papers import distributions_of, notes_of, openings_of, papers_of
from locality.meetings.views.attached import OUT
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.requests import readers_of
from locality.schedule.models import Meeting
from locality.schedule.queries import people_of
from locality.together.posts import chosen_texts, is_settling, read_seen, typed
from locality.together.texts import Saved, Seen, Typed
from locality.together.two_texts import TwoTexts, asked
from locality.values.dates import show_day
from locality.values.emailing import say_done
from locality.values.refusals import NotPossible


@requires(Permission.MEETING_TAKE_PART)
def meeting_papers(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Everything to read before a meeting; for the clerk also who has, and the button that sends it."""
    meeting = shared_meeting(viewer, pk)
    sent = distributions_of(meeting)
    if sent and request.method == "GET":
        actions.note_opened(meeting, of=Opening.Of.PAPERS, number=sent[-1].number, by=viewer.user, at=timezone.now())
    return _page(request, viewer, meeting, SendForm() if sent else None, sent)


def _page(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, form: SendForm | None, sent: list[Distribution],
    problem: str = "",
) -> HttpResponse:  # fmt: skip
    masks = MeetingMasks(meeting)
    rows, papers, closed = _open_to(viewer, meeting, masks)
    taken_in = [row.item.resource_request_id for row in [*rows, *closed] if row.item.resource_request_id]
    clerks = viewer.can(Permission.MEETING_CLERK, community=meeting.community)
    invited = [*people_of(meeting.community, on=viewer.today), *advisers_of(meeting)] if clerks else []
    opened = openings_of(meeting, Opening.Of.PAPERS) if clerks else {}
    told_of = _told_of(viewer, meeting, sent_as_read(sent, masks), papers)
    due = deadlines_of(meeting.community.authority, on=viewer.today).papers(meeting.day)
    notes = notes_of(viewer.user, [row.item for row in rows])
    may_send = clerks and meeting.is_to_come
    if not may_send:
        form = None  # what was typed into it is given back as a text
    if form:
        form.others = others_of(viewer, meeting, masks=masks)
    return render(
        request,
        "meetings/papers.html",
        {
            "title": "Papers",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting_as_read(meeting, masks),
            "rows": rows,
            "closed": closed,
            "is_part": not rows and items_open_to(viewer, meeting) is not None,
            "notes": {row.item.pk: note_words(notes.get(row.item.pk)) for row in rows},
            "papers": [(each, file_words(each, sending_of(each, sent))) for each in papers],
            "sent": told_of,
            "sent_words": sent_words(meeting, told_of, due, today=viewer.today, sends=may_send),
            "added": [added_words(each, due) for each in told_of[1:]],
            "clerks": clerks,
            "leads": viewer.can(Permission.MEETING_LEAD, community=meeting.community),
            "may_send": may_send,
            "invited": invited,
            "opened": [(person, opened.get(person.pk)) for person in invited] if clerks and sent else [],
            "waiting": accepted_for(meeting).exclude(pk__in=taken_in).count() if clerks else 0,
            "due": due,
            "today": viewer.today,
            "form": form,
            "problem": problem,
        },
        status=400 if problem or (form and form.errors) else 200,
    )


def _open_to(
    viewer: Viewer, meeting: Meeting, masks: MeetingMasks
) -> tuple[list[AgendaRow], list[Paper], list[AgendaRow]]:
    """The items and papers a person may read: all of the meeting's, or those an adviser is invited to.

    And the items for which they are out of the room, whose papers are closed to them until they are called back.
    """
    rows, _ = agenda_rows(items_as_read(read_items(meeting), masks), meeting)
    papers = [paper_as_read(each, masks) for each in papers_of(meeting)]
    chosen, closed = items_open_to(viewer, meeting), items_closed_to(viewer, meeting)
    if chosen is not None:
        rows = [row for row in rows if row.item.pk in chosen]
        papers = [paper for paper in papers if paper.item_id in chosen]
    return (
        [row for row in rows if row.item.pk not in closed],
        [paper for paper in papers if paper.item_id not in closed],
        [row for row in rows if row.item.pk in closed],
    )


def _told_of(viewer: Viewer, meeting: Meeting, sent: list[Distribution], papers: list[Paper]) -> list[Distribution]:
    """What was sent, as far as it is this reader's: who is invited to some items reads nothing of others' papers."""
    if viewer.can(Permission.MEETING_TAKE_PART, community=meeting.community) or items_open_to(viewer, meeting) is None:
        return sent
    moments = {sending_of(each, sent).at for each in papers}
    theirs = [*sent[:1], *(each for each in sent[1:] if each.sent_at in moments)]
    for each in theirs:
        each.what = ""
    return theirs


@requires(Permission.MEETING_CLERK)
def meeting_papers_send(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Send agenda and papers, or what is new, to everyone invited."""
    meeting = get_object_or_404(meetings_clerked_by(viewer), pk=pk)
    if request.method != "POST":
        return redirect("meeting_papers", meeting.pk)
    before = distributions_of(meeting)
    form = SendForm(request.POST) if before else None
    if form and not form.is_valid() and meeting.is_to_come:
        return _page(request, viewer, meeting, form, before)
    what = form.cleaned_data.get("what", "") if form else ""
    try:
        sent = actions.distribute(meeting, what=what, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return _page(request, viewer, meeting, form, before, refusal.sentence)
    done = "You’ve sent the agenda and papers." if sent.number == 1 else "You’ve sent the new papers."
    messages.success(request, say_done(done, ["everyone invited"]))
    return redirect("meeting_papers", meeting.pk)


@requires(Permission.MEETING_TAKE_PART)
@repeatable
def meeting_item(request: HttpRequest, viewer: Viewer, pk: int, item: int) -> HttpResponse:
    """One item: what there is to read, and one's own note."""
    meeting = shared_meeting(viewer, pk)
    masks = MeetingMasks(meeting)
    rows, papers, closed = _open_to(viewer, meeting, masks)
    if any(each.item.pk == item for each in closed):
        raise PermissionDenied(OUT)
    row = next((each for each in rows if each.item.pk == item), None)
    if row is None:
        raise Http404("" if items_open_to(viewer, meeting) is not None else why_not_there(meeting, item))
    own = notes_of(viewer.user, [row.item]).get(item)
    form = _note_form(request, own)
    if request.method == "POST" and (form.is_valid() or is_settling(request.POST)):
        with form.refusals("text"):
            saved = actions.keep_note(row.item, _typed(request.POST, form), by=viewer, at=timezone.now())
            return _noted(request, viewer, meeting, row, saved, own)
    place = rows.index(row)
    return render(
        request,
        "meetings/item.html",
        {
            "title": f"{row.number} {row.item.title}",
            "caption": f"{meeting.community.name}, {show_day(meeting.day)}",
            "meeting": meeting_as_read(meeting, masks),
            "row": row,
            "document": _document_of(viewer, meeting, row),
            "links": _links(viewer, meeting, row),
            "papers": [paper for paper in papers if paper.item_id == item],
            "form": form,
            "before": rows[place - 1] if place else None,
            "after": rows[place + 1] if place + 1 < len(rows) else None,
        },
        status=400 if form.errors else 200,
    )


def _links(viewer: Viewer, meeting: Meeting, row: AgendaRow) -> list[tuple[str, str]]:
    """Where an item leads: to its request, or to the figures it is about."""
    found, rfr = [], row.item.resource_request
    if rfr and viewer.can(Permission.REQUEST_SEE_SUBMITTED, community=meeting.community):
        found.append((f"View request {rfr.reference}", reverse("request", args=[rfr.reference])))
    if viewer.can(Permission.BUDGET_SEE, community=meeting.community):
        if row.item.kind == Kind.OUTCOMES:
            found.append(("See the outcomes data", reverse("figures")))
        if row.item.kind == Kind.FINANCE:
            sheet = reverse("balance_sheet", args=[meeting.community_id])
            found.append(("See the full balance sheet and forecast", sheet))
    return found


def _note_form(request: HttpRequest, own: PrivateNote | None) -> NoteForm:
    text, read, revision = (own.text, own.read, own.revision) if own else ("", False, 0)
    if request.method == "POST":
        if not is_settling(request.POST):
            return NoteForm(request.POST, revisions={name: str(read_seen(request.POST, name)) for name in NOTED})
        chosen = chosen_texts(request.POST, ["text"])
        return NoteForm({"text": chosen["text"].text if "text" in chosen else text, "read": "on" if read else ""})
    seen = {"text": Seen.of(revision, text), "read": Seen.of(revision, actions.READ if read else "")}
    return NoteForm(initial={"text": text, "read": read}, revisions={name: str(each) for name, each in seen.items()})


def _typed(post: QueryDict, form: NoteForm) -> dict[str, Typed]:
    """What this window sends; a box that is not ticked is not sent, but was shown."""
    if is_settling(post):
        return chosen_texts(post, ["text"])
    sent = {"text": form.cleaned_data["text"], "read": actions.READ if form.cleaned_data["read"] else ""}
    return {name: typed(text, read_seen(post, name)) for name, text in sent.items()}


def _noted(
    request: HttpRequest, viewer: Viewer, meeting: Meeting, row: AgendaRow, saved: Saved, own: PrivateNote | None
) -> HttpResponse:
    if not saved.clashes:
        messages.success(request, noted_words(row.number, own, notes_of(viewer.user, [row.item]).get(row.item.pk)))
        return redirect("meeting_papers", meeting.pk)
    texts = [TwoTexts.of(each, str(NoteForm.base_fields[each.name].label)) for each in saved.clashes]
    context = asked(request.POST, texts, {each.name: each.seen for each in saved.clashes}, None) | {
        "caption": f"{row.number} {row.item.title}",
        "back": (reverse("meeting_papers", args=[meeting.pk]), "Papers"),
    }
    return render(request, "layouts/two_texts.html", context, status=409)


def _filling(viewer: Viewer, meeting: Meeting) -> Filling:
    """What fills the items by itself, for those who belong to the community."""
    if not viewer.can(Permission.MEETING_TAKE_PART, community=meeting.community):
        return Filling()
    sees_money = viewer.can(Permission.BUDGET_SEE, community=meeting.community)
    return Filling(
        last=last_minuted_before(meeting),
        action_points=points_as_read(open_action_points(meeting.community, but=closed_items(viewer))),
        balance=balance(meeting.community, viewer.today) if sees_money else None,
    )


def _document_of(viewer: Viewer, meeting: Meeting, row: AgendaRow) -> list[Part]:
    rfr = row.item.resource_request
    if rfr is None or rfr.version is None:
        return filling_parts(row.item, _filling(viewer, meeting))
    readers = _readers(viewer, [row.item], via="page")
    return list(form_document(rfr, readers[rfr.pk]).parts)


@requires(Permission.MEETING_TAKE_PART)
def meeting_pack(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Agenda and requests as one tagged PDF, made for this reader."""
    meeting = shared_meeting(viewer, pk)
    masks = MeetingMasks(meeting)
    rows, papers, _ = _open_to(viewer, meeting, masks)
    readers = _readers(viewer, [row.item for row in rows], via="pack")
    made = pack(meeting_as_read(meeting, masks), rows, readers, papers, _filling(viewer, meeting))
    large = in_large_print(request)
    name = pdf_name(f"papers-{meeting.day.isoformat()}", large=large)
    return as_file(to_pdf(made, large=large), "application/pdf", name)


def _readers(viewer: Viewer, items: list[AgendaItem], *, via: str) -> dict[int, Reader]:
    """How this person reads each request of the items; each sight of pupils' identity is recorded (RES-9)."""
    found = [item.resource_request for item in items if item.resource_request]
    readers = readers_of(viewer, found)
    seen = [
        Sight("resource_request", each.reference, each.reference, each.authority_id, readers[each.pk].names_shown)
        for each in found
    ]
    record_sights(by=viewer.user, at=timezone.now(), via=via, seen=seen)
    return readers
