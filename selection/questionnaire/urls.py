"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
