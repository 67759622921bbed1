from selection.questionnaire.urls import urlpatterns as questionnaire
from selection.results.urls import urlpatterns as results

app_name = "selection"
# Results come first: the questionnaire's pages take any two words below an assessment.
urlpatterns = [*results, *questionnaire]
