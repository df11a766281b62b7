from django.apps import AppConfig


class ParentsConfig(AppConfig):
    name = "locality.parents"
    default_auto_field = "django.db.models.BigAutoField"
