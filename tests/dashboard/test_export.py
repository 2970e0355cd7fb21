"""What a coach takes along: what he may see now, safe for a spreadsheet, and never unnoticed."""

import csv
import io
import json

import pytest

from bot.usecases import coaching
from bot.usecases.ports import UnitOfWork
from tests.dashboard.house import Answer, House, Inside

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the house is there

FORMULA = '=HYPERLINK("//elsewhere.example";"tik")'


def _rows(answer: Answer) -> list[list[str]]:
    text = answer.text.removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


async def _home(house: House) -> tuple[Inside, dict[str, str]]:
    """Return a coach with two runners, of whom one wrote a formula and kept a sentence."""
    anna, bram = await house.coach("Anna Verzonnen"), await house.coach("Bram Bedacht")
    sanne, tim = await house.runner(anna, "Sanne Voorbeeld"), await house.runner(anna, "@Tim")
    await house.run(sanne, 8, 4, FORMULA, days_ago=2)
    await house.run(sanne, 7, 5, "Dit is van mij.", shared=False, days_ago=1)
    await house.run(tim, 6, 3, "Zin;\nop twee regels.")
    await house.run(await house.runner(bram, "Niemand"), 9, 9, "Van een ander.")
    return await house.inside(anna), {"sanne": sanne.id, "tim": tim.id}


async def test_a_table_opens_in_a_spreadsheet(house: House) -> None:
    """A byte order mark, semicolons and CRLF; words of the language; no cell is a formula."""
    inside, ids = await _home(house)
    answer = await inside.sends(f"/runners/{ids['sanne']}/export", kind="csv")
    assert answer.text.startswith("\ufeff")
    assert answer.text.endswith("\r\n")
    header, first, second = _rows(answer)
    assert (header[0], header[-1]) == ("naam", "gedeelde zin")
    told = dict(zip(header, first, strict=True))
    assert (told["spanning"], told["spanning erna"], told["behoefte"]) == ("8", "4", "Beweging")
    assert told["gedeelde zin"] == f"'{FORMULA}"
    assert second[-1] == ""
    assert not [cell for row in _rows(answer) for cell in row if cell[:1] in {"=", "+", "-", "@"}]


async def test_all_his_runners_are_in_one_table(house: House) -> None:
    """Everybody who shares, nobody else; a name that would be a formula is none."""
    inside, _ = await _home(house)
    answer = await inside.sends("/export", kind="csv")
    assert [row[0] for row in _rows(answer)[1:]] == ["Sanne Voorbeeld"] * 2 + ["'@Tim"]
    assert _rows(answer)[-1][-1] == "Zin;\nop twee regels."
    assert "Van een ander" not in answer.text


async def test_a_program_reads_all_that_is_shared(house: House) -> None:
    """Runs, messages, notes and settings; a sentence that she kept is null."""
    inside, ids = await _home(house)
    await inside.sends(f"/runners/{ids['sanne']}/notes", text="Vraag naar de nachten.")
    answer = await inside.sends(f"/runners/{ids['sanne']}/export", kind="json")
    (taken,) = json.loads(answer.text)["runners"]
    assert [run["sentence"] for run in taken["runs"]] == [FORMULA, None]
    assert [note["text"] for note in taken["notes"]] == ["Vraag naar de nachten."]
    assert taken["settings"]["learning"] is True
    assert "Dit is van mij." not in answer.text
    everybody = json.loads((await inside.sends("/export", kind="json")).text)["runners"]
    assert [one["first_name"] for one in everybody] == ["Sanne Voorbeeld", "@Tim"]


async def test_the_file_has_no_name_in_its_name(house: House) -> None:
    """The day is enough to find it back; nothing of it may stay in a cache."""
    inside, ids = await _home(house)
    for path in (f"/runners/{ids['sanne']}/export", "/export"):
        headers = (await inside.sends(path, kind="csv")).headers
        day = house.clock.now().date().isoformat()[:8]
        assert headers["Content-Disposition"].startswith(f'attachment; filename="lichter-{day}')
        assert headers["Cache-Control"] == "no-store"


async def test_each_runner_can_read_that_it_was_taken(house: House) -> None:
    """One entry in the access log for each of whom something was handed out."""
    inside, ids = await _home(house)
    await inside.sends("/export", kind="csv")

    def pages(uow: UnitOfWork) -> list[list[str]]:
        return [[one.page for one in uow.coaches.visits(who, 9)] for who in ids.values()]

    assert await house.database.read(pages) == [["export"], ["export"]]


async def test_who_stopped_sharing_is_not_in_it(house: House) -> None:
    """Neither alone nor among all, from the next request on."""
    inside, ids = await _home(house)
    now = house.clock.now()

    def stops(uow: UnitOfWork) -> None:
        runner = uow.runners.by_id(ids["sanne"])
        assert runner is not None
        coaching.withdraw(uow, runner, now)

    await house.database.write(stops)
    assert [row[0] for row in _rows(await inside.sends("/export", kind="csv"))[1:]] == ["'@Tim"]
    alone = await inside.sends(f"/runners/{ids['sanne']}/export", kind="json")
    assert alone.status == 404


async def test_a_coach_without_runners_gets_an_empty_table(house: House) -> None:
    """Nobody is not a mistake."""
    inside = await house.inside(await house.coach("Anna Verzonnen"))
    assert len(_rows(await inside.sends("/export", kind="csv"))) == 1
    assert json.loads((await inside.sends("/export", kind="json")).text) == {"runners": []}
