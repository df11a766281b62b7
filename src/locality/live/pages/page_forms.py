"""The forms of the live page, for whoever may send them, and what their lists offer."""

from collections.abc import Mapping

from locality.communities.scope import Viewer
from locality.design.forms.bound import PageForm
from locality.design.forms.others import Others
from locality.live.forms.live import (
    ActionPointForm,
    ConflictForm,
    ConflictOfForm,
    DisputeForm,
    GuestForm,
    MySaidForm,
    SaidForm,
    TextsForm,
    settle_forms,
)
from locality.live.presenters.screen import Screen
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.live import next_day_of
from locality.together.texts import Seen


def choices_of(found: Screen) -> dict[str, list[tuple[str, str]]]:
    """What the lists of the forms have to choose from."""
    items = [
        (str(line.row.item.pk), f"{line.row.number} {line.row.item.title}")
        for line in found.lines
        if not line.row.is_heading
    ]
    here = [line for line in found.register if line.row.person_id or line.row.kind in {"guest", "adviser"}]
    return {
        "people": [(str(line.row.pk), _called(line.label, line.row.name)) for line in here],
        "asked": [(str(line.row.pk), line.label) for line in found.turns],
        "items": items,
        "open": [(pk, title) for pk, title in items if int(pk) not in found.closed],
    }


def forms_of(found: Screen, viewer: Viewer) -> dict[str, PageForm]:
    """The forms of the page, by their ids, for whoever may send them."""
    if not found.is_running:
        return settle_forms(found.to_settle)
    offered = choices_of(found)
    now = {"item": str(found.item.pk)} if found.item else {}
    if not found.runs:
        own: dict[str, PageForm] = {} if found.i_am_out else {"said": MySaidForm()}
        return own | {"conflict": ConflictForm(items=offered["items"], initial=now)}
    speaker = found.running.speaker_id if found.running else None
    forms: dict[str, PageForm] = {
        "guest": GuestForm(initial={"kind": "guest"}),
        "conflict": ConflictOfForm(items=offered["items"], people=offered["people"], initial=now),
        "dispute": DisputeForm(items=offered["open"], initial=now),
    }
    if not found.i_am_out:
        forms |= {
            "said": SaidForm(people=offered["asked"], initial={"who": str(speaker or "")}),
            "action": ActionPointForm(
                people=offered["people"],
                today=viewer.today,
                initial={"due_on": next_day_of(found.meeting, viewer.today)},
            ),
        }
    forms |= settle_forms(found.to_settle)
    if found.record:
        texts, record = {"notes": found.notes, "summary": found.summary}, found.record
        seen = {name: str(Seen.of(getattr(record, f"{name}_revision"), text)) for name, text in texts.items()}
        asked = found.item.resource_request if found.item else None
        is_decided = found.is_decided and bool(asked and asked.decision_id)  # it may have been withdrawn
        forms["texts"] = TextsForm(initial=texts, revisions=seen, of_request=bool(asked), is_decided=is_decided)
    return forms


def tell_others(forms: Mapping[str, PageForm], others: Others | None, viewer: Viewer, found: Screen) -> None:
    """Show whoever guides the meeting what others read; a dispute may belong to an item that is over."""
    for form in forms.values():
        form.others = others
    for each in found.disputes if others else ():
        if settling := forms.get(f"settle-{each.pk}"):
            settling.others = others_of(viewer, found.meeting, each.item, masks=found.masks)


def _called(label: str, name: str) -> str:
    return name if label == name else f"{name}, {label}"
