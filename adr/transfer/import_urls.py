"""URLs of imports; names are in the namespace `adr`."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from adr.transfer import import_views, origin_views

of_one_record: list[URLPattern | URLResolver] = [
    path("original/", origin_views.show_original, name="record_original"),
    path("original/file/", origin_views.download_original, name="record_original_file"),
    path("choose-status/", origin_views.choose, name="record_choose_status"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("teams/<slug:team>/records/import/", import_views.new_import, name="import_new"),
    path("teams/<slug:team>/records/import/<uuid:pk>/", import_views.show_import, name="import"),
    path("teams/<slug:team>/records/<int:number>/", include(of_one_record)),
]
