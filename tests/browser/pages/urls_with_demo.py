"""Every address of the product, those of the demonstration included."""

from django.urls import include, path

from locality.config.urls import handler400, handler403, handler404, handler500, urlpatterns

urlpatterns = [*urlpatterns, path("", include("locality.demo.urls"))]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
