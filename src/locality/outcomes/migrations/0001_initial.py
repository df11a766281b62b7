"""Reviews of what came of approved support, with what was agreed, reported and looked at again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("communities", "0006_needs"),
        ("resource_requests", "0017_needs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_agree", "to_agree"),
                            ("under_way", "under_way"),
                            ("reported", "reported"),
                            ("ended", "ended"),
                        ],
                        default="to_agree",
                        max_length=12,
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="when it came to stand so")),
                ("agree_by", models.DateField(verbose_name="last day to agree the outcomes")),
                ("due_on", models.DateField(verbose_name="review date")),
                ("extended_from", models.DateField(null=True, verbose_name="review date before it was moved")),
                (
                    "extended_because",
                    models.CharField(blank=True, max_length=300, verbose_name="why the review date was moved"),
                ),
                ("reminded_on", models.DateField(null=True, verbose_name="day of the last reminder")),
                (
                    "came_of_it",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_hoped", "What was hoped, or more"),
                            ("some", "Some of what was hoped"),
                            ("none", "No change, or further back"),
                            ("cannot_say", "Cannot say yet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("school", "The school’s view"),
                            ("several", "Several views"),
                            ("measured", "Measured before and after"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reported_on", models.DateField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.authority"
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.community"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="resource_requests.decision"
                    ),
                ),
                (
                    "rfr",
                    models.OneToOneField(
                        db_column="request_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="resource_requests.resourcerequest",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.school"
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "happened",
                    models.CharField(
                        choices=[
                            ("as_agreed", "Yes, as agreed"),
                            ("in_part", "In part"),
                            ("otherwise", "We did something else"),
                            ("not", "No"),
                            ("moved_on", "The pupils left our school before we could tell"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why_not", models.TextField(blank=True, verbose_name="why not as agreed")),
                ("evidence", models.JSONField(default=list, verbose_name="kinds of evidence")),
                ("how_known", models.TextField(blank=True, verbose_name="how the school knows")),
                ("measure", models.CharField(blank=True, max_length=120, verbose_name="which assessment or scale")),
                ("before", models.CharField(blank=True, max_length=40, verbose_name="its figure before")),
                ("after", models.CharField(blank=True, max_length=40, verbose_name="its figure after")),
                ("pupil_said", models.TextField(blank=True, verbose_name="what the pupil said")),
                ("not_asked", models.CharField(blank=True, max_length=300, verbose_name="why the pupil was not asked")),
                (
                    "spent",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="spent, pounds"),
                ),
                (
                    "returned",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="returned, pounds"),
                ),
                ("needed_until", models.DateField(null=True, verbose_name="the rest is still needed until")),
                (
                    "next",
                    models.CharField(
                        choices=[
                            ("own", "It carries on, from our own resources"),
                            ("ends", "It ends, because it is no longer needed"),
                            ("request", "We will make a new request"),
                            ("other", "We are following another route"),
                        ],
                        max_length=10,
                        verbose_name="what happens next",
                    ),
                ),
                ("again", models.BooleanField(verbose_name="would do it again")),
                ("for_whom", models.TextField(blank=True, verbose_name="for whom")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="resource_requests.decision"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="outcomes.review"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="AgreedOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=300, verbose_name="what will be different for the pupils")),
                ("start", models.CharField(max_length=300, verbose_name="where things are now")),
                ("hoped", models.CharField(max_length=300, verbose_name="what is hoped by the review date")),
                (
                    "framework",
                    models.CharField(
                        choices=[
                            ("independence", "My Independence"),
                            ("voice", "My Voice"),
                            ("future", "My Future"),
                            ("health", "My Health"),
                            ("learning", "My Learning"),
                            ("safety", "My Safety"),
                            ("community", "My Community"),
                            ("quality_of_life", "My Quality of life"),
                        ],
                        max_length=20,
                        verbose_name="outcome of the council’s framework",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="outcomes.review"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("drawn_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("words", models.TextField(blank=True, verbose_name="what the second school would add")),
                ("at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="second_look", to="outcomes.report"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="communities.school"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SecondLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("further_back", "Further back than at the start"),
                            ("no_change", "No change"),
                            ("some", "Some of what we hoped"),
                            ("hoped", "What we hoped"),
                            ("more", "More than we hoped"),
                            ("cannot_say", "We cannot say yet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.agreedoutcome"
                    ),
                ),
                (
                    "look",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="levels", to="outcomes.secondlook"
                    ),
                ),
            ],
            options={
                "ordering": ("outcome__number",),
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("further_back", "Further back than at the start"),
                            ("no_change", "No change"),
                            ("some", "Some of what we hoped"),
                            ("hoped", "What we hoped"),
                            ("more", "More than we hoped"),
                            ("cannot_say", "We cannot say yet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why_cannot_say", models.CharField(blank=True, max_length=300)),
                ("reached", models.PositiveSmallIntegerField(null=True)),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="outcomes.agreedoutcome"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="outcomes.report"
                    ),
                ),
            ],
            options={
                "ordering": ("outcome__number",),
                "constraints": [
                    models.UniqueConstraint(fields=("report", "outcome"), name="result_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "cannot_say"), models.Q(("why_cannot_say", ""), _negated=True)),
                            models.Q(models.Q(("level", "cannot_say"), _negated=True), ("why_cannot_say", "")),
                            _connector="OR",
                        ),
                        name="cannot_say_says_why",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["school", "state", "due_on"], name="reviews_of_school"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["community", "due_on", "state"], name="reviews_of_community"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["authority", "due_on", "state"], name="reviews_of_authority"),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(fields=["state", "due_on"], name="reviews_to_remind"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["to_agree", "under_way", "reported", "ended"])),
                name="review_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reported_on__isnull", False),
                        ("state", "reported"),
                        models.Q(("came_of_it", ""), _negated=True),
                        models.Q(("strength", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "reported"), _negated=True),
                        ("came_of_it", ""),
                        ("reported_on__isnull", True),
                        ("strength", ""),
                    ),
                    _connector="OR",
                ),
                name="reported_says_what_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_because", ""), ("extended_from__isnull", True)),
                    models.Q(
                        ("extended_from__isnull", False),
                        ("extended_from__lt", models.F("due_on")),
                        models.Q(("extended_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="review_moved_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("needed_until__isnull", True), ("returned__isnull", True), ("spent__isnull", True)),
                    models.Q(("returned__isnull", True), ("spent__gte", 0)),
                    models.Q(("needed_until__isnull", True), ("returned__gt", 0), ("spent__gte", 0)),
                    _connector="OR",
                ),
                name="report_money_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedoutcome",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="outcome_once"),
        ),
        migrations.AddConstraint(
            model_name="agreedoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__gte", 1),
                    ("number__lte", 3),
                    models.Q(("what", ""), _negated=True),
                    models.Q(("start", ""), _negated=True),
                    models.Q(("hoped", ""), _negated=True),
                ),
                name="outcome_is_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="secondlook",
            index=models.Index(condition=models.Q(("at", None)), fields=["school", "due_on"], name="looks_to_take"),
        ),
        migrations.AddConstraint(
            model_name="secondlook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("at__isnull", True), ("by__isnull", True), ("words", "")),
                    models.Q(("at__isnull", False), ("by__isnull", False)),
                    _connector="OR",
                ),
                name="second_look_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondlevel",
            constraint=models.UniqueConstraint(fields=("look", "outcome"), name="second_level_once"),
        ),
    ]
