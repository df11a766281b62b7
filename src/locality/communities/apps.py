from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "locality.communities"
    default_auto_field = "django.db.models.BigAutoField"
