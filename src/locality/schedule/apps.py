from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "locality.schedule"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.communities.moving import go_with_schools  # noqa: PLC0415 - models are there only now
        from locality.schedule.actions.inviting import follow_schools, say_nothing_of_schools  # noqa: PLC0415

        go_with_schools(follow_schools, say_nothing_of_schools)
