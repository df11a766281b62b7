"""The minutes as a document: the same for page, PDF and Word, and the version for release (CLK-6)."""

from collections.abc import Mapping, Sequence
from datetime import date

from locality.documents.parts import Bullets, Document, GridTable, Heading, Note, Paragraph, Part
from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.meetings.exports.pack import item_levels, meeting_document
from locality.meetings.models import Minutes
from locality.minutes.rules import (
    NOT_DECIDED,
    Action,
    Content,
    DeclaredInterest,
    Item,
    Person,
    released,
    without_pupils,
)
from locality.schedule.models import Meeting
from locality.values.dates import show_day, show_short_day

NOBODY = "None."
LEFT_OUT = "The discussion of this request is not published because it concerns children."


def minutes_document(
    meeting: Meeting, minutes: Minutes | None, content: Content, mask: Mask, later: Sequence[Minutes] = ()
) -> Document:
    """The minutes as members get them: pupils by reference only, also those who became known later (RES-9).

    `later`: the versions that went out after it, which it is to be read with.
    """
    about = [Note(mask(text)) for text in [*_replaced(minutes, later), *remarks(minutes)]]
    content = without_pupils(content, mask)
    return meeting_document(
        meeting,
        f"Minutes of {meeting.community.name}",
        [*about, *_parts(content, for_release=False)],
        version=minutes.number if minutes else 1,
    )


def release_document(meeting: Meeting, minutes: Minutes, mask: Mask, later: Sequence[Minutes] = ()) -> Document:
    """The minutes for anyone: offices for people, nothing of what was said about children."""
    content: Content = released(without_pupils(minutes.content, mask), _without_people)
    release = "Version for release. It leaves out people’s names and what was said about each request."
    about = [Note(text) for text in [*_replaced(minutes, later), release]]
    return meeting_document(
        meeting,
        f"Minutes for release of {meeting.community.name}",
        [*about, *_parts(content, for_release=True)],
        version=minutes.number,
    )


def _without_people(offices: Mapping[str, str]) -> Mask:
    """What puts the office in place of each person's name. A guest called after a pupil has no name left to hide."""
    return Mask(Hidden(name, office) for name, office in offices.items() if ANY_PUPIL not in name.lower())


def _replaced(minutes: Minutes | None, later: Sequence[Minutes]) -> list[str]:
    """That a version is an earlier one, and since when: whoever reads it must know that another one counts."""
    if minutes is None or not later or later[0].distributed_at is None:
        return []
    corrected = f"It was corrected on {show_day(later[0].distributed_at)}"
    return [f"Version {minutes.number} of {later[-1].number}. {corrected}. Use the latest version."]


def remarks(minutes: Minutes | None) -> list[str]:
    """What must be known of a version: a draft, late, not checked, what it corrects, when it was approved."""
    if minutes is None or minutes.distributed_at is None:
        return ["Draft. Not distributed yet."]
    found = []
    if minutes.correction:
        found.append(f"Version {minutes.number}, a correction: {minutes.correction}")
    if minutes.is_late:
        found.append(f"Distributed late, on {show_day(minutes.distributed_at)}.")
    if minutes.checked_at is None:
        found.append("The chair had not checked these minutes when they were distributed.")
    if minutes.approved_at_meeting:
        found.append(f"Approved at the meeting on {show_day(minutes.approved_at_meeting.day)}.")
    return found


def _day(text: str) -> str:
    return show_day(date.fromisoformat(text))


def _parts(content: Content, *, for_release: bool) -> list[Part]:
    place = f"\n{content['place']}" if content["place"] else ""
    parts: list[Part] = [
        Paragraph(f"{_day(content['day'])}, {content['starts']} to {content['ends']}{place}"),
        Heading(1, "Attendance"),
        *_people(content["present"], for_release=for_release),
    ]
    sorry = "; ".join(_who(each, for_release=for_release) for each in content["apologies"]) or NOBODY
    parts.append(Paragraph(f"Apologies: {sorry}"))
    absent = ", ".join(content["not_represented"]) or NOBODY
    parts.append(Paragraph(f"Schools not represented: {absent}"))
    if content["approved"]:
        days = ", ".join(_day(each) for each in content["approved"])
        parts.append(Paragraph(f"Approved at this meeting: the minutes of {days}."))
    levels = item_levels(item["number"] for item in content["items"])
    for item, level in zip(content["items"], levels, strict=True):
        parts += _item(item, level, for_release=for_release)
    if content["put_off"]:
        undecided = any(each.get("fate", "").startswith(NOT_DECIDED) for each in content["items"])
        parts.append(Heading(1, "Not discussed or not decided" if undecided else "Not discussed"))
        parts.append(
            Paragraph("\n".join(_put_off(each["title"], each["why"], each["to"]) for each in content["put_off"]))
        )
    parts += _all_actions(content)
    return parts


def _people(people: list[Person], *, for_release: bool) -> list[Part]:
    """Who was there; a column for times only where somebody came late or left early. One column alone is a list."""
    header = ["Name", "Role or school", "Time"]
    rows = [[each["name"] or "–", each["office"], each["note"]] for each in people]
    if not any(each["note"] for each in people):
        header, rows = header[:2], [row[:2] for row in rows]
    if for_release:
        header, rows = header[1:], [row[1:] for row in rows]
    if len(header) == 1:
        return [Paragraph(f"Present:{'' if rows else f' {NOBODY}'}"), Bullets([cell for row in rows for cell in row])]
    return [GridTable("Present", header, rows)]


def _who(person: Person, *, for_release: bool) -> str:
    """Who sent apologies; of a school without a representative on record, that nobody’s name is known."""
    if person["name"]:
        return f"{person['name']} ({person['office']})"
    return person["office"] if for_release else f"{person['office']} (no name recorded)"


def _put_off(title: str, why: str, to: str) -> str:
    because = f": {why}" if why else ""
    return f"{title}{because}" + (f" (moved to the meeting on {_day(to)})" if to else "")


def _item(item: Item, level: int, *, for_release: bool) -> list[Part]:
    reference = f", {item['reference']}" if item["reference"] else ""
    parts: list[Part] = [Heading(level, f"{item['number']} {item['title']}{reference}")]
    parts += [Paragraph(_interest(each)) for each in item["interests"]]
    if item["notes"]:
        parts += [Heading(level + 1, "Discussion"), Paragraph(item["notes"])]
    if item["offers"]:
        parts.append(Heading(level + 1, "Solutions offered"))
        parts += [Paragraph(f"{each['name']} ({each['office']}): {each['text']}") for each in item["offers"]]
    if item["summary"]:
        parts += [Heading(level + 1, "The chair’s summary"), Paragraph(item["summary"])]
    if for_release and item["reference"]:
        parts.append(Paragraph(LEFT_OUT))
    if item["outcome"] or item["positions"]:
        parts += _decision(item, level + 1)
    if fate := item.get("fate"):
        parts.append(Paragraph(fate))
    for dispute in item["disputes"]:
        final = (
            f"\nThe chair’s decision, which is final: {dispute['chairs_decision']}"
            if dispute["chairs_decision"]
            else ""
        )
        between = f"Between {parties}. " if (parties := dispute.get("parties", "").rstrip(".")) else ""
        parts += [
            Heading(level + 1, "Dispute"),
            Paragraph(f"{between}{dispute['text'] or 'A dispute was recorded.'}{final}"),
        ]
    if item["actions"]:
        parts += [Heading(level + 1, "Action points"), Paragraph("\n".join(_action(each) for each in item["actions"]))]
    if len(parts) == 1 and not item["is_heading"]:
        parts.append(Paragraph("Nothing was recorded."))
    return parts


def _interest(declared: DeclaredInterest) -> str:
    who = f"{declared['name']} ({declared['office']})" if declared["name"] else declared["office"]
    what = f": {declared['interest']}" if declared["interest"] else ""
    return f"Interest declared by {who}{what}. {_where_they_were(declared)}"


def _where_they_were(declared: DeclaredInterest) -> str:
    if declared.get("absent"):
        return "Not at the meeting."
    times = declared.get("times", [])
    if not times:
        return "Out of the room for this item. They gave no position."
    went = (f"{'out again' if place % 2 else 'back'} at {moment}" for place, moment in enumerate(times))
    return f"Out of the room, {', '.join(went)}. They gave no position."


def _decision(item: Item, level: int) -> list[Part]:
    lines = [item["outcome"]] if item["outcome"] else []
    asked_alone = bool(item["reference"]) and not item["outcome"]  # a request that was not decided
    if positions := item["positions"]:
        apart = f" The school asking: {positions['asking_school'].lower()}." if positions["asking_school"] else ""
        lines.append(
            f"{'' if asked_alone else 'Positions: '}{positions['agree']} agree, {positions['disagree']} disagree, "
            f"{positions['abstain']} abstain.{apart}"
        )
    lines += [f"{each['label']}: {each['text']}" for each in item["decision"]]
    return [Heading(level, "Positions" if asked_alone else "Decision"), Paragraph("\n".join(lines))]


def _action(action: Action) -> str:
    return f"{action['owner']}: {action['text']} (by {show_short_day(date.fromisoformat(action['due_on']))})"


def _all_actions(content: Content) -> list[Part]:
    actions = [each for item in content["items"] for each in item["actions"]] + content["actions"]
    hidden = content.get("left_out", 0)
    how_many = "1 action point is" if hidden == 1 else f"{hidden} action points are"
    left_out = [Paragraph(f"{how_many} not published because of children’s privacy.")]
    if not actions:
        return [Heading(1, "Action points"), *(left_out if hidden else [Paragraph(NOBODY)])]
    rows = [
        (each["text"], each["owner"], show_short_day(date.fromisoformat(each["due_on"])))
        for each in sorted(actions, key=lambda each: each["due_on"])
    ]
    table = GridTable("All action points of the meeting", ("What", "Who", "By"), rows)
    return [Heading(1, "Action points"), table, *(left_out if hidden else [])]
