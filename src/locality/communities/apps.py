from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "locality.communities"

    def ready(self) -> None:
        from locality.accounts.idle import ask_limit_of  # noqa: PLC0415 - models are there only now
        from locality.communities.queries import idle_seconds_of  # noqa: PLC0415

        ask_limit_of(idle_seconds_of)
