"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from adr.records import draft_views, edit_views, pdf_views, views

of_one_record: list[URLPattern | URLResolver] = [
    path("", views.show_record, name="record"),
    path("edit/", edit_views.edit_record, name="record_edit"),
    path("edit/<slug:section>/", edit_views.edit_section, name="record_section"),
    path("preview/", edit_views.preview_text, name="record_preview"),
    path("record.pdf", pdf_views.show_pdf, name="record_pdf"),
    path("status/", views.move_record, name="record_status"),
    path("delete/", views.delete_record, name="record_delete"),
    path("revisions/", views.list_revisions, name="record_revisions"),
    path("revisions/<int:revision>/", views.show_revision, name="record_revision"),
]
of_records: list[URLPattern | URLResolver] = [
    path("new/", views.new_record, name="record_new"),
    path("<int:number>/", include(of_one_record)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("assessments/<uuid:pk>/draft/", draft_views.draft_record, name="record_draft"),
    path("teams/<slug:team>/records/", include(of_records)),
]
