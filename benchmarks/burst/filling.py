"""Made-up runners by the hundred thousand, each with a moment a week and its next nudge.

Written in bulk, past the collections, but sealed as they seal.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Runner, Safety, Standing
from bot.ids import new_id
from bot.storage.collections import planning, runners
from bot.storage.engines import transaction
from bot.storage.keystore import keys
from bot.storage.sealing import KEY_BYTES
from bot.storage.tables import moments as moments_table
from bot.storage.tables import nudges as nudges_table
from bot.storage.tables import runners as runners_table
from bot.storage.unit_of_work import Transaction
from bot.usecases.ports import UnitOfWork

SOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Tuesday 10:00 in Amsterdam: when the burst is due. All the others follow in the next weeks."""

CHUNK = 10_000
FIRST_CHAT = 1_000
AMSTERDAM = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Burst:
    """The first `due` runners are nudged at `at`, which is a good time of day in `zone`."""

    due: int = 0
    at: datetime = SOON
    zone: str = AMSTERDAM


def fill(uow: UnitOfWork, numbers: range, burst: Burst) -> None:
    """Write these runners."""
    if not isinstance(uow, Transaction):
        raise TypeError("this benchmark writes to the real storage")
    wrapped, people, moments, nudges = [], [], [], []
    then = burst.at - timedelta(days=30)
    for number in numbers:
        who = Runner(
            new_id(then),
            FIRST_CHAT + number,
            "Example",
            "nl",
            burst.zone,
            Standing.USED,
            Safety.CLEAR,
            then,
        )
        due_at = burst.at if number < burst.due else burst.at + _later(number)
        moment = _moment(who, due_at)
        wrapped.append(_key(uow, who.id))
        people.append(_profile(uow, who, then))
        moments.append(_planned(uow, moment, then))
        nudges.append(_nudge(moment, due_at))
    vault, connection = uow._vault, uow._connection  # noqa: SLF001  in bulk
    with transaction(vault._keystore._engine) as keystore:  # noqa: SLF001
        keystore.execute(insert(keys), wrapped)
    connection.execute(insert(runners_table), people)
    connection.execute(insert(moments_table), moments)
    connection.execute(insert(nudges_table), nudges)
    vault._boxes.clear()  # noqa: SLF001  whoever comes later finds no key at hand


def _later(number: int) -> timedelta:
    return timedelta(days=1, minutes=number % 20_000)


def _key(uow: Transaction, owner: str) -> dict[str, object]:
    key = owner.encode()[:KEY_BYTES].ljust(KEY_BYTES, b"k")
    wrapped = uow._vault._masters.wrap(owner, key)  # noqa: SLF001
    uow._vault._remember(owner, key)  # noqa: SLF001
    return {"owner": owner, "key_id": wrapped.key_id, "wrapped": wrapped.content}


def _profile(uow: Transaction, who: Runner, then: datetime) -> dict[str, object]:
    text, place = runners._record.dump(who), runners.profile_aad(who.id)  # noqa: SLF001
    profile = uow._vault.of(who.id).seal(text, place)  # noqa: SLF001
    return {"id": who.id, "chat": who.chat, "created_at": then, "profile": profile}


def _moment(who: Runner, due_at: datetime) -> Moment:
    local = due_at.astimezone(ZoneInfo(who.timezone))
    wall, day = local.time().replace(second=0, microsecond=0), frozenset({local.weekday()})
    return Moment(new_id(due_at), who.id, MomentKind.FIXED, When.AT, wall, wall, day)


def _planned(uow: Transaction, moment: Moment, then: datetime) -> dict[str, object]:
    text, place = planning._moment.dump(moment), planning._moment_aad(moment.id)  # noqa: SLF001
    content = uow._vault.of(moment.runner_id).seal(text, place)  # noqa: SLF001
    return {
        "id": moment.id,
        "runner_id": moment.runner_id,
        "created_at": then,
        "content": content,
    }


def _nudge(moment: Moment, due_at: datetime) -> dict[str, object]:
    return {
        "id": new_id(due_at),
        "runner_id": moment.runner_id,
        "kind": "fixed",
        "local_date": due_at.date(),
        "slot": moment.id,
        "due_at": due_at,
        "fits_until": due_at + timedelta(hours=2),
        "state": "due",
        "settled_at": None,
        "look_at": due_at,
    }
