"""The council's section of the form (FORM-13), and the council's questions about what it received."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from locality.resource_requests.models.decision import Decision
from locality.resource_requests.models.question import Question
from locality.resource_requests.models.request import ResourceRequest


class CouncilSection(models.Model):
    """What the council made of an approval. Rows are never changed (the database refuses it).

    Whoever recorded the decision can't moderate it: different hands (trigger).
    """

    rfr = models.ForeignKey(
        ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="moderations"
    )
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="moderation")
    final_amount = models.DecimalField("final amount, pounds", max_digits=12, decimal_places=2, null=True)
    moderated = models.BooleanField("moderated by the council")
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("why the amount differs", max_length=500, blank=True)
    processed_on = models.DateField("request processed")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "resource_requests_moderation"  # named when the model had this name; triggers know it
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(final_amount__isnull=True) | Q(final_amount__gte=0), name="final_amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"Council’s section of {self.rfr_id}"


class CouncilQuestion(Question):
    """A question of the council to the school or the clerk about a received request, and its answer."""

    class To(models.TextChoices):
        SCHOOL = "school", "The school"
        CLERK = "clerk", "The clerk"

    rfr = models.ForeignKey(
        ResourceRequest, db_column="request_id", on_delete=models.PROTECT, related_name="council_questions"
    )
    to = models.CharField(max_length=6, choices=To)
