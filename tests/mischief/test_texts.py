"""Any text that a phone can send goes in and comes out whole: chat, coach's page, CSV, export."""

import csv
import html
import io
import json
import re
import zipfile
from functools import partial
from pathlib import Path

from bot.domain.run import Sentence
from bot.my_data import zipped
from bot.usecases import coaching, exporting
from bot.usecases.export_formats import as_csv, as_json, cell
from bot.usecases.ports import Coach, UnitOfWork
from tests.dashboard.house import Inside, house_on
from tests.databases import Addresses
from tests.leaks import leaked
from tests.mischief.mill import FIRST_CHAT, Mill, mill
from tests.mischief.nonsense import TEXTS
from tests.steps import WORDS, Chat
from tests.telegram.conftest import TOKEN

SENTENCES = tuple(text for text in TEXTS if text.strip() and not text.startswith("/"))
SIGNS = tuple("=@+-|%\t\r\n\uff1d\uff20\uff0b\uff0d")
BLANKS = " \u200b\ufeff"
ZONE = "Europe/Amsterdam"


def whole(text: str) -> str:
    """Return a text with half characters replaced, which no UTF-8 can hold; nothing else."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


async def shares_with_a_coach(of: Mill, chat: Chat) -> Coach:
    """Let somebody share with a coach; returns the coach."""
    now = of.clock.now()

    def opens(uow: UnitOfWork) -> tuple[Coach, str]:
        coach, token = coaching.add_coach(uow, "Noor Verzonnen", "nl", ZONE, now)
        coaching.activate(uow, token, 9001, now)
        return coach, coaching.invite(uow, coach, now)[0]

    coach, invite = await of.database.write(opens)
    await of.says(chat.number, f"/start {invite}")
    await of.taps(chat.number, "v1:coach:decide:yes")
    return coach


async def on_his_page(inside: Inside, path: str) -> set[str]:
    """Return the sentences in the timeline of a runner's page, from the newest to the oldest."""
    seen: set[str] = set()
    while path:
        page = await inside.gets(path)
        assert page.status == 200
        found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page.text, re.DOTALL)
        seen.update(map(html.unescape, found))
        older = re.search(r'class="older" href="([^"#]*)', page.text)
        path = "" if older is None else html.unescape(older[1])
    return seen


async def in_his_tables(inside: Inside, path: str) -> set[str]:
    """Return the sentences of the table and of the document that the coach takes along."""
    table = (await inside.sends(f"{path}/export", kind="csv")).text.removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(table, newline=""), delimiter=";"))
    cells = [line[-1] for line in lines[1:]]
    assert not [one for one in cells if one.lstrip(BLANKS).startswith(SIGNS)]
    (taken,) = json.loads((await inside.sends(f"{path}/export", kind="json")).text)["runners"]
    assert {cell(run["sentence"]) for run in taken["runs"]} == set(cells)
    return {run["sentence"] for run in taken["runs"]}


def _sentence(uow: UnitOfWork, run_id: str) -> Sentence | None:
    return uow.runs.sentence(run_id)


async def test_any_text_goes_in_and_comes_out_whole(
    addresses: Addresses, tmp_path: Path, logs: tuple[io.StringIO, io.StringIO]
) -> None:
    """Emoji, half characters, NUL, turned writing, a hundred thousand letters, tags, formulas.

    And none of it can be read in a file of the database or in a log.
    """
    async with mill(addresses) as of:
        chat = Chat(of.database, FIRST_CHAT, [], of.clock.now())
        runner = await chat.enrols()
        coach = await shares_with_a_coach(of, chat)
        for text in SENTENCES:
            chat.now = of.clock.now()
            run = await chat.ran()
            assert await of.says(chat.number, text), "it was not answered"
            sentence = await of.database.read(partial(_sentence, run_id=run.id))
            assert sentence is not None
            assert sentence.text == whole(text)
            await of.taps(chat.number, f"v1:reflection:share:{sentence.id}")
        assert await of.unhandled() == 0

        def looks(uow: UnitOfWork) -> tuple[set[str], exporting.Export]:
            page = uow.views.runner(coach.id, runner.id, 100)
            export = exporting.gather(uow, runner.id)
            assert page is not None
            assert export is not None
            said = {one.sentence for one in page.summaries if one.sentence is not None}
            return said, export

        seen, export = await of.database.read(looks)
        async with house_on(of.database, tmp_path) as house:
            inside, path = await house.inside(coach), f"/runners/{runner.id}"
            shown, taken = await on_his_page(inside, path), await in_his_tables(inside, path)
        leaks = leaked(tmp_path, addresses.url, logs, TOKEN)
    assert leaks == []
    expected = {whole(text) for text in SENTENCES}
    assert seen == expected
    assert shown == expected
    assert taken == expected
    told = json.dumps(json.loads(as_json(export)), ensure_ascii=False)
    assert all(json.dumps(text, ensure_ascii=False) in told for text in expected)
    files = zipfile.ZipFile(io.BytesIO(zipped(export, WORDS.of("nl"))))
    assert files.testzip() is None
    for chapter in export.chapters:
        table = as_csv(chapter, ";").decode("utf-8-sig")
        for line in csv.reader(io.StringIO(table, newline=""), delimiter=";"):
            assert not any(value.lstrip(BLANKS).startswith(SIGNS) for value in line)
