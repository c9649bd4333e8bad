"""Who outside is told what the newsroom does: webhooks, search engines, the hub of the feeds.

An app registers its events (events.py) and announces them in the transaction that makes them true,
for now or for an hour to come. A worker asks the event at that hour whether it is still so, and
hands it to everybody who listens (listeners.py): what was called off is told nobody, what is told
is built from what readers see then. Whatever else has to follow an event, a cache to be cleared
say, is one more listener.
"""

from .events import Said, announce, event
from .listeners import listener

__all__ = ["Said", "announce", "event", "listener"]
