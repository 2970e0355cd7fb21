"""What is counted for an alert: what arrived, what was tried again, and what was given up."""

from datetime import datetime

from prometheus_client import REGISTRY

from bot.demo.standin import Standin
from bot.telegram.incoming import Incoming
from bot.telegram.reply import Reply
from bot.usecases.ports import UnitOfWork
from tests.databases import Addresses
from tests.telegram import steps
from tests.telegram.road import SORRY, road
from tests.telegram.seeing import heard, settled


def counted() -> dict[str, float]:
    """Return what is counted of texts and of answers, by what became of them."""
    told = (("lichter_updates_total", "form", "text"), ("lichter_messages_total", "kind", "reply"))
    return {
        f"{name} {outcome}": REGISTRY.get_sample_value(name, {label: of, "outcome": outcome}) or 0
        for name, label, of in told
        for outcome in ("done", "dead", "sent", "again")
    }


def new_since(before: dict[str, float]) -> dict[str, float]:
    """Return what was counted since."""
    return {name: value - before[name] for name, value in counted().items() if value > before[name]}


def stumbles(_uow: UnitOfWork, incoming: Incoming, _now: datetime) -> list[Reply]:
    """Fail on one text, and answer any other."""
    if incoming.text == "stuk":
        raise LookupError("made up")
    return [Reply(incoming.chat, incoming.text)]


async def test_what_becomes_of_texts_and_answers_is_counted(
    url: str, standin: Standin, sqlite_addresses: Addresses
) -> None:
    """One text is answered at the second try of the answer; one is set aside, with an apology."""
    database, anna, before = sqlite_addresses.open(), standin.person("Anna"), counted()
    standin.fail("sendMessage", error=500, times=1)
    async with road(url, database, steps.routes(text=stumbles)):
        anna.says("hoi")
        await heard(anna, "hoi")
        anna.says("stuk")
        await heard(anna, "hoi", f"{SORRY} [nl] stuk")
        await settled(database, anna)
    await database.close()
    assert new_since(before) == {
        "lichter_updates_total done": 1,
        "lichter_updates_total dead": 1,
        "lichter_updates_total again": 2,
        "lichter_messages_total sent": 2,
        "lichter_messages_total again": 1,
    }
