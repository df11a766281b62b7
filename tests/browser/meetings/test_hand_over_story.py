"""The clerk hands over what a meeting approved with one button, while a colleague hands over one of it."""

import pytest
from django.utils import timezone

from locality.resource_requests.actions import handing_over
from locality.resource_requests.models import ResourceRequest
from locality.values.dates import show_day, show_short_day
from locality.values.working_days import day_of
from tests.browser.conftest import Story
from tests.world import PUPIL, Side, acting, request_in


@pytest.mark.clause("CLK-5", "AGE-3")
@pytest.mark.parametrize(("js", "width"), [(True, 1280), (False, 320)])
def test_all_that_a_meeting_approved_is_handed_over(
    transactional_db: None, kent: Side, story: Story, js: bool, width: int
) -> None:
    quick, *others = [request_in(kent, "approved") for _ in range(3)]
    assert kent.meeting
    about = f"Meeting on {show_day(kent.meeting.day)}, {kent.community.name}"
    clerk = story(js=js, width=width).sign_in_as(kent.people["clerk"])
    clerk.goto("/").see("Send 3 approved requests to the area officer").click(f"Send requests : {about}")
    clerk.see("Send 3 approved requests to the area officer", "£3,000.00", "We’ll email:")
    clerk.see(kent.people["hnf_officer"].name).not_see(PUPIL)
    handing_over.hand_over(quick, by=acting(kent.people["deputy_clerk"]), at=timezone.now())
    told = f"We’ve emailed the {kent.area.name} area’s High Needs Funding officer"
    clerk.click("Send 3 requests").see(f"You’ve sent 2 requests to the area officer. {told}")
    clerk.see(f"We could not send these: {quick.reference}, which is now “Sent to the area officer”.")
    assert {ResourceRequest.objects.get(pk=each.pk).state for each in (quick, *others)} == {"handed_over"}
    clerk.goto("/").not_see("to the officer")
    clerk.goto(f"/meetings/{kent.meeting.pk}/hand-over/").see("Next, the area officer acknowledges them.")
    officer = story(js=js, width=width).sign_in_as(kent.people["hnf_officer"])
    officer.goto("/").see("1 task", "Acknowledge 3 requests", "3 requests, the oldest sent on").click(
        f"Acknowledge requests : 3 requests, the oldest sent on {show_short_day(day_of(timezone.now()))}, {kent.area.name}"
    )
    officer.see(*(each.reference for each in (quick, *others)))
