"""The parts of the road to Telegram that this process has, by its roles."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.assembly import rooms
from bot.assembly.files import Files
from bot.assembly.roles import Role
from bot.assembly.rooms import House
from bot.due import pruning, retention
from bot.due.pruning import Pruning
from bot.due.schedule import A_MINUTE_ON, Schedule, Tick
from bot.telegram.lanes import Lanes
from bot.telegram.limits import Limits
from bot.telegram.right_time import RightTime
from bot.telegram.routing import TelegramApplication
from bot.telegram.sending import Sender
from bot.telegram.sharing import Elsewhere, Hands, SharedLanes
from bot.usecases import enrolling
from bot.usecases.ports import Bell, Bells, Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class Place:
    """Where this process stands. `bells`: those of other processes; None: there are none."""

    database: Database
    bells: Bells | None
    roles: frozenset[Role]
    name: str  # of this process alone
    webhook: bool = False  # updates come by webhook, here or in another process


@dataclass(frozen=True, slots=True)
class Parts:
    """What is started and stopped. `hands`: who handles what is received."""

    place: Place
    sender: Sender | None
    lanes: Lanes | SharedLanes | None
    hands: Hands
    wake: Callable[[], None]  # whoever sends
    schedule: Schedule | None

    async def start(self) -> None:
        """Start them: who sends before who answers, and that before what comes due."""
        if self.sender is not None:
            await self.sender.start()
            if self.place.bells is not None:
                self.place.bells.on(Bell.OUTBOX, self.sender.wake)
        if self.lanes is not None:
            await self.lanes.start()
        if self.schedule is not None:
            self.schedule.start()

    @property
    def stops(self) -> Sequence[Callable[[], Awaitable[None]]]:
        """How each of them stops."""
        return [one.stop for one in (self.schedule, self.lanes, self.sender) if one is not None]

    @property
    def wakes(self) -> Sequence[Callable[[], None]]:
        """How those that wait for people's time are woken."""
        return [one.wake for one in (self.schedule, self.sender) if one is not None]


def build(
    place: Place,
    house: House,
    application: TelegramApplication,
    limits: Limits | None,
    right_time: RightTime,
) -> Parts:
    """Return the parts that the roles ask for, not yet started."""
    sender = None
    if Role.SEND in place.roles:
        sender = Sender(
            place.database,
            application.bot,
            house.clock,
            limits=limits,
            recipes=Files(house.words).recipes(),
            on_blocked=_blocked,
            holder=None if place.bells is None else place.name,
        )
    wake = _waking(place, sender)
    lanes = _lanes(place, house, application, wake) if Role.WORK in place.roles else None
    schedule = _schedule(place, house, wake, right_time) if Role.SCHEDULE in place.roles else None
    return Parts(place, sender, lanes, lanes or _elsewhere(place), wake, schedule)


def _waking(place: Place, sender: Sender | None) -> Callable[[], None]:
    """Return what wakes whoever sends: here in memory, elsewhere by a bell."""

    def wake() -> None:
        if sender is not None:
            sender.wake()
        if place.bells is not None and (sender is None or not sender.leads):
            place.bells.ring(Bell.OUTBOX)

    return wake


def _lanes(
    place: Place, house: House, application: TelegramApplication, wake: Callable[[], None]
) -> Lanes | SharedLanes:
    lanes = Lanes(
        *(place.database, application, house.clock, wake, rooms.apology(house)),
        answers_taps=not place.webhook,
    )
    if place.bells is None:
        return lanes
    return SharedLanes(lanes, place.database, house.clock, place.bells, place.name)


def _elsewhere(place: Place) -> Elsewhere:
    if place.bells is None:
        raise ValueError("nobody would handle what is received")
    return Elsewhere(place.bells)


def _schedule(
    place: Place, house: House, wake: Callable[[], None], right_time: RightTime
) -> Schedule:
    keep = rooms.retention(house, place.database, wake)
    cleaning = (
        Tick("prune", pruning.EVERY, Pruning(place.database, house.clock).tick, A_MINUTE_ON),
        Tick("retention", retention.EVERY, keep.tick, A_MINUTE_ON),
    )
    return Schedule(
        place.database,
        house.clock,
        house.nudge_rules,
        house.messages,
        wake,
        more=cleaning,
        holder=place.name,
        is_right=right_time.is_right,
    )


def _blocked(uow: UnitOfWork, chat: int, now: datetime) -> None:
    """Telegram says that this chat blocked the bot."""
    runner = uow.runners.by_chat(chat)
    if runner is not None:
        enrolling.went_away(uow, runner, now)
