"""Coaches get in by one-time links, and see who shares with them, as long as they do."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.domain.run import RunState
from bot.usecases.ports import Database, RunnerLine, Session, Summary, UnitOfWork, Visit
from tests.databases import Addresses
from tests.storage.people import (
    BRAM,
    CARD,
    COACH,
    DAY,
    HOUR,
    NOW,
    OTHER_COACH,
    SANNE,
    enrol,
    run,
    sentence,
    shared,
)


async def test_activation(database: Database) -> None:
    """An activation token works once, in time, and gives the coach his chat."""
    active = replace(COACH, chat=900)

    def job(uow: UnitOfWork) -> None:
        uow.coaches.add(COACH, b"one", NOW + DAY)
        assert uow.coaches.activate(b"two", 900, NOW) is None
        assert uow.coaches.activate(b"one", 900, NOW + DAY) is None
        assert uow.coaches.activate(b"one", 900, NOW) == active
        assert uow.coaches.activate(b"one", 901, NOW) is None

    await database.write(job)
    assert await database.read(lambda uow: uow.coaches.by_chat(900)) == active
    assert await database.read(lambda uow: uow.coaches.by_id(COACH.id)) == active


async def test_coaches_by_name(database: Database) -> None:
    """All coaches come by name, with what was last saved of them."""

    def job(uow: UnitOfWork) -> None:
        for coach in (COACH, OTHER_COACH):
            uow.coaches.add(coach, coach.id.encode(), NOW + DAY)
        uow.coaches.save(replace(OTHER_COACH, name="zz Testpersoon"))

    await database.write(job)
    names = [coach.name for coach in await database.read(lambda uow: uow.coaches.all())]
    assert names == [COACH.name, "zz Testpersoon"]


async def test_sign_in_link(database: Database) -> None:
    """Looking at a sign-in link consumes nothing; using it does, and only in time."""

    def job(uow: UnitOfWork) -> None:
        uow.coaches.add(COACH, b"activation", NOW + DAY)
        uow.coaches.add_link(COACH.id, b"link", NOW + HOUR)
        assert not uow.coaches.link_opens(b"activation", NOW)
        assert not uow.coaches.link_opens(b"link", NOW + HOUR)
        assert uow.coaches.link_opens(b"link", NOW)
        assert uow.coaches.link_opens(b"link", NOW)
        assert uow.coaches.use_link(b"link", NOW) == COACH
        assert uow.coaches.use_link(b"link", NOW) is None
        assert not uow.coaches.link_opens(b"link", NOW)

    await database.write(job)


async def test_invitations(database: Database) -> None:
    """Those that still open are listed, and can be withdrawn by who made them alone, once."""

    def job(uow: UnitOfWork) -> None:
        for coach in (COACH, OTHER_COACH):
            uow.coaches.add(coach, coach.id.encode(), NOW + DAY)
        enrol(uow, SANNE)
        for number in (1, 2, 3, 4):
            later = NOW + number * HOUR
            uow.coaches.invite(COACH.id, bytes([number]) * 32, later, later + DAY)
        uow.coaches.use_invite(bytes([1]) * 32, SANNE.id, NOW)
        newest, *others = uow.coaches.invitations(COACH.id, NOW + 2 * HOUR + DAY)
        assert newest.created_at == NOW + 4 * HOUR
        assert [one.created_at for one in others] == [NOW + 3 * HOUR]
        assert not uow.coaches.withdraw_invite(OTHER_COACH.id, newest.id, NOW)
        assert uow.coaches.withdraw_invite(COACH.id, newest.id, NOW)
        assert not uow.coaches.withdraw_invite(COACH.id, newest.id, NOW)
        assert uow.coaches.inviter(bytes([4]) * 32, NOW) is None
        assert uow.coaches.use_invite(bytes([4]) * 32, SANNE.id, NOW) is None
        assert uow.coaches.use_invite(bytes([3]) * 32, SANNE.id, NOW) == COACH

    await database.write(job)


async def test_sessions(database: Database) -> None:
    """A session is found by its cookie until it is ended, or all of them are."""
    session = Session("session-1", COACH.id, NOW, NOW, trusted=True)
    other = Session("session-2", COACH.id, NOW, NOW, trusted=False)

    def job(uow: UnitOfWork) -> None:
        uow.coaches.add(COACH, b"activation", NOW + DAY)
        uow.coaches.add_session(session, b"cookie")
        uow.coaches.add_session(other, b"other")
        uow.coaches.touch_session(session.id, NOW + HOUR)
        assert uow.coaches.session(b"cookie") == replace(session, last_seen_at=NOW + HOUR)
        assert uow.coaches.session(b"other") == other
        uow.coaches.end_session(session.id)
        assert uow.coaches.session(b"cookie") is None
        uow.coaches.end_sessions(COACH.id)
        assert uow.coaches.session(b"other") is None

    await database.write(job)


async def test_invitation(database: Database) -> None:
    """An invitation is for one runner, in time; that runner may tap it again until he decides."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        uow.coaches.add(COACH, b"activation", NOW + DAY)
        uow.coaches.invite(COACH.id, b"invite", NOW, NOW + DAY)
        assert uow.coaches.inviter(b"invite", NOW + DAY) is None
        assert uow.coaches.use_invite(b"invite", SANNE.id, NOW + DAY) is None
        assert uow.coaches.inviter(b"invite", NOW) == COACH
        assert uow.coaches.use_invite(b"invite", SANNE.id, NOW) == COACH
        assert uow.coaches.use_invite(b"invite", SANNE.id, NOW) == COACH
        assert uow.coaches.use_invite(b"invite", BRAM.id, NOW) is None
        assert uow.coaches.inviter(b"invite", NOW) is None
        assert uow.coaches.invited_by(SANNE.id) == COACH

    await database.write(job)


@pytest.mark.parametrize("share", [True, False])
async def test_decide(database: Database, *, share: bool) -> None:
    """Yes shares, no does not, and either is asked once."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        uow.coaches.add(COACH, b"activation", NOW + DAY)
        uow.coaches.invite(COACH.id, b"invite", NOW, NOW + DAY)
        uow.coaches.use_invite(b"invite", SANNE.id, NOW)
        coaching = uow.coaches.decide(SANNE.id, share=share, now=NOW)
        assert (coaching is not None) == share
        assert uow.coaches.coaching_of(SANNE.id) == coaching
        assert uow.coaches.runner_ids(COACH.id) == ([SANNE.id] if share else [])
        assert uow.coaches.invited_by(SANNE.id) is None
        assert uow.coaches.decide(SANNE.id, share=True, now=NOW) is None

    await database.write(job)


async def test_another_coach_takes_over(database: Database) -> None:
    """A runner shares with one coach: yes to another ends the first."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        shared(uow, SANNE, COACH)
        shared(uow, SANNE, OTHER_COACH, NOW + DAY)
        assert uow.coaches.runner_ids(COACH.id) == []
        assert uow.coaches.runner_ids(OTHER_COACH.id) == [SANNE.id]

    await database.write(job)


async def test_visits(database: Database) -> None:
    """A runner can read who looked, the newest first."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE)
        shared(uow, SANNE, COACH)
        uow.coaches.looked(COACH.id, SANNE.id, "runner", NOW)
        uow.coaches.looked(COACH.id, SANNE.id, "runner", NOW + HOUR)

    await database.write(job)
    newest = await database.read(lambda uow: uow.coaches.visits(SANNE.id, 1))
    assert newest == [Visit(COACH.name, NOW + HOUR, "runner")]


async def test_version_grows(database: Database) -> None:
    """A change of his runner grows a coach's version; withdrawing too; others' changes do not."""

    def job(uow: UnitOfWork) -> None:
        enrol(uow, SANNE, BRAM)
        shared(uow, SANNE, COACH)
        versions = [uow.coaches.version(COACH.id)]
        for change in (
            lambda: uow.coaches.changed(SANNE.id),
            lambda: uow.coaches.changed(BRAM.id),
            lambda: uow.coaches.withdraw(SANNE.id, NOW),
            lambda: uow.coaches.changed(SANNE.id),
        ):
            change()
            versions.append(uow.coaches.version(COACH.id))
        grown = [later - earlier for earlier, later in pairwise(versions)]
        assert grown == [1, 0, 1, 0]

    await database.write(job)


def three_runs(uow: UnitOfWork) -> None:
    """Sanne shares three runs with her coach: a private sentence, a shared one, none."""
    enrol(uow, SANNE, BRAM)
    shared(uow, SANNE, COACH)
    for number in range(3):
        uow.runs.add(run(number, state=RunState.REFLECTED))
    uow.runs.add(run(7))
    uow.runs.answer(run(1), "tension", "8", NOW)
    uow.runs.answer(run(1), "tension_after", "4", NOW)
    uow.runs.write(sentence(run(0), "alleen voor mij", shared=False))
    uow.runs.write(sentence(run(1), "lichter", shared=True))


async def test_summary(database: Database) -> None:
    """A summary holds card, answers, both tensions and the shared sentence."""
    await database.write(three_runs)
    summaries = await database.read(lambda uow: uow.views.today(COACH.id, 10))
    assert summaries[1] == Summary(
        run_id=run(1).id,
        runner_id=SANNE.id,
        first_name=SANNE.first_name,
        local_date=run(1).local_date,
        back_at=run(1).checked_in_at + HOUR,
        card=CARD,
        answers={"tension": "8", "tension_after": "4"},
        tension_before=8,
        tension_after=4,
        sentence="lichter",
        read=False,
    )


async def test_a_private_sentence_is_not_shown(database: Database) -> None:
    """What was not shared is in no summary."""
    await database.write(three_runs)
    summaries = await database.read(lambda uow: uow.views.today(COACH.id, 10))
    assert [summary.sentence for summary in summaries] == [None, "lichter", None]


async def test_unread_first(database: Database) -> None:
    """Unread summaries come first, then the newest; a check-in is no summary."""

    def read(uow: UnitOfWork) -> None:
        uow.reading.mark_read(COACH.id, [run(2).id, run(7).id, "nothing"], NOW)
        uow.reading.mark_read(OTHER_COACH.id, [run(0).id], NOW)

    await database.write(three_runs)
    await database.write(read)
    summaries = await database.read(lambda uow: uow.views.today(COACH.id, 10, NOW - 9 * DAY))
    assert [summary.run_id for summary in summaries] == [run(1).id, run(0).id, run(2).id]
    [line] = await database.read(lambda uow: uow.views.runners(COACH.id))
    assert line == RunnerLine(SANNE, NOW, run(2).local_date, 2, line.changes)
    assert await database.read(lambda uow: uow.views.unread(COACH.id)) == 2


async def test_a_newly_shared_sentence_is_unread(database: Database) -> None:
    """When a sentence is shared after its summary was read, the summary is unread again."""

    def job(uow: UnitOfWork) -> None:
        three_runs(uow)
        uow.reading.mark_read(COACH.id, [run(number).id for number in range(3)], NOW)
        uow.runs.write(sentence(run(0), "toch delen", shared=True))

    await database.write(job)
    first = (await database.read(lambda uow: uow.views.today(COACH.id, 1)))[0]
    assert (first.sentence, first.read) == ("toch delen", False)


async def test_runner_page(database: Database) -> None:
    """A coach opens his own runners only."""
    await database.write(three_runs)
    page = await database.read(lambda uow: uow.views.runner(COACH.id, SANNE.id, 2))
    assert page is not None
    assert (page.runner, page.since) == (SANNE, NOW)
    assert [summary.run_id for summary in page.summaries] == [run(2).id, run(1).id]
    assert await database.read(lambda uow: uow.views.runner(COACH.id, BRAM.id, 2)) is None
    assert await database.read(lambda uow: uow.views.runner(OTHER_COACH.id, SANNE.id, 2)) is None


async def test_withdrawing_hides_everything(database: Database) -> None:
    """From the commit of the withdrawal a coach sees nothing."""
    await database.write(three_runs)
    assert await database.write(lambda uow: uow.coaches.withdraw(SANNE.id, NOW + 9 * DAY))

    def look(uow: UnitOfWork) -> None:
        assert uow.views.today(COACH.id, 10) == []
        assert uow.views.runners(COACH.id) == []
        assert uow.views.runner(COACH.id, SANNE.id, 2) is None
        assert uow.coaches.coaching_of(SANNE.id) is None

    await database.read(look)
    assert not await database.write(lambda uow: uow.coaches.withdraw(SANNE.id, NOW + 9 * DAY))


async def test_a_new_coach_sees_no_old_runs(database: Database) -> None:
    """Sharing is per coach: what was shared with an earlier one stays with that one."""

    def job(uow: UnitOfWork) -> None:
        three_runs(uow)
        shared(uow, SANNE, OTHER_COACH, NOW + 2 * DAY + 2 * HOUR)

    await database.write(job)
    seen = await database.read(lambda uow: uow.views.today(OTHER_COACH.id, 10))
    assert [summary.run_id for summary in seen] == [run(2).id]


async def test_one_link_signs_in_once(addresses: Addresses) -> None:
    """Of two browsers that use a link at the same moment one gets in."""
    one, two = addresses.open(), addresses.open()

    def job(uow: UnitOfWork) -> None:
        uow.coaches.add(COACH, b"activation", NOW + DAY)
        uow.coaches.add_link(COACH.id, b"link", NOW + HOUR)

    await one.write(job)
    use = (
        database.write(lambda uow: uow.coaches.use_link(b"link", NOW)) for database in (one, two)
    )
    used = await asyncio.gather(*use)
    await one.close()
    await two.close()
    assert used.count(COACH) == 1
    assert used.count(None) == 1
