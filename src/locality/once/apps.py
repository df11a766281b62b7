from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "locality.once"
    default_auto_field = "django.db.models.BigAutoField"
