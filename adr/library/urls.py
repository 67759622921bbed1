"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import path

from adr.library import views

urlpatterns = [
    path("teams/<slug:team>/records/", views.record_list, name="record_list"),
]
