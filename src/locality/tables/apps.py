from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "locality.tables"
    default_auto_field = "django.db.models.BigAutoField"
