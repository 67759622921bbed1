"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from adr.watch import calendar_views, dashboard_views, review_views

of_one_record: list[URLPattern | URLResolver] = [
    path("review/", review_views.review, name="record_review"),
    path("look-back/", review_views.look_back, name="record_look_back"),
    path("confirmations/<int:pk>/", review_views.confirm, name="record_confirm"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("teams/<slug:team>/records/<int:number>/", include(of_one_record)),
    path("teams/<slug:team>/due/", dashboard_views.show_watch, name="watch"),
    path("due/", dashboard_views.show_mine, name="watch_mine"),
    path("calendar/", calendar_views.manage_links, name="calendar_links"),
    path("calendar/<str:token>.ics", calendar_views.show_calendar, name="calendar"),
]
