"""What a coach sets, notes and sets aside for a runner: only while she shares with him."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.guidance import Guidance
from bot.domain.patterns import PatternKind
from bot.domain.planning import When
from bot.domain.runner import Runner, Standing
from bot.usecases import coaching
from bot.usecases import guiding as use
from bot.usecases.guiding import Limits
from bot.usecases.messaging import NotSharing, Unfit
from bot.usecases.planning import Busy, add
from bot.usecases.ports import Coach, Database, Note, UnitOfWork
from tests.steps import BUILD, NOON, Chat, a_coach, share_with

DAY = timedelta(days=1)
STRICT = Limits(16, "mindful", frozenset({"trail"}), "cadence", learning=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """A coach, a runner who shares with him, and what is stored."""

    database: Database
    coach: Coach
    sanne: Chat
    runner: Runner

    async def guidance(self) -> Guidance:
        """What the coach set for her."""
        return await self.database.read(lambda uow: uow.guiding.guidance(self.runner.id))

    async def notes(self) -> list[str]:
        """The texts of his notes on her."""
        found = await self.database.read(
            lambda uow: uow.guiding.notes(self.coach.id, self.runner.id)
        )
        return [note.text for note in found]


@pytest.fixture
async def pair(database: Database) -> Pair:
    """Return Sanne, who shares with Lisa."""
    lisa = await a_coach(database, "Lisa", 71)
    sanne = Chat(database, 73, [])
    runner = await sanne.enrols()
    await share_with(sanne, lisa)
    return Pair(database, lisa, sanne, runner)


def everything(uow: UnitOfWork, coach: Coach, runner_id: str, note_id: str) -> list[object]:
    """Do all that a coach can do here; returns what each said."""
    return [
        use.limit(uow, coach, runner_id, STRICT, NOON, BUILD),
        use.set_stage(uow, coach, runner_id, 20, NOON, BUILD),
        use.leave_line(uow, coach, runner_id, "Loop langs de beuk."),
        use.appoint(uow, coach, runner_id, NOON + DAY, NOON),
        use.write_note(uow, coach, runner_id, "Van Henk.", NOON),
        use.change_note(uow, coach, runner_id, note_id, "Van Henk."),
        use.delete_note(uow, coach, runner_id, note_id),
        use.set_aside(uow, coach, runner_id, PatternKind.DIP, NOON.date()),
    ]


@pytest.mark.parametrize("who", ["another coach", "she stopped"])
async def test_who_does_not_share_is_out_of_reach(pair: Pair, who: str) -> None:
    """Neither another coach nor one she left can set, note or set aside anything."""
    coach, runner = pair.coach, pair.runner
    note = await pair.database.write(
        lambda uow: use.write_note(uow, coach, runner.id, "Van Lisa.", NOON)
    )
    assert isinstance(note, Note)
    if who == "another coach":
        coach = await a_coach(pair.database, "Henk", 72)
    else:
        await pair.database.write(lambda uow: coaching.withdraw(uow, runner, NOON))
    said = await pair.database.write(lambda uow: everything(uow, coach, runner.id, note.id))
    assert {one if isinstance(one, bool) else type(one) for one in said} == {False, NotSharing}
    assert await pair.guidance() == Guidance()
    assert await pair.notes() == ["Van Lisa."]
    assert not await pair.database.read(lambda uow: uow.guiding.asides(coach.id))
    assert (await pair.sanne.runner()).stage == runner.stage


async def test_limits_leave_the_rest_alone(pair: Pair) -> None:
    """Cap, forms, cue and learning are set; the line and the next talk stay."""
    coach, her = pair.coach, pair.runner.id
    talk = NOON + DAY

    def job(uow: UnitOfWork) -> None:
        use.leave_line(uow, coach, her, "Loop langs \n de beuk.")
        use.appoint(uow, coach, her, talk, NOON)
        use.limit(uow, coach, her, STRICT, NOON, BUILD)

    await pair.database.write(job)
    found = await pair.guidance()
    limits = found.cap, found.pinned, found.forbidden, found.cue, found.learning
    assert use.Limits(*limits) == STRICT
    assert (found.line, found.appointment) == ("Loop langs de beuk.", talk)


async def test_another_cap_moves_the_nudge_before_a_moment(pair: Pair) -> None:
    """Ten minutes less to run is a nudge ten minutes later."""
    runner = replace(pair.runner, standing=Standing.USED)
    wish = Busy(frozenset(range(7)), When.BEFORE, (NOON + timedelta(hours=5)).time())

    def job(uow: UnitOfWork) -> list[timedelta]:
        uow.runners.save(runner)
        add(uow, runner, wish, NOON, BUILD.plan)
        before = uow.planning.next_due()
        use.limit(uow, pair.coach, runner.id, Limits(cap=20), NOON, BUILD)
        after = uow.planning.next_due()
        assert before is not None
        assert after is not None
        return [after - before]

    assert await pair.database.write(job) == [timedelta(minutes=10)]


async def test_the_coach_sets_a_stage(pair: Pair) -> None:
    """Up or down, and the build-up says that the coach did; who has no stage keeps none."""
    coach, her = pair.coach, pair.runner.id
    set_to = 20
    assert await pair.database.write(lambda uow: use.set_stage(uow, coach, her, 20, NOON, BUILD))
    runner = await pair.sanne.runner()
    assert (runner.stage, runner.stage_why) == (set_to, "coach")
    used = replace(runner, standing=Standing.USED)

    def job(uow: UnitOfWork) -> bool:
        uow.runners.save(used)
        return use.set_stage(uow, coach, her, 30, NOON, BUILD)

    assert not await pair.database.write(job)
    assert (await pair.sanne.runner()).stage == set_to


async def test_the_same_stage_again_changes_nothing(pair: Pair) -> None:
    """Saving a form without touching the stage does not begin the stage anew."""
    coach, runner = pair.coach, pair.runner
    stage = runner.stage
    await pair.database.write(lambda uow: use.set_stage(uow, coach, runner.id, stage, NOON, BUILD))
    assert (await pair.sanne.runner()).stage_since == runner.stage_since


async def test_a_long_line_is_refused_and_an_empty_one_takes_it_back(pair: Pair) -> None:
    """A card stays short; nothing written is no line."""
    coach, her = pair.coach, pair.runner.id
    long = "a" * (use.LINE_MOST + 1)
    refused = await pair.database.write(lambda uow: use.leave_line(uow, coach, her, long))
    assert isinstance(refused, Unfit)
    for text in ("Loop langs de beuk.", "  "):
        await pair.database.write(lambda uow, said=text: use.leave_line(uow, coach, her, said))  # type: ignore[misc]
    assert (await pair.guidance()).line == ""


async def test_a_talk_that_was_is_remembered(pair: Pair) -> None:
    """The next talk takes the place of the last one, which stays known; one that was not is not."""
    coach, her = pair.coach, pair.runner.id
    first, moved, second = NOON + DAY, NOON + 2 * DAY, NOON + 20 * DAY

    def job(uow: UnitOfWork) -> None:
        use.appoint(uow, coach, her, first, NOON)
        use.appoint(uow, coach, her, moved, NOON)
        use.appoint(uow, coach, her, second, NOON + 5 * DAY)

    await pair.database.write(job)
    found = await pair.guidance()
    later = NOON + 6 * DAY
    assert (found.last_talk(later), found.next_talk(later)) == (moved, second)
    assert (found.last_talk(second), found.next_talk(second)) == (second, None)


async def test_notes_are_written_changed_and_deleted(pair: Pair) -> None:
    """A note keeps when it was written; deleting it twice is as good as once."""
    coach, her = pair.coach, pair.runner.id
    note = await pair.database.write(lambda uow: use.write_note(uow, coach, her, " Vraag. ", NOON))
    assert isinstance(note, Note)
    changed = await pair.database.write(
        lambda uow: use.change_note(uow, coach, her, note.id, "Anders.")
    )
    assert isinstance(changed, Note)
    assert (changed.text, changed.written_at) == ("Anders.", NOON)
    assert await pair.notes() == ["Anders."]
    for _ in range(2):
        assert await pair.database.write(lambda uow: use.delete_note(uow, coach, her, note.id))
    assert await pair.notes() == []


@pytest.mark.parametrize("text", ["", " \n", "a" * (use.NOTE_MOST + 1)])
async def test_a_note_says_something(pair: Pair, text: str) -> None:
    """Nothing, or too much, is refused, and an earlier text stays as it was."""
    coach, her = pair.coach, pair.runner.id
    note = await pair.database.write(lambda uow: use.write_note(uow, coach, her, "Was.", NOON))
    assert isinstance(note, Note)

    def job(uow: UnitOfWork) -> list[object]:
        return [
            use.write_note(uow, coach, her, text, NOON),
            use.change_note(uow, coach, her, note.id, text),
        ]

    assert await pair.database.write(job) == [Unfit(), Unfit()]
    assert await pair.notes() == ["Was."]


async def test_patterns_are_set_aside_one_by_one(pair: Pair) -> None:
    """Another kind stays aside; taking one back leaves the other."""
    coach, her = pair.coach, pair.runner.id
    day = NOON.date()

    def job(uow: UnitOfWork) -> None:
        use.set_aside(uow, coach, her, PatternKind.DIP, day)
        use.set_aside(uow, coach, her, PatternKind.TOO_LONG, day + DAY)
        use.set_aside(uow, coach, her, PatternKind.DIP, None)

    await pair.database.write(job)
    found = await pair.database.read(lambda uow: uow.guiding.asides(coach.id))
    assert found[her] == {"too_long": day + DAY}
