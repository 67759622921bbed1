from django.contrib.auth.views import LogoutView
from django.urls import path

from aruntime.teams import views

app_name = "account"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("password/", views.change_password, name="password_change"),
    path("new-team/", views.new_team, name="team_new"),
    path("teams/<slug:slug>/", views.team, name="team"),
    path("teams/<slug:slug>/members/new/", views.new_member, name="member_new"),
    path("teams/<slug:slug>/members/<int:pk>/", views.member, name="member"),
    path("teams/<slug:slug>/members/<int:pk>/remove/", views.remove, name="member_remove"),
]
