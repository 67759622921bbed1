"""What other apps may use of `selection`; everything else in it is private."""

from selection.engine.recommendation import Recommendation
from selection.results.models import StoredResult

__all__ = ["Recommendation", "StoredResult"]
