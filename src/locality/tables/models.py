"""The file a person uploaded, kept between the dry run and the confirmation."""

from django.conf import settings
from django.db import models


class Upload(models.Model):
    """An uploaded file: what is confirmed is exactly what was shown. Deleted once applied, or after a day."""

    purpose = models.CharField(max_length=40)
    authority_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
