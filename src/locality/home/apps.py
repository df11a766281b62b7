from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "locality.home"
    default_auto_field = "django.db.models.BigAutoField"
