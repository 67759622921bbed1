from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records
from adr.transfer.export_urls import urlpatterns as export

app_name = "adr"
urlpatterns = [*library, *records, *export]
