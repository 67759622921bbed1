from selection.questionnaire.urls import urlpatterns as questionnaire
from selection.results.urls import urlpatterns as results

app_name = "selection"
urlpatterns = [*questionnaire, *results]
