from django.urls import include, path

from adr.api import router as adr_api
from aruntime import views
from aruntime.api.building import make_api, urls_of
from aruntime.api.views import overview
from aruntime.teams.api import router as teams_api
from selection.api import router as selection_api

api = make_api()
api.add_router("", selection_api)
api.add_router("", teams_api)
api.add_router("", adr_api)

urlpatterns = [
    path("", views.home, name="home"),
    path("api/", overview, {"api": api}, name="api_overview"),
    path("api/", urls_of(api)),
    path("account/tokens/", include("aruntime.api.urls")),
    path("account/", include("aruntime.accounts.urls")),
    path("account/", include("aruntime.teams.urls")),
    path("", include("selection.urls")),
    path("", include("adr.urls")),
]

handler400 = "aruntime.views.bad_request"
handler403 = "aruntime.views.permission_denied"
handler404 = "aruntime.views.page_not_found"
handler500 = "aruntime.views.server_error"
