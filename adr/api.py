"""Gathers what the subjects of this app offer to scripts."""

from ninja import Router

from adr.records.api import router as records
from adr.triggers.api import router as observations

router = Router()
for subject in (records, observations):
    router.add_router("", subject)
