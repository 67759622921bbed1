from selection.corrections.urls import urlpatterns as corrections
from selection.directory.urls import urlpatterns as directory
from selection.guide.urls import urlpatterns as guide
from selection.questionnaire.urls import urlpatterns as questionnaire
from selection.results.urls import urlpatterns as results
from selection.search.urls import urlpatterns as search

app_name = "selection"
# Results come first: the questionnaire's pages take any two words below an assessment.
urlpatterns = [*corrections, *directory, *guide, *search, *results, *questionnaire]
