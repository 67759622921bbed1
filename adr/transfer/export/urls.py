"""URLs of the export; names are in the namespace `adr`."""

from django.urls import path

from adr.transfer.export import library_pdf_views, views

RECORDS = "teams/<slug:team>/records/"

urlpatterns = [
    path(f"{RECORDS}<int:number>/record.md", views.export_markdown, name="record_markdown"),
    path(f"{RECORDS}<int:number>/record.json", views.export_json, name="record_json"),
    path(f"{RECORDS}export/decisions.zip", views.export_library_zip, name="library_zip"),
    path(f"{RECORDS}export/decisions.json", views.export_library_json, name="library_json"),
    path(f"{RECORDS}export/pdf/", library_pdf_views.begin_library_pdf, name="library_pdf_begin"),
    path(
        f"{RECORDS}export/pdf/<uuid:job>/", library_pdf_views.show_library_pdf, name="library_pdf"
    ),
    path(
        f"{RECORDS}export/pdf/<uuid:job>/decisions.pdf",
        library_pdf_views.open_library_pdf,
        name="library_pdf_file",
    ),
    path("schemas/<slug:name>.json", views.show_schema, name="schema"),
]
