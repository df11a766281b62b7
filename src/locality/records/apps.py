from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "locality.records"
    default_auto_field = "django.db.models.BigAutoField"
