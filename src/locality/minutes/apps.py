from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "locality.minutes"

    def ready(self) -> None:
        from locality.minutes.actions.minutes import follow_decision, what_follows  # noqa: PLC0415 - models are there only now
        from locality.resource_requests.queries.corrected import when_corrected  # noqa: PLC0415

        when_corrected(follow_decision, what_follows)
