from adr.library.urls import urlpatterns as library
from adr.records.urls import urlpatterns as records
from adr.relations.urls import urlpatterns as relations
from adr.reviews.urls import urlpatterns as reviews
from adr.revisions.urls import urlpatterns as revisions
from adr.transfer.export.urls import urlpatterns as exports
from adr.transfer.import_urls import urlpatterns as imports
from adr.triggers.urls import urlpatterns as triggers
from adr.watch.urls import urlpatterns as watch

app_name = "adr"
urlpatterns = [
    *library,
    *imports,
    *records,
    *reviews,
    *revisions,
    *relations,
    *watch,
    *triggers,
    *exports,
]
