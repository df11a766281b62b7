"""A Request for Resource is `rfr` in code; the columns keep their name, so that no row, index or trigger moves."""

from django.db import migrations, models
from django.db.models import CASCADE, PROTECT

ROWS = (
    ("councilquestion", PROTECT, "council_questions"),
    ("councilsection", PROTECT, "moderations"),
    ("decision", PROTECT, "decisions"),
    ("draftanswer", CASCADE, "answers"),
    ("handover", PROTECT, "hand_overs"),
    ("knownpupil", CASCADE, "known_pupils"),
    ("step", PROTECT, "steps"),
    ("version", PROTECT, "versions"),
)
ONCE = (
    ("decision", "decision_once", ("number",), None),
    ("draftanswer", "draft_answer_once", ("name",), None),
    ("knownpupil", "known_pupil_once", ("name", "born"), None),
    ("knownpupil", "known_pupil_without_day_once", ("name",), models.Q(born__isnull=True)),
    ("version", "version_once", ("number",), None),
)


def _renamed(model, on_delete, related_name):
    column = models.ForeignKey(
        "resource_requests.resourcerequest",
        db_column="request_id",
        on_delete=on_delete,
        related_name=related_name,
    )
    return [migrations.AlterField(model, "request", column), migrations.RenameField(model, "request", "rfr")]


class Migration(migrations.Migration):
    dependencies = [("resource_requests", "0015_counted_from_the_index")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(migrations.RemoveConstraint(model, name) for model, name, _, _ in ONCE),
                *(operation for row in ROWS for operation in _renamed(*row)),
                *(
                    migrations.AddConstraint(
                        model, models.UniqueConstraint(fields=("rfr", *others), condition=condition, name=name)
                    )
                    for model, name, others, condition in ONCE
                ),
            ]
        )
    ]
