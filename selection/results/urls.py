"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import path

from selection.results import views

urlpatterns = [
    path("assessments/<uuid:pk>/recommendation/", views.show_recommendation, name="recommendation"),
    path(
        "assessments/<uuid:pk>/recommendation/store/",
        views.store_recommendation,
        name="recommendation_store",
    ),
    path("assessments/<uuid:pk>/results/<int:result>/", views.show_result, name="result"),
]
