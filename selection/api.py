"""Gathers what the subjects of this app offer to scripts."""

from ninja import Router

from selection.directory.api import router as directory
from selection.questionnaire.api import router as assessments
from selection.results.api import router as results

router = Router()
for subject in (directory, assessments, results):
    router.add_router("", subject)
