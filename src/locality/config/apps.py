from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The last app to be ready: by then each has given the lower ones what they ask of it."""

    name = "locality.config"

    def ready(self) -> None:
        from locality.schedule.guards import refuse_missing  # noqa: PLC0415 - models are there only now

        refuse_missing()
