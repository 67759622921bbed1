"""The published versions of the questionnaire, as files beside this module."""

from functools import cache
from importlib import resources

import yaml

from selection.directory.vocabulary import options_by_dimension
from selection.engine.questions import Questionnaire, parse_questionnaire

LATEST = 1


@cache
def load_questionnaire(number: int = LATEST) -> Questionnaire:
    """Return the questionnaire of that version; raise ValueError if there is no such version."""
    if not 1 <= number <= LATEST:
        raise ValueError(f"There is no version {number} of the questionnaire.")
    file = resources.files("selection.questionnaire") / "versions" / f"{number}.yaml"
    return parse_questionnaire(
        yaml.safe_load(file.read_text(encoding="utf-8")), options_by_dimension()
    )
