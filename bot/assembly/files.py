"""Attachments, made when they are sent and never stored.

What lays out and zips all that is stored is read when somebody asks for it: few do, and it takes
1 MB.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.pictures.progress import PictureWords, WeekColumn, progress_png
from bot.pictures.qr import qr_png
from bot.telegram.delivering import Attachment, Recipe
from bot.usecases import looking_back
from bot.usecases.looking_back import Progress
from bot.usecases.ports import Database, UnitOfWork
from bot.words import Say, Words
from handlers import coach, privacy, progress

FILE = "lichter.zip"
PICTURE = "lichter.png"
QR = "qr.png"


@dataclass(frozen=True, slots=True)
class Files:
    """What is made for a runner in his language, and the picture of an invitation."""

    words: Words

    def recipes(self) -> Mapping[str, Recipe]:
        """Return the recipes by the names that conversations give them."""
        return {
            privacy.EXPORT: self.export,
            progress.PICTURE: self.picture,
            coach.QR: self.qr,
        }

    async def export(self, runner_id: str, database: Database) -> Attachment | None:
        """Return all that is stored of a runner; None when he was erased meanwhile."""
        from bot.my_data import zipped  # noqa: PLC0415  see above
        from bot.usecases import exporting  # noqa: PLC0415

        found = await database.read(lambda uow: exporting.gather(uow, runner_id))
        if found is None:
            return None
        say = self.words.of(found.runner.language)
        # Beside the loop: years of runs take a moment, and others are waiting for their answer.
        content = await asyncio.to_thread(zipped, found, say)
        return Attachment("sendDocument", FILE, content)

    async def picture(self, argument: str, database: Database) -> Attachment | None:
        """Return the picture for `<runner id>:<today>`; None: nothing to see any more."""
        runner_id, _, today = argument.partition(":")

        def job(uow: UnitOfWork) -> tuple[Progress, str] | None:
            runner = uow.runners.by_id(runner_id)
            if runner is None:
                return None
            found = looking_back.progress(uow, runner, date.fromisoformat(today))
            return (found, runner.language) if found.times else None

        read = await database.read(job)
        if read is None:
            return None
        found, language = read
        say = self.words.of(language)
        content = await asyncio.to_thread(progress_png, columns(found, say), on_it(found, say))
        return Attachment("sendPhoto", PICTURE, content)

    async def qr(self, link: str, _database: Database) -> Attachment | None:
        """Return the picture of a link."""
        return Attachment("sendPhoto", QR, await asyncio.to_thread(qr_png, link))


def columns(found: Progress, say: Say) -> tuple[WeekColumn, ...]:
    """Return the weeks of the picture."""
    return tuple(WeekColumn(say.day_and_month(week.monday), week.times) for week in found.weeks)


def on_it(found: Progress, say: Say) -> PictureWords:
    """Return the words of the picture."""
    first, last = say.day_and_month(found.weeks[0].monday), say.short_date(found.today)
    return PictureWords(
        title=say("progress-title"),
        period=say("progress-period", first=first, last=last),
        tension=say("progress-tension"),
        before=say("progress-before"),
        after=say("progress-after"),
        high=say("progress-high"),
        low=say("progress-low"),
        weeks=say("progress-dots"),
        nothing=say("progress-no-tension"),
    )
