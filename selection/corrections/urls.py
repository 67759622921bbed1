"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import path

from selection.corrections import maintenance_views, triage_views, views

urlpatterns = [
    path("corrections/new/", views.new_correction, name="correction_new"),
    path("corrections/<str:token>/", views.show_correction, name="correction"),
    path("triage/", triage_views.show_queue, name="triage"),
    path("triage/<int:pk>/", triage_views.triage_correction, name="triage_correction"),
    path("maintenance/", maintenance_views.show_maintenance, name="maintenance"),
    path("maintenance/feed.atom", maintenance_views.feed, name="maintenance_feed"),
]
