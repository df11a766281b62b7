from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "locality.accounts"

    def ready(self) -> None:
        from locality.accounts import receivers  # noqa: PLC0415 - models are there only now

        receivers.connect()
