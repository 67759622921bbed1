"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import include, path

from adr.revisions import draft_views, views

of_one_record = [
    path("revisions/compare/", views.compare_revisions, name="revision_compare"),
    path("edit/<slug:section>/draft/", draft_views.autosave_section, name="section_draft"),
    path(
        "edit/<slug:section>/draft/discard/",
        draft_views.discard_draft,
        name="section_draft_discard",
    ),
]
urlpatterns = [
    path("teams/<slug:team>/records/<int:number>/", include(of_one_record)),
]
