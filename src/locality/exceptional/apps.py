from django.apps import AppConfig


class ExceptionalConfig(AppConfig):
    name = "locality.exceptional"
