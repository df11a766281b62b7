"""The pages of the design itself."""

from django.conf import settings
from django.urls import path

from locality.design import views

urlpatterns = [
    path("accessibility-statement", views.accessibility_statement, name="accessibility_statement"),
    # for those who build pages: nothing for people who work here
    *([path("gallery", views.gallery, name="gallery")] if settings.DEMO or settings.TESTING else []),
]
