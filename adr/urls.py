from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records

app_name = "adr"
urlpatterns = [*library, *records]
