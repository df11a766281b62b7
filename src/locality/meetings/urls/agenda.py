"""Addresses of the agenda."""

from django.urls import path

from locality.meetings.views import agenda, items

urlpatterns = [
    path("meetings/<int:pk>/agenda/", agenda.meeting_agenda, name="meeting_agenda"),
    path("meetings/<int:pk>/agenda/order/", agenda.meeting_agenda_order, name="meeting_agenda_order"),
    path("meetings/<int:pk>/agenda/add/", items.meeting_item_add, name="meeting_item_add"),
    path("meetings/<int:pk>/agenda/<int:item>/", items.meeting_item_change, name="meeting_item_change"),
    path("meetings/<int:pk>/agenda/<int:item>/put-off/", items.meeting_item_put_off, name="meeting_item_put_off"),
    path("meetings/<int:pk>/agenda/<int:item>/remove/", items.meeting_item_remove, name="meeting_item_remove"),
]
