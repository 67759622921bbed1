from django.urls import URLPattern, include, path
from django.urls.resolvers import URLResolver

from aruntime.teams import views
from aruntime.teams.audit_record import views as audit_views
from aruntime.teams.invitations import views as invitation_views

app_name = "account"
of_one_team: list[URLPattern | URLResolver] = [
    path("", views.team, name="team"),
    path("rename/", views.rename, name="team_rename"),
    path("leave/", views.leave, name="team_leave"),
    path("members/new/", views.new_member, name="member_new"),
    path("members/<int:pk>/", views.member, name="member"),
    path("members/<int:pk>/remove/", views.remove, name="member_remove"),
    path("invitations/", invitation_views.list_invitations, name="invitation_list"),
    path("invitations/new/", invitation_views.new_invitation, name="invitation_new"),
    path(
        "invitations/<int:pk>/revoke/", invitation_views.revoke_invitation, name="invitation_revoke"
    ),
    path("audit/", audit_views.show_audit, name="audit"),
    path("audit/entries.csv", audit_views.export_csv, name="audit_csv"),
    path("audit/entries.jsonl", audit_views.export_lines, name="audit_lines"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("new-team/", views.new_team, name="team_new"),
    path("teams/", views.list_teams, name="team_list"),
    path("teams/<slug:slug>/", include(of_one_team)),
    path("invitations/<slug:token>/", invitation_views.answer_invitation, name="invitation"),
]
