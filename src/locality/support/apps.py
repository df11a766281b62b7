from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "locality.support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.resource_requests.pages.beside import show_with  # noqa: PLC0415 - models are there only now
        from locality.support.presenters.on_request import beside_request  # noqa: PLC0415
        from locality.support.tasks import tasks_for  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        show_with(beside_request)
        offer_with(tasks_for)
