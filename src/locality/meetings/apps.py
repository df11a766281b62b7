from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "locality.meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from locality.accounts.belonging import call_with, say_with  # noqa: PLC0415 - models are there only now
        from locality.communities.invitation_hooks import when_taken_up  # noqa: PLC0415
        from locality.meetings.actions.advisers import seat  # noqa: PLC0415
        from locality.meetings.presenters.kept import person_called, said_of_meeting  # noqa: PLC0415
        from locality.meetings.queries.agenda import why_not_cancelled, why_not_to  # noqa: PLC0415
        from locality.meetings.queries.in_the_room import most_positions  # noqa: PLC0415
        from locality.meetings.queries.interests import (  # noqa: PLC0415
            declared_by,
            schools_of_positions,
            why_closed,
            why_not_decide,
        )
        from locality.meetings.queries.live import why_not_reopened  # noqa: PLC0415
        from locality.meetings.queries.summed_up import summary_of_meeting  # noqa: PLC0415
        from locality.meetings.tasks import tasks_for  # noqa: PLC0415
        from locality.resource_requests.queries.interested import when_positions_are_of_schools  # noqa: PLC0415
        from locality.resource_requests.queries.needs import keep_from_deciding  # noqa: PLC0415
        from locality.resource_requests.queries.pupils import also_at_meetings  # noqa: PLC0415
        from locality.resource_requests.rules.in_the_room import when_positions_are_counted  # noqa: PLC0415
        from locality.resource_requests.rules.interests import when_interests_are_declared  # noqa: PLC0415
        from locality.resource_requests.rules.summed_up import when_a_summary_is_needed  # noqa: PLC0415
        from locality.schedule.guards import guard_with  # noqa: PLC0415
        from locality.schedule.workflow import G  # noqa: PLC0415
        from locality.tasks.registry import offer_with  # noqa: PLC0415

        when_positions_are_counted(most_positions)
        when_a_summary_is_needed(summary_of_meeting)
        when_interests_are_declared(why_not_decide, why_closed)
        keep_from_deciding(declared_by)
        when_positions_are_of_schools(schools_of_positions)
        say_with(said_of_meeting)
        call_with(person_called)
        when_taken_up(seat)
        also_at_meetings("agenda_items__meeting")
        guard_with(
            {
                G.DECIDED_NOTHING: lambda asked: why_not_cancelled(asked.meeting),
                G.DECIDED_NOT_BEFORE: lambda asked: why_not_to(asked.meeting, asked.to),
                G.WAS_RUN: lambda asked: why_not_reopened(asked.meeting),
            }
        )
        offer_with(tasks_for)
