"""getUpdates, in which a bot waits for what people do."""

from bot.demo.updates import BATCH, Updates
from bot.demo.wire import ApiError, Json, JsonObject, Params, as_text
from bot.demo.world import World

LONGEST_WAIT = 50  # seconds; a longer wish is cut to this, as at Telegram
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)


def allow_as_asked(updates: Updates, params: Params) -> None:
    """Remember the kinds of updates that a request asks for; without a word nothing changes."""
    if params.has("allowed_updates"):
        updates.allow(as_text(one) for one in params.items("allowed_updates"))


async def get_updates(world: World, params: Params) -> Json:
    """Give pending updates, waiting up to `timeout` seconds of machine time for the first.

    Raises ApiError 409 when another getUpdates takes over.
    """
    updates = world.updates
    allow_as_asked(updates, params)
    world.ring_for(updates.confirm(params.whole("offset") or 0))
    updates.poller += 1
    mine = updates.poller
    updates.bell.ring()  # ends the wait of an earlier poller
    limit = min(max(params.whole("limit") or BATCH, 1), BATCH)
    wait = min(max(params.whole("timeout") or 0, 0), LONGEST_WAIT)

    def look() -> list[JsonObject] | None:
        if updates.poller != mine:
            raise ApiError(409, OTHER_POLLER)
        return updates.take(limit) or None

    try:
        return look() or (await updates.bell.until(look, wait) if wait else [])
    except TimeoutError:
        return []
