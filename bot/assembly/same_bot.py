"""These data are of one bot: its chats, and where its messages stand.

With the token of another, everybody would seem to have blocked us: none of them ever wrote to it.
"""

from bot.usecases.ports import Database
from bot.usecases.restoring import BOT_KEPT


class AnotherBot(Exception):  # noqa: N818 - it is what happened, and it ends the program
    """The token is not of the bot that these data belong to."""

    def __init__(self, ours: str, given: str) -> None:
        super().__init__(
            f"These data belong to @{ours}, and the token is of @{given}, which may write to nobody"
            f" here. Give the token of @{ours}. If @{given} takes its place: make a backup, and"
            " restore that into an empty database."
        )


async def hold_to(bot_id: int, name: str, database: Database) -> None:
    """Remember whose data these are; raises AnotherBot when they are not of this bot."""
    known = await database.read(lambda uow: uow.kept.get(BOT_KEPT))
    if not known:
        await database.write(lambda uow: uow.kept.put(BOT_KEPT, f"{bot_id} {name}"))
        return
    number, _, ours = known.partition(" ")
    if number != str(bot_id):
        raise AnotherBot(ours, name)
