"""Addresses of the live meeting: its page, the projector's, and one for each thing done there."""

from django.urls import path

from locality.live.views import (
    decision,
    discussion,
    item_texts,
    live,
    points_and_disputes,
    positions,
    register,
    running,
)

_AT = "meetings/<int:pk>/live/"

urlpatterns = [
    path(_AT, live.meeting_live, name="meeting_live"),
    path(f"{_AT}projector/", live.meeting_projector, name="meeting_projector"),
    path(f"{_AT}now/", live.meeting_now, name="meeting_now"),
    path(f"{_AT}begin/", running.meeting_begin, name="meeting_begin"),
    path(f"{_AT}end/", running.meeting_end, name="meeting_end"),
    path(f"{_AT}reopen/", running.meeting_reopen, name="meeting_reopen"),
    path(f"{_AT}go/", running.meeting_go, name="meeting_go"),
    path(f"{_AT}register/", register.meeting_register, name="meeting_register"),
    path(f"{_AT}guest/", register.meeting_guest_add, name="meeting_guest_add"),
    path(f"{_AT}interest/", register.meeting_interest, name="meeting_interest"),
    path(f"{_AT}interest/<int:conflict>/back/", register.meeting_back, name="meeting_back"),
    path(f"{_AT}word/", discussion.meeting_word, name="meeting_word"),
    path(f"{_AT}said/", discussion.meeting_said, name="meeting_said"),
    path(f"{_AT}positions/", positions.meeting_positions, name="meeting_positions"),
    path(f"{_AT}position/", positions.meeting_position, name="meeting_position"),
    path(f"{_AT}texts/<int:item>/", item_texts.meeting_texts, name="meeting_texts"),
    path(f"{_AT}texts/<int:item>/save/", item_texts.meeting_autosave, name="meeting_autosave"),
    path(f"{_AT}decide/<int:item>/", decision.meeting_decide, name="meeting_decide"),
    path(f"{_AT}action-point/", points_and_disputes.meeting_action_point, name="meeting_action_point"),
    path(f"{_AT}dispute/", points_and_disputes.meeting_dispute, name="meeting_dispute"),
    path(f"{_AT}dispute/<int:dispute>/", points_and_disputes.meeting_dispute_settle, name="meeting_dispute_settle"),
]
