from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "locality.support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.resource_requests.pages.beside import show_with, tell_with  # noqa: PLC0415 - models are there only now
        from locality.resource_requests.queries.interested import also_interested  # noqa: PLC0415
        from locality.resource_requests.rules.interests import when_interests_are_declared  # noqa: PLC0415
        from locality.support.presenters.on_request import beside_request, happened_to_support  # noqa: PLC0415
        from locality.support.queries.interests import (  # noqa: PLC0415
            interested_by_support,
            why_giver_decides_nothing,
        )
        from locality.support.tasks import tasks_for  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        show_with(beside_request)
        tell_with(happened_to_support)
        also_interested(interested_by_support)
        when_interests_are_declared(why_giver_decides_nothing)
        offer_with(tasks_for)
