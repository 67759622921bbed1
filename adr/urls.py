from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records
from adr.triggers.urls import urlpatterns as triggers

app_name = "adr"
urlpatterns = [*library, *records, *triggers]
