"""Words of crisis were written: nothing is lost, nobody else sees it, and nudges rest for a day."""

from datetime import datetime, timedelta

from bot.domain.runner import Runner
from bot.usecases import preferences, reflecting
from bot.usecases.ports import UnitOfWork


def heard(
    uow: UnitOfWork,
    runner: Runner,
    said: tuple[str, int | None],
    now: datetime,
    within: timedelta,
) -> None:
    """Keep what was written as the sentence that was waited for, for himself alone.

    Whatever he chose before, it is not shared by itself: the coach is told by his own tap only.
    `said`: the text and its message. `within`: so long after a run a text is its sentence. A run
    that is going on is left alone.
    """
    text, message_id = said
    preferences.rest(uow, runner, now)
    changed = None if message_id is None else uow.runs.sentence_of_message(runner.id, message_id)
    if changed is not None:
        reflecting.share(uow, runner, changed.id, shared=False)
        return
    run = reflecting.waits_for_sentence(uow, runner, now, within)
    if run is not None:
        written = reflecting.write(uow, runner, run, text, message_id, now)
        reflecting.share(uow, runner, written.sentence.id, shared=False)
