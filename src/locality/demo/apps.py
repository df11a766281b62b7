from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "locality.demo"
    default_auto_field = "django.db.models.BigAutoField"
