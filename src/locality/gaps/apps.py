from django.apps import AppConfig


class GapsConfig(AppConfig):
    name = "locality.gaps"
    default_auto_field = "django.db.models.BigAutoField"
