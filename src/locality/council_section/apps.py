from django.apps import AppConfig


class CouncilSectionConfig(AppConfig):
    name = "locality.council_section"
