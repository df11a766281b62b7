from django.apps import AppConfig
from django.core.checks import register


class AccountsConfig(AppConfig):
    name = "locality.accounts"

    def ready(self) -> None:
        from locality.accounts import checks, receivers  # noqa: PLC0415 - models are there only now

        receivers.connect()
        register(checks.shared_table)
