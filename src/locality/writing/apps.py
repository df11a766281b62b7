from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "locality.writing"

    def ready(self) -> None:
        from locality.accounts.belonging import call_with  # noqa: PLC0415 - models are there only now
        from locality.writing.presenters.kept import choice_called  # noqa: PLC0415

        call_with(choice_called)
