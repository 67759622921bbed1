"""Why a review deed cannot be done; the text is for the person who tried."""


class RefusedReviewError(Exception):
    """The record is not in a state in which this can be done."""


class MovedOnError(RefusedReviewError):
    """The record was saved after the person had read it; nothing was stored."""

    def __init__(self, read: int, now: int) -> None:
        super().__init__(
            f"You read revision {read}. The record has moved to revision {now} since, and your "
            "verdict would be on a text that you have not seen."
        )
        self.read = read
        self.now = now
