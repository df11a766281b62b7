from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "locality.accounts"
    default_auto_field = "django.db.models.BigAutoField"
