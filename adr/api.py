"""Gathers what the subjects of this app offer to scripts."""

from ninja import Router

from adr.records.api import router as records

router = Router()
for subject in (records,):
    router.add_router("", subject)
