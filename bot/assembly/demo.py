"""The demo: the real bot against a stand-in for Telegram, and people who are plainly made up."""

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.progress import track

from bot.assembly.demo_history import lives
from bot.assembly.demo_people import people
from bot.assembly.rooms import CONTENT, House
from bot.clock import Clock
from bot.demo.phone import phone_routes
from bot.demo.serving import serving
from bot.demo.stage import HeldBack
from bot.demo.standin import Standin
from bot.process.http_server import PortTakenError
from bot.settings import Settings
from bot.usecases import coaching
from bot.usecases.ports import Coach, Database, UnitOfWork

FOLDER = Path("data/demo")
TOKEN = "4242:demo-token-of-nobody"  # noqa: S105  it opens nothing but the stand-in
COACH_CHAT = 9001
COACH_NAME = "Noor Voorbeeld"
RUNNERS = ((1001, "Sanne", "nl"), (1002, "Alex", "en"))
CLOCK_KEPT = "clock_offset_seconds"
MORNING = time(8)


def demo_settings(settings: Settings) -> Settings:
    """Return the settings of the demo: its own database, key and token, all on this machine."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed: dict[str, object] = {
        "telegram_bot_token": SecretStr(TOKEN),
        "webhook_url": "",
        "http_host": "127.0.0.1",
        "public_url": "",
    }
    # Also when it stands in a copy of .env.example: the real bot, later, must not begin with these.
    if settings.database_url == Settings.model_fields["database_url"].default:
        changed["database_url"] = f"sqlite:///{FOLDER}/lichter.db"
    return settings.model_copy(update=changed)


@dataclass(slots=True)
class Demo:
    """The stand-in with its people, and the stage beside the phone."""

    settings: Settings
    coach_id: str | None = None
    _database: Database | None = None
    _clock: Clock = field(default_factory=Clock)
    _dashboard: str | None = None
    _phone: str = ""
    _wake: Sequence[Callable[[], None]] = ()

    @contextlib.asynccontextmanager
    async def opened(
        self, settings: Settings, house: House, database: Database
    ) -> AsyncIterator[Settings]:
        """Serve the stand-in and the phone; gives the settings that lead the bot there."""
        self._database, self._clock = database, house.clock
        first = int(house.clock.machine_now().timestamp())
        standin = Standin(TOKEN, house.clock.now, first_number=first)
        coach, invitation = await database.write(lambda uow: _coach(uow, house))
        self.coach_id = coach.id
        for chat, name, language in RUNNERS:
            known = await database.read(partial(_is_known, chat))
            standin.person(name, language_code=language, id=chat, started=known)
        standin.person(COACH_NAME, language_code="nl", id=COACH_CHAT, started=True)
        phone = phone_routes(standin, self, coaches=(COACH_CHAT,), zone=house.zone)
        async with contextlib.AsyncExitStack() as stack:
            server = serving(standin, port=settings.phone_port, more=phone)
            try:
                url = await stack.enter_async_context(server)
            except OSError as error:
                raise PortTakenError(
                    f"Nothing can listen at 127.0.0.1:{settings.phone_port} ({error.strerror})."
                    " Is Lichter running already? Else choose another PHONE_PORT."
                ) from None
            if settings.demo_history:  # after the port is ours: nobody waits for a start that fails
                await _remember(database, house, coach)
            start = f"?start={invitation}" if invitation else ""
            self._phone = f"{url}/phone/{RUNNERS[0][0]}{start}"
            yield settings.model_copy(update={"telegram_api_url": url})

    def ready(self, dashboard: str, wake: Sequence[Callable[[], None]]) -> None:
        """Everything runs: say where."""
        self._dashboard, self._wake = dashboard, wake
        print(  # noqa: T201  the two addresses are what one starts the demo for
            f"\n  Lichter, the demo. Everything stays on this machine.\n\n"
            f"  phone      {self._phone}\n"
            f"  dashboard  {dashboard}/\n\n"
            f"  Ctrl+C stops it.\n",
            flush=True,
        )

    def now(self) -> datetime:
        """Return people's time."""
        return self._clock.now()

    async def forward(self, step: str) -> datetime:
        """Move people's time on, and let everything that became due happen."""
        database = self._open
        target = await self._target(step)
        self._clock.move_to(self._clock.offset + (target - self._clock.now()))
        kept = str(self._clock.offset.total_seconds())
        await database.write(lambda uow: uow.kept.put(CLOCK_KEPT, kept))
        for wake in self._wake:
            wake()
        return self._clock.now()

    async def _target(self, step: str) -> datetime:
        now = self._clock.now()
        if step == "hour":
            return now + timedelta(hours=1)
        if step == "next_nudge":
            due = await self._open.read(lambda uow: uow.planning.next_due())
            return now if due is None else max(now, due + timedelta(seconds=1))
        zone = ZoneInfo(self.settings.default_timezone)
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, MORNING, zone)

    async def held(self) -> Sequence[HeldBack]:
        """Return what silence holds back at this moment."""
        now = self._clock.now()
        rows = await self._open.read(lambda uow: uow.outbox.held(now))
        return [HeldBack(r.chat, r.kind, r.since, r.until, "silence") for r in rows]

    def dashboard_url(self) -> str | None:
        """Return where the coach's dashboard is."""
        return self._dashboard

    @property
    def _open(self) -> Database:
        if self._database is None:
            raise RuntimeError("the demo is not open yet")
        return self._database


async def _remember(database: Database, house: House, coach: Coach) -> None:
    """Let the made-up people live their twelve weeks, once; somebody waits for it, so it shows."""
    ahead = list(lives(house, people(CONTENT), coach, house.clock.now()))
    known = {one.chat for one in ahead if await database.read(partial(_is_known, one.chat))}
    for lived in track([one for one in ahead if one.chat not in known], "Twelve made-up runners"):
        await database.write(lived.live)


def _is_known(chat: int, uow: UnitOfWork) -> bool:
    return uow.runners.by_chat(chat) is not None


def _coach(uow: UnitOfWork, house: House) -> tuple[Coach, str]:
    """Return the demo's coach, and an invitation as long as the first runner has not begun."""
    now = house.clock.now()
    coach = uow.coaches.by_chat(COACH_CHAT)
    if coach is None:
        coach, token = coaching.add_coach(uow, COACH_NAME, house.language, house.zone, now)
        coaching.activate(uow, token, COACH_CHAT, now)
    begun = _is_known(RUNNERS[0][0], uow)
    return coach, "" if begun else coaching.invite(uow, coach, now)[0]
