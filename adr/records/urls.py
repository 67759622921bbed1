"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
