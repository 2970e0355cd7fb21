"""One runner's page: what it shows, what is written on it, and who is refused."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.dashboard import create_app
from bot.dashboard.runner_page import SHOWN
from bot.dashboard.runner_thread import thread_of
from bot.domain.guidance import Guidance
from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Runner
from bot.ids import new_id
from bot.usecases import coaching, guiding, leaving, messaging
from bot.usecases.ports import Author, Coach, Message, Note, UnitOfWork
from tests.dashboard.house import House, Inside, a_dashboard
from tests.steps import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

FORMS = {"aside": {"kind": "dip", "until": "week"}, "export": {"kind": "csv"}}
"""What a form needs beside a text, by the last part of its address."""


async def _anna(house: House) -> tuple[Coach, Runner, Inside]:
    coach = await house.coach("Anna Verzonnen")
    sanne = await house.runner(coach, "Sanne Voorbeeld")
    return coach, sanne, await house.inside(coach)


def _addresses(house: House, runner_id: str, note_id: str) -> Iterator[tuple[str, str]]:
    """Yield method and address of everything about one runner: new ones are found by themselves."""
    for known, methods in create_app(a_dashboard(house)).openapi()["paths"].items():
        if "{runner_id}" in known:
            path = known.replace("{runner_id}", runner_id).replace("{note_id}", note_id)
            yield from ((method.upper(), path) for method in methods)


async def _refused(
    inside: Inside, house: House, runner_id: str, note_id: str, status: int = 404
) -> None:
    found = list(_addresses(house, runner_id, note_id))
    assert len(found) > 10
    for method, path in found:
        form = {"text": "Van elders.", "run": note_id, **FORMS.get(path.rsplit("/", 1)[1], {})}
        answer = await (inside.gets(path) if method == "GET" else inside.sends(path, **form))
        assert (method, path, answer.status) == (method, path, status)


async def test_every_address_refuses_whom_nothing_is_shared_with(house: House) -> None:
    """Another coach and one she left find no page anywhere; a coach who left is not even let in.

    They change nothing, and leave no trace.
    """
    anna, sanne, inside = await _anna(house)
    other = await house.inside(await house.coach("Bram Bedacht"))
    now = house.clock.now()
    note = await house.database.write(
        lambda uow: guiding.write_note(uow, anna, sanne.id, "Van Anna.", now)
    )
    assert isinstance(note, Note)
    await _refused(other, house, sanne.id, note.id)
    await house.database.write(lambda uow: coaching.withdraw(uow, sanne, now))
    await _refused(inside, house, sanne.id, note.id)
    await house.database.write(lambda uow: leaving.leave(uow, anna, now))
    await _refused(inside, house, sanne.id, note.id, 401)

    def traces(uow: UnitOfWork) -> list[object]:
        notes = [one.text for one in uow.guiding.notes_on(sanne.id)]
        return [notes, uow.messages.of_runner(sanne.id), uow.coaches.visits(sanne.id, 9)]

    assert await house.database.read(traces) == [["Van Anna."], [], []]
    assert await house.database.read(lambda uow: uow.guiding.guidance(sanne.id)) == Guidance()


@pytest.mark.parametrize(
    ("what", "most"),
    [
        ("messages", messaging.MOST),
        ("notes", guiding.NOTE_MOST),
        ("line", guiding.LINE_MOST),
    ],
)
async def test_what_is_too_long_stays_in_its_field(house: House, what: str, most: int) -> None:
    """The page says kindly how much fits, keeps what was typed, and nothing is stored."""
    _, sanne, inside = await _anna(house)
    text = "Lang. " * most
    answer = await inside.sends(f"/runners/{sanne.id}/{what}", text=text)
    assert answer.status == 422
    assert f"er passen {f'{most:,}'.replace(',', '.')} tekens in" in answer.text
    assert f">{text}</textarea>" in answer.text
    assert "Lang." not in (await inside.gets(f"/runners/{sanne.id}")).text


@pytest.mark.parametrize("what", ["messages", "notes"])
async def test_an_empty_form_says_so(house: House, what: str) -> None:
    """Nothing but blanks is no message and no note."""
    _, sanne, inside = await _anna(house)
    answer = await inside.sends(f"/runners/{sanne.id}/{what}", text=" \n ")
    assert (answer.status, "Schrijf eerst iets" in answer.text) == (422, True)


async def test_notes_are_written_changed_and_deleted(house: House) -> None:
    """By forms alone; beside the field stands whose right it is to read them."""
    _, sanne, inside = await _anna(house)
    his = f"/runners/{sanne.id}"
    await inside.sends(f"{his}/notes", text="Vraag naar de nachten.")
    page = (await inside.gets(his)).text
    assert "Vraag naar de nachten." in page
    assert "Sanne Voorbeeld kan ze opvragen. Lichter is geen dossier" in page
    (note_id,) = re.findall(r'id="note-([0-9a-v]{26})"', page)
    wrong = await inside.sends(f"{his}/notes/{note_id}", text="")
    assert f'id="change-{note_id}" open' in wrong.text
    await inside.sends(f"{his}/notes/{note_id}", text="Vraag naar de ochtenden.")
    assert "nachten" not in (await inside.gets(his)).text
    assert (await inside.sends(f"{his}/notes/{note_id}/delete")).status == 303
    assert "ochtenden" not in (await inside.gets(his)).text


async def test_the_line_waits_for_the_next_card(house: House) -> None:
    """It stands in its field, with what it waits for, until it is saved empty."""
    _, sanne, inside = await _anna(house)
    his = f"/runners/{sanne.id}"
    await inside.sends(f"{his}/line", text="Loop langs de beuk.")
    page = (await inside.gets(his)).text
    assert ">Loop langs de beuk.</textarea>" in page
    assert "Deze regel wacht op de volgende kaart." in page
    await inside.sends(f"{his}/line", text="")
    assert "Deze regel wacht" not in (await inside.gets(his)).text


async def test_a_pattern_has_facts_and_a_question_and_is_set_aside(house: House) -> None:
    """Three evenings of high tension: days, a question; aside it waits, and can come back."""
    _, sanne, inside = await _anna(house)
    his = f"/runners/{sanne.id}"
    for days in (6, 4, 2):
        await house.run(sanne, 9, 4, days_ago=days)
    page = (await inside.gets(his)).text
    assert page.count(": spanning 9 ervoor</li>") == 3
    assert "Wat vraagt er nu zoveel van je" in page
    await inside.sends(f"{his}/aside", kind="high_tension", until="week", then="runner")
    page = (await inside.gets(his)).text
    assert "Opzijgelegd (1)" in page
    assert "Wat vraagt er nu zoveel van je" not in page
    await inside.sends(f"{his}/aside", kind="high_tension", until="now")
    assert "Wat vraagt er nu zoveel van je" in (await inside.gets(his)).text


async def test_older_runs_are_a_page_further(house: House) -> None:
    """All runs are reached, each once, the newest first; the older page has only the timeline."""
    _, sanne, inside = await _anna(house)
    runs = [await house.run(sanne, 8, 4, days_ago=day) for day in range(SHOWN + 2)]
    first = (await inside.gets(f"/runners/{sanne.id}")).text
    (older,) = re.findall(r'class="older" href="([^"#]+)', first)
    second = (await inside.gets(older)).text
    shown = [re.findall(r'<li id="run-(\w+)"', page) for page in (first, second)]
    assert shown == [[run.id for run in part] for part in (runs[:SHOWN], runs[SHOWN:])]
    assert ("<textarea" in second, 'class="older"' in second) == (False, False)


async def test_what_should_not_be_read_over_stands_in_words(house: House) -> None:
    """Dread and pain stand above the answers of their run."""
    _, sanne, inside = await _anna(house)
    run = await house.run(sanne, 8, 4)

    def job(uow: UnitOfWork) -> None:
        uow.runs.answer(run, "dread", "yes", house.clock.now())
        uow.runs.answer(run, "pain", "tendon", house.clock.now())

    await house.database.write(job)
    page = (await inside.gets(f"/runners/{sanne.id}")).text
    flags = re.findall(r'<ul class="flags">(.*?)</ul>', page, re.DOTALL)
    assert [re.findall(r"<li>(.*?)</li>", one) for one in flags] == [
        ["zag ertegenop", "voelde een pees"]
    ]


async def test_planned_moments_show_only_where_they_are_shared(house: House) -> None:
    """What she plans is hers until she says otherwise, and hers again after that."""
    _, sanne, inside = await _anna(house)
    his, now = f"/runners/{sanne.id}", house.clock.now()
    day = (now + timedelta(days=3)).date()
    talk = Moment(
        new_id(now), sanne.id, MomentKind.ONE_OFF, When.BEFORE, now.time(), now.time(), day=day,
        label="presentatie",
    )  # fmt: skip
    await house.database.write(lambda uow: uow.planning.add_moment(talk, now))
    assert "presentatie" not in (await inside.gets(his)).text
    sharing = await house.database.write(lambda uow: coaching.share_moments(uow, sanne, on=True))
    assert "presentatie, het loopje ervoor" in (await inside.gets(his)).text
    await house.database.write(lambda uow: coaching.share_moments(uow, sharing, on=False))
    assert "presentatie" not in (await inside.gets(his)).text


async def test_weeks_are_a_table_that_can_be_heard(house: House) -> None:
    """Twice on one day are two dots and the words for them; nothing says how often it should be."""
    _, sanne, inside = await _anna(house)
    for _ in range(2):
        await house.run(sanne, 8, 4, days_ago=8)
    page = (await inside.gets(f"/runners/{sanne.id}")).text
    table = page[page.index('<table class="weeks"') :]
    assert '<span aria-hidden="true">●●</span><span class="hidden">2 keer</span>' in table
    assert table.count('<th scope="row">') == 4


async def test_a_build_up_says_how_its_stage_came(house: House) -> None:
    """A stage that the coach set says so, and since when."""
    anna, sanne, inside = await _anna(house)
    now, rules = house.clock.now(), a_dashboard(house).rules.build
    await house.database.write(lambda uow: guiding.set_stage(uow, anna, sanne.id, 20, now, rules))
    page = (await inside.gets(f"/runners/{sanne.id}")).text
    assert re.search(r"nu 20 minuten per keer, sinds \d+ \w+\. Die stap koos jij\.", page)


async def test_messages_say_how_far_they_are(house: House) -> None:
    """Waiting, arrived, read; and after a month of waiting that it did not arrive."""
    coach, sanne, _ = await _anna(house)
    now = house.clock.now()

    def state(days: int, *, delivered: bool = False, read: bool = False) -> str:
        then = now - timedelta(days=days)
        message = Message(
            new_id(then), coach.id, sanne.id, Author.COACH, "Hoi", then,
            delivered_at=then if delivered else None, read_at=then if read else None,
        )  # fmt: skip
        (line,) = thread_of([message], sanne, coach, WORDS.of("nl"), now)
        return line.state

    assert state(1) == "wacht op een rustig moment"
    assert state(1, delivered=True) == "aangekomen"
    assert state(1, delivered=True, read=True) == "gelezen"
    assert state(31) == "kwam niet aan"


async def test_marking_as_read_needs_no_page(house: House) -> None:
    """A summary is marked by its id, as far as it is of a runner of his own."""
    _, sanne, inside = await _anna(house)
    run = await house.run(sanne, 8, 4, days_ago=2)
    assert "nieuw</span>" in (await inside.gets(f"/runners/{sanne.id}")).text
    await inside.sends(f"/runners/{sanne.id}/read", run=run.id)
    assert "nieuw</span>" not in (await inside.gets(f"/runners/{sanne.id}")).text
