from django.urls import path

from aruntime.teams import views

app_name = "account"
urlpatterns = [
    path("new-team/", views.new_team, name="team_new"),
    path("teams/<slug:slug>/", views.team, name="team"),
    path("teams/<slug:slug>/members/new/", views.new_member, name="member_new"),
    path("teams/<slug:slug>/members/<int:pk>/", views.member, name="member"),
    path("teams/<slug:slug>/members/<int:pk>/remove/", views.remove, name="member_remove"),
]
