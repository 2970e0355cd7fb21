"""What a coach's pages read: by seeks, the newest first, and told when it is old."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import Select

from bot.domain.looking_back import Felt
from bot.domain.run import RunState
from bot.storage import coach_queries
from bot.storage.unit_of_work import Transaction
from bot.usecases.ports import Author, Database, Message, Summary, UnitOfWork, Wrote
from tests.storage.people import (
    COACH,
    DAY,
    NOW,
    OTHER_COACH,
    SANNE,
    enrol,
    moment,
    run,
    sentence,
    shared,
)


def four_runs(uow: UnitOfWork) -> None:
    """Sanne shares four runs with her coach."""
    enrol(uow, SANNE)
    shared(uow, SANNE, COACH)
    for number in range(4):
        uow.runs.add(run(number, state=RunState.REFLECTED))


async def test_of_what_was_read_only_the_latest_stays_on_today(database: Database) -> None:
    """*Vandaag* holds what is new, however old, and what was read of the last days."""

    def read(uow: UnitOfWork) -> None:
        uow.reading.mark_read(COACH.id, [run(number).id for number in (1, 2, 3)], NOW)

    await database.write(four_runs)
    await database.write(read)
    since = run(2).checked_in_at
    found = await database.read(lambda uow: uow.views.today(COACH.id, 10, since))
    assert [one.run_id for one in found] == [run(number).id for number in (0, 3, 2)]
    assert [one.run_id for one in await database.read(_today)] == [run(0).id]


def _today(uow: UnitOfWork) -> list[Summary]:
    return list(uow.views.today(COACH.id, 10))


async def test_what_another_coach_read_is_new_to_the_next(database: Database) -> None:
    """A runner who comes to another coach brings what that one has not read."""

    def read(uow: UnitOfWork) -> None:
        uow.reading.mark_read(COACH.id, [run(3).id], NOW)
        shared(uow, SANNE, OTHER_COACH, run(3).checked_in_at + DAY)

    await database.write(four_runs)
    await database.write(read)
    assert await database.read(lambda uow: uow.views.unread(OTHER_COACH.id)) == 1


async def test_older_summaries_follow_without_a_gap(database: Database) -> None:
    """From the last one of a page the next goes on, and says whether there are more."""
    await database.write(four_runs)
    pages = []
    before = ""
    for _ in range(2):
        page = await database.read(
            lambda uow, last=before: uow.views.runner(COACH.id, SANNE.id, 2, last)  # type: ignore[misc]
        )
        assert page is not None
        pages.append(([one.run_id for one in page.summaries], page.older))
        before = page.summaries[-1].run_id
    assert pages == [([run(3).id, run(2).id], True), ([run(1).id, run(0).id], False)]


async def test_a_run_of_somebody_else_leads_to_nothing_older(database: Database) -> None:
    """Whoever guesses an address gets an empty page, not another runner's dates."""
    await database.write(four_runs)
    page = await database.read(lambda uow: uow.views.runner(COACH.id, SANNE.id, 2, "run-102-1"))
    assert page is not None
    assert (page.summaries, page.older) == ([], False)


async def test_what_he_ran_since_a_day(database: Database) -> None:
    """That day and later, the newest first, at most so many; nothing for another coach."""
    await database.write(four_runs)
    line = await database.read(lambda uow: uow.views.line(COACH.id, SANNE.id))
    assert line is not None
    first = run(2).local_date

    def look(uow: UnitOfWork) -> list[list[str]]:
        return [
            [one.run_id for one in uow.views.since(coach, line, first, limit)]
            for coach, limit in ((COACH.id, 9), (COACH.id, 1), (OTHER_COACH.id, 9))
        ]

    assert await database.read(look) == [[run(3).id, run(2).id], [run(3).id], []]


async def test_felt(database: Database) -> None:
    """What was said about tension comes by day, the oldest first; a check-in is no run."""

    def say(uow: UnitOfWork) -> None:
        uow.runs.answer(run(2), "tension", "8", NOW)
        uow.runs.answer(run(2), "tension_after", "4", NOW)
        uow.runs.add(run(7))

    await database.write(four_runs)
    await database.write(say)
    first = run(2).local_date
    found = await database.read(lambda uow: uow.views.felt(COACH.id, SANNE.id, first))
    assert found == [Felt(first, 8, 4), Felt(run(3).local_date, None, None)]
    assert await database.read(lambda uow: uow.views.felt(OTHER_COACH.id, SANNE.id, first)) == []


async def test_the_reaction_stands_with_the_summary(database: Database) -> None:
    """What the coach gave back is shown with the sentence it belongs to."""

    def react(uow: UnitOfWork) -> None:
        uow.runs.write(sentence(run(1), "lichter", shared=True))
        uow.runs.react(SANNE.id, sentence(run(1), "").id, "❤")

    await database.write(four_runs)
    await database.write(react)
    found = await database.read(lambda uow: uow.views.today(COACH.id, 10))
    assert [one.reaction for one in found] == [None, None, "❤", None]


async def test_what_was_written_is_seen_while_it_is_shared(database: Database) -> None:
    """Unread messages come with a name, the newest first; after withdrawing none of them."""
    said = [replace(_message(Author.RUNNER), id=f"m{n}", written_at=NOW + n * DAY) for n in (1, 2)]

    def job(uow: UnitOfWork) -> None:
        four_runs(uow)
        for message in (*said, _message(Author.COACH)):
            uow.messages.add(message)

    await database.write(job)
    found = await database.read(lambda uow: uow.views.wrote(COACH.id, 10))
    assert found == [Wrote(SANNE.first_name, message) for message in reversed(said)]
    assert len(await database.read(lambda uow: uow.views.wrote(COACH.id, 1))) == 1
    assert await database.read(lambda uow: uow.views.wrote(OTHER_COACH.id, 10)) == []
    await database.write(lambda uow: uow.coaches.withdraw(SANNE.id, NOW))
    assert await database.read(lambda uow: uow.views.wrote(COACH.id, 10)) == []


def _message(author: Author) -> Message:
    return Message(f"m-{author}", COACH.id, SANNE.id, author, "Hoi", NOW)


CHANGES: tuple[Callable[[UnitOfWork], object], ...] = (
    lambda uow: uow.runs.add(run(8)),
    lambda uow: uow.runs.save(replace(run(1), state=RunState.REFLECTED, back_at=NOW)),
    lambda uow: uow.runs.answer(run(1), "tension", "8", NOW),
    lambda uow: uow.runs.unanswer(run(1).id, ["tension"]),
    lambda uow: uow.runners.save(replace(SANNE, paused_until=NOW.date())),
    lambda uow: uow.messages.add(_message(Author.RUNNER)),
    lambda uow: uow.messages.read_thread(COACH.id, SANNE.id, NOW),
    lambda uow: uow.planning.add_moment(moment(1), NOW),
    lambda uow: uow.planning.remove_moment(SANNE.id, moment(1).id),
)
"""Everything that patterns are read from."""


async def test_what_patterns_are_read_from_is_told_when_it_changes(database: Database) -> None:
    """After each of these what was worked out of this runner is old."""

    def job(uow: UnitOfWork) -> None:
        four_runs(uow)
        counted = []
        for change in (lambda _: None, *CHANGES):
            change(uow)
            line = uow.views.line(COACH.id, SANNE.id)
            assert line is not None
            counted.append(line.changes)
        assert [number for number, (a, b) in enumerate(pairwise(counted)) if b <= a] == []

    await database.write(job)


@pytest.mark.parametrize("name", ["UNREAD_IDS", "READ_IDS", "COUNT_UNREAD", "LINES", "NEWEST"])
async def test_no_page_reads_all_runs(database: Database, name: str) -> None:
    """Runs are found by an index: five years of them cost a page nothing."""
    query: Select[tuple[object, ...]] = getattr(coach_queries, name)

    def plan(uow: UnitOfWork) -> list[str]:
        assert isinstance(uow, Transaction)
        connection = uow._connection  # noqa: SLF001  the plan is nobody's business but ours
        if connection.dialect.name != "sqlite":
            return []  # its planner reads a small table whole, and is right
        made = query.compile(dialect=connection.dialect)
        asked = tuple("x" for _ in made.positiontup or ())
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {made}", asked)
        return [str(row[3]) for row in rows]

    steps = await database.read(plan)
    assert [step for step in steps if step.startswith("SCAN")] == []
    assert [
        step for step in steps if "runs USING INDEX ix_runs_" not in step and " runs " in step
    ] == []


async def test_a_day_before_sharing_is_not_counted(database: Database) -> None:
    """What was before the coach may look is neither listed nor counted."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        shared(uow, SANNE, COACH, NOW + 2 * DAY)
        for number in range(2):
            uow.runs.add(run(number, state=RunState.REFLECTED))

    await database.write(job)
    line = await database.read(lambda uow: uow.views.line(COACH.id, SANNE.id))
    assert line is not None
    assert (line.last_run, line.unread) == (run(1).local_date, 1)
