"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from adr.relations import picture_views, views

of_one_record: list[URLPattern | URLResolver] = [
    path("relations/", views.relations, name="record_relations"),
    path("successor/", views.successor, name="record_successor"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("teams/<slug:team>/records/<int:number>/", include(of_one_record)),
    path("teams/<slug:team>/relations/", picture_views.show_picture, name="relation_picture"),
]
