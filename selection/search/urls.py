"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import path

from selection.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
]
