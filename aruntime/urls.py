from django.urls import include, path

from aruntime import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/", include("aruntime.accounts.urls")),
    path("account/", include("aruntime.teams.urls")),
    path("", include("selection.urls")),
    path("", include("adr.urls")),
]

handler400 = "aruntime.views.bad_request"
handler403 = "aruntime.views.permission_denied"
handler404 = "aruntime.views.page_not_found"
handler500 = "aruntime.views.server_error"
