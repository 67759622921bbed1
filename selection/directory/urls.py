"""URLs of this subject; names are in the namespace `selection`."""

from django.urls import include, path

from selection.directory import comparison_views, views

of_components = [
    path("", views.list_components, name="component_list"),
    path("<slug:slug>/", views.show_component, name="component"),
    path("<slug:slug>/changes/", views.show_changes, name="component_changes"),
]
urlpatterns = [
    path("directory/", include(of_components)),
    path("compare/", comparison_views.show_comparison, name="comparison"),
]
