"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import path

from selection.guide import question_views, views

urlpatterns = [
    path("guide/", views.show_overview, name="guide"),
    path(
        "guide/questions/<slug:task>/<slug:page>/",
        question_views.lead_to_question,
        name="guide_question",
    ),
    path("guide/<slug:slug>/", views.show_page, name="guide_page"),
    path("categories/", views.list_categories, name="category_list"),
    path("categories/<slug:slug>/", views.show_category, name="category"),
    path("layers/<int:number>/", views.show_layer, name="layer"),
    path("glossary/", views.list_terms, name="glossary"),
    path("glossary/<slug:slug>/", views.show_term, name="term"),
    path("use-cases/", views.list_use_cases, name="use_case_list"),
    path("use-cases/<slug:slug>/", views.show_use_case, name="use_case"),
]
