from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records
from adr.relations.urls import urlpatterns as relations
from adr.watch.urls import urlpatterns as watch

app_name = "adr"
urlpatterns = [*library, *records, *relations, *watch]
