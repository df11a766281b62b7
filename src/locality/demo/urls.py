"""Pages of the demonstration: these addresses exist in demo mode alone."""

from django.urls import path

from locality.demo import views

urlpatterns = [
    path("demo/", views.personas, name="demo_personas"),
    path("demo/mail/", views.mail, name="demo_mail"),
]
