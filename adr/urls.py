from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records
from adr.reviews.urls import urlpatterns as reviews
from adr.revisions.urls import urlpatterns as revisions

app_name = "adr"
urlpatterns = [*library, *records, *reviews, *revisions]
