from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "locality.outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.outcomes.actions.following import follow_decision  # noqa: PLC0415 - models are there only now
        from locality.outcomes.presenters import beside_request, happened_to_review  # noqa: PLC0415
        from locality.outcomes.tasks import tasks_for  # noqa: PLC0415
        from locality.resource_requests.pages.beside import show_with, tell_with  # noqa: PLC0415
        from locality.resource_requests.queries.decided import when_decided  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        when_decided(follow_decision)
        show_with(beside_request)
        tell_with(happened_to_review)
        offer_with(tasks_for)
