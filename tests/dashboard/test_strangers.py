"""Every object of another coach, and an attack corpus everywhere: no leak, no change, no 5xx."""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

import httpx2
import pytest

from bot.dashboard import create_app
from bot.dashboard.guards import HEADERS
from bot.domain.guidance import Guidance
from bot.ids import new_id
from bot.usecases import coaching, messaging
from bot.usecases.ports import Coach, Note, UnitOfWork
from tests.canaries import STEM
from tests.dashboard.house import House, a_dashboard
from tests.dashboard.operations import Operation, operations
from tests.nightly import NIGHTLY

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),  # the house is there
    pytest.mark.usefixtures("discreet"),
]

SECRETS = (f"Sanne {STEM}", f"Bij de vijver was {STEM}.", f"Notitie {STEM}", f"Bericht {STEM}")
TOO_LONG = 5_000
CORPUS = (
    "",
    "x",
    "0" * 26,
    "-1",
    "9" * 40,
    "9" * TOO_LONG,
    "2026-02-30",
    "25:61",
    "true",
    "../../../../etc/passwd",
    "%00",
    "a\x00b",
    "' OR 1=1 --",
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: lichter=x",
    "https://elsewhere.example/",
    "\N{ARABIC-INDIC DIGIT FIVE}",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "\N{PILE OF POO}\N{ZERO WIDTH JOINER}",
    "a" * TOO_LONG,
)
LEAVES = {"/out", "/settings/devices/out"}
HIS_OWN = {"/settings/devices/{session_id}/out"}
ROUNDS = 20_000 if NIGHTLY else 250
LONG = pytest.mark.timeout(1800)  # seconds; the nightly form takes minutes


@dataclass(frozen=True, slots=True)
class Hers:
    """What one coach has, by id."""

    coach: Coach
    ids: tuple[str, ...]


async def filled(house: House) -> Hers:
    """Make a coach with something of everything."""
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, SECRETS[0])
    run = await house.run(sanne, 8, 4, SECRETS[1])
    await house.cookies(coach)
    now = house.clock.now()
    note = Note(new_id(now), coach.id, sanne.id, SECRETS[2], now)

    def job(uow: UnitOfWork) -> tuple[str, ...]:
        uow.guiding.guide(sanne.id, Guidance(cap=20, line=f"Regel {STEM}"))
        uow.guiding.add_note(note)
        uow.guiding.set_aside(coach.id, sanne.id, {"quiet": now.date()})
        sent = messaging.write(uow, coach, sanne.id, SECRETS[3], now)
        assert isinstance(sent, messaging.Sent)
        coaching.invite(uow, coach, now)
        invitation = uow.coaches.invitations(coach.id, now)[0].id
        session = uow.coaches.sessions(coach.id)[0].id
        return sanne.id, run.id, note.id, sent.message.id, invitation, session, coach.id

    return Hers(coach, await house.database.write(job))


def rows_but_of(house: House, coach: Coach) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the database that is not this coach's own."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with closing(sqlite3.connect(house.folder / "data.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            columns = [one[1] for one in connection.execute(f"PRAGMA table_info({name})")]
            owner = "id" if name == "coaches" else "coach_id"
            mine = f" WHERE {owner} != '{coach.id}'" if owner in columns else ""
            rows = connection.execute(f"SELECT * FROM {name}{mine}")  # noqa: S608  our own names
            found[name] = sorted(rows.fetchall(), key=repr)
    return found


def asked(one: Operation, value: str) -> tuple[str, Mapping[str, str]]:
    """Return address and form with the same value in every place."""
    path = one.path.format(**dict.fromkeys(one.places, quote(value, safe="")))
    query = "&".join(f"{name}={quote(value, safe='')}" for name in one.queries)
    return f"{path}?{query}" if query else path, dict.fromkeys(one.fields, value)


def browser(house: House, cookies: Mapping[str, str]) -> httpx2.AsyncClient:
    """Return a browser whose every request comes from a page of ours."""
    app = create_app(a_dashboard(house))
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app, raise_app_exceptions=False),
        base_url=house.url,
        headers={"Origin": house.url},
        cookies=dict(cookies),
    )


def objects(one: Operation, hers: Hers) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return this operation with each of her ids in each place and field.

    Short: each id everywhere, and each beside her runner; nightly: all combinations.
    """
    few = [(one, one) for one in hers.ids] + [(hers.ids[0], one) for one in hers.ids[1:]]
    for place, field in product(hers.ids, hers.ids) if NIGHTLY else few:
        path, _ = asked(one, place)
        yield path, dict.fromkeys(one.fields, field)


@LONG
@pytest.mark.parametrize("was_hers", [False, True])
async def test_nothing_of_another_can_be_read_or_changed(house: House, *, was_hers: bool) -> None:
    """Each address with each of her ids in each place: not a word of hers, not a row changed.

    So it is for another coach, and for her own one after her runner stopped sharing.
    """
    hers, bram = await filled(house), await house.coach("Bram Bedacht")
    if was_hers:
        bram, sanne, now = hers.coach, hers.ids[0], house.clock.now()
        await house.database.write(lambda uow: uow.coaches.withdraw(sanne, now))
    before = rows_but_of(house, bram)
    every = operations(create_app(a_dashboard(house)))
    asked_for = 0
    async with browser(house, await house.cookies(bram, own=True)) as client:
        for one in every:
            for path, form in objects(one, hers):
                if one.path in LEAVES or (was_hers and one.path in HIS_OWN):
                    continue  # his own, and then he would be out
                answer = await client.request(one.method, path, data=form)
                asked_for += 1
                assert answer.status_code < 500, one
                assert not any(secret in answer.text for secret in SECRETS), one
                if "{runner_id}" in one.path:
                    assert answer.status_code in {404, 422}, one
    assert asked_for > 300
    assert rows_but_of(house, bram) == before


@LONG
@pytest.mark.parametrize("signed_in", [True, False])
async def test_an_attack_corpus_breaks_nothing(house: House, *, signed_in: bool) -> None:
    """Whatever stands where: no 5xx, every guard on every answer, nothing reflected as markup.

    Who is not signed in gets not a word of hers; who is signed in stays the only one.
    """
    hers = await filled(house)
    chance = random.Random(20_261_128)  # noqa: S311  the same each time
    every = operations(create_app(a_dashboard(house)))
    values = (*CORPUS, *hers.ids)
    cookies = await house.cookies(hers.coach, own=True) if signed_in else {}
    async with browser(house, cookies) as client:
        for _ in range(ROUNDS):
            one = chance.choice(every)
            path, _ = asked(one, chance.choice(values))
            form = {name: chance.choice(values) for name in one.fields if chance.random() < 0.8}
            answer = await client.request(one.method, path, data=form)
            assert answer.status_code < 500, (one, path[:200])
            assert HEADERS.items() <= {k: answer.headers.get(k) for k in HEADERS}.items(), one
            assert "<script>alert" not in answer.text, one
            assert answer.headers.get("location", "/").startswith("/"), one
            if not signed_in:
                assert not any(secret in answer.text for secret in SECRETS), one
            elif answer.status_code == 401:  # one of the attacks signed her out
                client.cookies = httpx2.Cookies(dict(await house.cookies(hers.coach, own=True)))
