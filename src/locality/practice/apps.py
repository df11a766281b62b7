from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "locality.practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.practice.tasks import tasks_for  # noqa: PLC0415 - models are there only now
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        offer_with(tasks_for)
