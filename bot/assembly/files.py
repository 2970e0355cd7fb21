"""Attachments, made when they are sent and never stored."""

from bot.telegram.delivering import Attachment
from bot.usecases import privacy
from bot.usecases.ports import Database


async def export_file(runner_id: str, database: Database) -> Attachment | None:
    """Return all that is stored of a runner; None when he was erased meanwhile."""
    content = await database.read(lambda uow: privacy.export(uow, runner_id))
    return None if content is None else Attachment("sendDocument", "lichter.json", content)
