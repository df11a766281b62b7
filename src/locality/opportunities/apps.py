from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "locality.opportunities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.opportunities.calendars import booked_occasions  # noqa: PLC0415 - models are there only now
        from locality.opportunities.tasks import tasks_for  # noqa: PLC0415
        from locality.schedule.calendars import fill_feed_with  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        fill_feed_with(booked_occasions)
        offer_with(tasks_for)
