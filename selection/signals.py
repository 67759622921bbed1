"""What `selection` tells the rest of the application."""

from django.dispatch import Signal

# Sent after the transaction that changed a claim: `component`, `version` and `capability` by their
# keys, `before` and `after` as the fields of the claim, and `correction`, the key of the one that
# was accepted. All values are plain data.
facts_changed = Signal()
