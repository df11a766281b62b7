"""The pages of the design itself."""

from django.urls import path

from locality.design import views

urlpatterns = [
    path("accessibility-statement", views.accessibility_statement, name="accessibility_statement"),
    path("gallery", views.gallery, name="gallery"),
]
