"""Every pupil listed or typed so far becomes known, and what search looks through is hidden anew by all of them (RES-9)."""

import re
from collections import defaultdict
from datetime import date

from django.db import migrations
from django.db.models import Q

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.values.references import pupil_letter

BATCH = 500
SEARCHED = ("solution", "outcomes", "use", "support_given")
_ROW = re.compile(r"pupil\.([1-9][0-9]{0,5})\.(name|born_day|born_month|born_year|school)\Z", re.ASCII)


def fill(apps, _editor):
    kept = apps.get_model("resource_requests", "KnownPupil").objects
    for rows in _batches(_listed(apps)):
        kept.bulk_create(rows, ignore_conflicts=True)
    for rows in _batches(_typed(apps)):
        kept.bulk_create(rows, ignore_conflicts=True)


def _batches(rows):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _listed(apps):
    """The pupils of every version, as they were signed."""
    Known, seen = apps.get_model("resource_requests", "KnownPupil"), set()
    listed = apps.get_model("resource_requests", "Pupil").objects.exclude(name="").order_by("pk")
    columns = ("version__request_id", "version__request__school_id", "school_id", "name", "born", "version__signed_by_id",
               "version__signed_at")  # fmt: skip
    for request, asking, school, name, born, by, at in listed.values_list(*columns).iterator(chunk_size=BATCH):
        if (request, name, born) not in seen:
            seen.add((request, name, born))
            yield Known(
                request_id=request, asking_school_id=asking, school_id=school, name=name, born=born, typed_by_id=by,
                typed_at=at,
            )  # fmt: skip


def _typed(apps):
    """The pupils whom drafts list now; one who is listed in a version too is known already."""
    Known = apps.get_model("resource_requests", "KnownPupil")
    schools = set(apps.get_model("communities", "School").objects.values_list("pk", flat=True))
    asking = dict(apps.get_model("resource_requests", "ResourceRequest").objects.values_list("pk", "school_id"))
    answers = apps.get_model("resource_requests", "DraftAnswer").objects.filter(name__startswith="pupil.")
    drafts = defaultdict(lambda: defaultdict(dict))
    for answer in answers.order_by("pk").iterator(chunk_size=BATCH):
        if match := _ROW.match(answer.name):
            drafts[answer.request_id][int(match[1])][match[2]] = answer
    for request, rows in drafts.items():
        listed = set(
            apps.get_model("resource_requests", "KnownPupil")
            .objects.filter(request_id=request)
            .values_list("name", "born")
        )
        for fields in rows.values():
            answer = fields.get("name")
            name = " ".join(answer.text.split())[:200] if answer else ""
            born = _born(fields)
            if not name or (name, born) in listed:
                continue
            listed.add((name, born))
            chosen = fields["school"].text.strip() if "school" in fields else ""
            school = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 12 else 0
            yield Known(
                request_id=request, asking_school_id=asking[request],
                school_id=school if school in schools else asking[request], name=name, born=born,
                typed_by_id=answer.saved_by_id, typed_at=answer.saved_at,
            )  # fmt: skip


def _born(fields):
    try:
        year, month, day = (fields[f"born_{part}"].text.strip() for part in ("year", "month", "day"))
        return date(int(year[:6]), int(month[:4]), int(day[:4]))
    except (KeyError, ValueError, OverflowError):
        return None


def hide(apps, _editor):
    """School by school, so that what is held at a time is small; a school's pupils are learned once for its requests."""
    requests = apps.get_model("resource_requests", "ResourceRequest").objects
    submitted = requests.filter(version__isnull=False)
    for school in submitted.order_by("school_id").values_list("school_id", flat=True).distinct():
        known = list(
            apps.get_model("resource_requests", "KnownPupil")
            .objects.filter(Q(asking_school_id=school) | Q(school_id=school))
            .order_by("pk")
            .values_list("name", "born")
        )
        place = {pupil: at for at, pupil in enumerate(dict.fromkeys(known))}
        others = [Hidden(name, ANY_PUPIL, born) for name, born in place]
        letters, staff, masks, changed = _letters(apps, school), {}, {}, []
        for request in submitted.filter(school_id=school).select_related("school", "community", "version"):
            where, own = request.community_id, letters[request.pk]
            if where not in masks:
                staff[where] = _staff(apps, request)
                masks[where] = Mask(others, staff[where])
            if _in_order(own, place):
                mask = masks[where].with_letters(own)
            else:  # of two who share a name, the one who is listed first in the request goes before
                mask = Mask(
                    [*(Hidden(name, letter, born) for (name, born), letter in own.items()), *others], staff[where]
                )
            texts = (mask(request.version.content.get(name, "")) for name in SEARCHED)
            text = " ".join([request.reference, request.school.name, *texts]).lower()
            if text != request.search_text:
                request.search_text = text
                changed.append(request)
        requests.bulk_update(changed, ["search_text"], batch_size=BATCH)


def _in_order(own, place):
    """Whether the school lists the pupils of a request in the request's own order."""
    places = [place.get(pupil, -1) for pupil in own]
    return -1 not in places and places == sorted(places)


def _letters(apps, school):
    """What stands in place of each request's own pupils: the first version that lists one gives the letter."""
    listed = apps.get_model("resource_requests", "Pupil").objects.filter(version__request__school_id=school)
    rows = listed.order_by("version_id", "position").values_list("version__request_id", "name", "born", "position")
    letters = defaultdict(dict)
    for request, name, born, position in rows:
        letters[request].setdefault((name, born), f"Pupil {pupil_letter(position)}")
    return letters


def _staff(apps, request):
    """Names that stay: of people and places on record, but for one that is a pupil's."""
    offices = apps.get_model("communities", "Office").objects
    people = offices.filter(Q(school_id=request.school_id) | Q(community_id=request.community_id))
    return [*people.values_list("person__name", flat=True), request.school.name, request.community.name]


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0004_known_pupils")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(hide, migrations.RunPython.noop),
    ]
