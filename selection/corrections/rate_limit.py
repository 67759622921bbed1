"""How many corrections one sender may send in an hour, counted in the cache that workers share.

Each sender has so many slots. Taking one adds a key to the cache, which of two requests at once
lets only one succeed; a slot is free again an hour later.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from aruntime.teams.models import User

WINDOW = timedelta(hours=1)


class RateLimitedError(Exception):
    """All slots are taken; `limit` is how many there are, `retry_at` when one is free again."""

    def __init__(self, limit: int, retry_at: datetime) -> None:
        super().__init__(f"{limit} corrections an hour are sent already.")
        self.limit = limit
        self.retry_at = retry_at


def take_slot(sender: str) -> None:
    """Take one of the sender's slots; raise RateLimitedError if none is free."""
    free_again = timezone.now() + WINDOW
    keys = [f"corrections:{sender}:{slot}" for slot in range(settings.CORRECTIONS_PER_HOUR)]
    for key in keys:
        if cache.add(key, free_again.timestamp(), timeout=WINDOW.total_seconds()):
            return
    # A slot may have become free between the two questions: then it is free now.
    taken = cache.get_many(keys).values()
    earliest = datetime.fromtimestamp(min(taken), tz=UTC) if taken else timezone.now()
    raise RateLimitedError(len(keys), earliest)


def name_sender(user: User | None, address: str) -> str:
    """Return a name for whoever sends, in which no address can be read."""
    if user:
        return f"user-{user.pk}"
    return salted_hmac("selection.corrections", _network_of(address)).hexdigest()[:32]


def _network_of(address: str) -> str:
    """Return the address, or for IPv6 the network of 64 bits, all of which one sender has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
