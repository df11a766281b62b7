from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "locality.budgets"
    default_auto_field = "django.db.models.BigAutoField"
