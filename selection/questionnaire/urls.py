"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import path

from selection.questionnaire import list_views, question_views, transfer_views, views

one = "assessments/<uuid:pk>/"

urlpatterns = [
    path("assessments/", list_views.list_assessments, name="assessment_list"),
    path("assessments/new/", list_views.begin_assessment, name="assessment_new"),
    path("assessments/upload/", transfer_views.upload_answers, name="answers_upload"),
    path(one, views.show_task_list, name="assessment"),
    path(f"{one}team/", list_views.choose_team, name="assessment_team"),
    path(f"{one}check/", views.check_answers, name="check_answers"),
    path(f"{one}answers.yaml", transfer_views.download_answers, name="answers_download"),
    path(f"{one}model-config/", transfer_views.fill_from_config, name="model_config"),
    path(f"{one}drafts/<slug:question>/", question_views.autosave_draft, name="text_draft"),
    path(f"{one}<slug:task>/check/", views.check_task, name="task_check"),
    path(f"{one}<slug:task>/<slug:page>/", question_views.ask, name="question"),
]
