"""URLs of this subject; names are in the namespace `adr`."""

from django.urls import include, path

from adr.triggers import views

of_observations = [
    path("", views.list_observations, name="observation_list"),
    path("new/", views.new_observation, name="observation_new"),
    path("<int:pk>/", views.show_observation, name="observation"),
]
urlpatterns = [
    path("teams/<slug:team>/triggers/", views.list_triggers, name="trigger_list"),
    path("teams/<slug:team>/observations/", include(of_observations)),
]
