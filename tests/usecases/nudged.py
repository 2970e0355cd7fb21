"""A runner with planned moments, and what comes due for her."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.domain.card import Activity, Minutes, Pick, Recommendation
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import nudging, planning
from bot.usecases.nudging import NudgeRules, Outcome
from bot.usecases.planning import Added, Fixed, PlanRules
from bot.usecases.ports import Kind, OutboxRow, UnitOfWork
from tests.steps import LIBRARY, RULES, Chat

PLAN = PlanRules(LIBRARY.nudges, 30)
NUDGES = NudgeRules(PLAN, RULES, LIBRARY.run_forms)
TUESDAY_TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Tuesday 24 November, 10:00 in Amsterdam: the first planned moment."""

CARD = Recommendation(
    pick=Pick("reset", "reset", Activity.RUN, Minutes(20, 20)),
    reasons=(),
    alternatives=(),
    tempo="talk",
    cue="sounds",
    route="known_loop",
)
BRISK = replace(CARD, pick=Pick("interval_light", "interval_light", Activity.RUN, Minutes(20, 20)))


class Sanne(Chat):
    """A runner with one fixed moment: each weekday of `days` at 10:00."""

    async def plans(self, *days: int) -> None:
        """Plan it."""
        runner, now = await self.runner(), self.now
        wish = Fixed(frozenset(days), time(10))
        added = await self.asks(lambda uow: planning.add(uow, runner, wish, now, PLAN))
        assert isinstance(added, Added)

    async def tick(self, now: datetime) -> list[Outcome]:
        """Look at everything that is due."""

        def job(uow: UnitOfWork) -> list[Outcome]:
            rows = uow.planning.claim_due(now, 100)
            looked = [nudging.look(uow, row, now, NUDGES) for row in rows]
            return [outcome for outcome in looked if outcome is not None]

        return await self.asks(job)

    async def is_now(self, change: Callable[[Runner], Runner]) -> None:
        """Change who she is."""
        runner = change(await self.runner())
        await self.asks(lambda uow: uow.runners.save(runner))

    async def has_run(self, at: datetime, state: RunState, card: Recommendation = CARD) -> Run:
        """Have a run of that moment in her record."""
        runner = await self.runner()
        run = Run(new_id(at), runner.id, state, at.date(), at, card=card, back_at=at)
        await self.asks(lambda uow: uow.runs.add(run))
        return run

    async def shows(self, nudge_id: str) -> None:
        """Have the message of this nudge in her chat."""
        slot = nudging.slot_of(nudge_id)

        def job(uow: UnitOfWork) -> None:
            at = self.now
            row = OutboxRow(new_id(at), self.number, Kind.NUDGE, "{}", slot=slot, created_at=at)
            uow.outbox.add(row)
            for claimed in uow.outbox.claim(at, 10):
                uow.outbox.sent(claimed.id, 77, at)

        await self.asks(job)
