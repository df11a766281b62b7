from django.apps import AppConfig


class ResourceRequestsConfig(AppConfig):
    name = "locality.resource_requests"
    default_auto_field = "django.db.models.BigAutoField"
