from django.apps import AppConfig


class ResourceRequestsConfig(AppConfig):
    name = "locality.resource_requests"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.accounts.belonging import say_with  # noqa: PLC0415 - models are there only now
        from locality.communities.hiding import hide_with  # noqa: PLC0415
        from locality.communities.moving import go_with_schools  # noqa: PLC0415
        from locality.resource_requests.actions.following_schools import follow_schools, said_of_schools  # noqa: PLC0415
        from locality.resource_requests.presenters.kept import said_of_request  # noqa: PLC0415
        from locality.resource_requests.queries.hiding import without_pupils_of  # noqa: PLC0415
        from locality.resource_requests.tasks import tasks_for  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        say_with(said_of_request)
        hide_with(without_pupils_of)
        go_with_schools(follow_schools, said_of_schools)
        offer_with(tasks_for)
