"""A new question, run form and language in content/ alone: they work without a line of Python."""

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import content
from bot.assembly import rooms
from bot.clock import Clock
from bot.telegram.incoming import Form, Incoming
from bot.telegram.routing import Routes, choose
from bot.usecases.ports import Database
from tests.content.copying import change
from tests.content.test_library import NEW_FORM, NEW_QUESTION
from tests.steps import WORDS, Chat, Message, in_memory

__all__ = ["in_memory"]

NEW_WORDS = """
check-in-company-ask = Who comes along?
check-in-company-label = company
check-in-company-alone = Nobody
check-in-company-dog = The dog
form-dog-run = Round with the dog
reason-table-dog = The dog comes along, and sets the tone.
route-dog-park = Route: the park where dogs run free.
"""
SAY = WORDS.of("en")
FRISIAN = {"check-in-tension-ask": "Hoe spand bisto no?", "command-checkin": "hoe it mei dy is"}


@dataclass(slots=True)
class Visit:
    """A runner in a house with other content: what he sends is routed as Telegram's is."""

    chat: Chat
    routes: Routes

    async def asks_to_check_in(self) -> list[Message]:
        """Send /checkin."""
        sent = replace(await self.chat.starts(""), command="checkin")
        return await self._sent(sent)

    async def taps(self, label: str) -> list[Message]:
        """Tap a button of the newest message."""
        message_id, message = max(self.chat.screen.items())
        sent = replace(
            await self.chat.starts(""),
            form=Form.BUTTON,
            command="",
            text=message.buttons[label],
            message_id=message_id,
        )
        return await self._sent(sent)

    async def _sent(self, sent: Incoming) -> list[Message]:
        step = choose(self.routes, sent)
        assert step is not None
        return await self.chat.does(step, sent)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of content/ with one more question, run form and language, words included."""
    root = tmp_path / "content"
    shutil.copytree(Path(content.__file__).parent, root)
    change(root, "run_forms.toml", "# --- the table", NEW_FORM.rstrip("\n"))
    append(root / "check_in.toml", NEW_QUESTION)
    shutil.copytree(root / "locales" / "nl", root / "locales" / "fy")
    for key, words in FRISIAN.items():
        files = (root / "locales" / "fy").glob("*.ftl")
        file = next(one for one in files if f"\n{key} = " in said(one))
        changed = re.sub(rf"(?m)^{key} = .*$", f"{key} = {words}", said(file))
        file.write_text(changed, encoding="utf-8")
    for language in (root / "locales").iterdir():
        append(language / "check_in.ftl", NEW_WORDS)
    return root


def said(file: Path) -> str:
    """Return what stands in a file."""
    return file.read_text(encoding="utf-8")


def append(file: Path, text: str) -> None:
    """Write a text at the end of a file."""
    file.write_text(said(file) + text, encoding="utf-8")


@pytest.fixture
async def visit(copy: Path, database: Database) -> Visit:
    """Return an enrolled runner, who speaks English, in the house made of the copy."""
    chat = Chat(database, 5, ())
    await chat.enrols(language="en")
    return Visit(chat, house_of(copy))


def house_of(root: Path) -> Routes:
    """Return the routes of a house with this content."""
    made = rooms.furnish(
        Clock(), language="nl", zone="Europe/Amsterdam", public_url="http://here", root=root
    )
    return rooms.routes(made, "lichter_bot")


async def test_the_new_question_is_asked(visit: Visit) -> None:
    """Added in check_in.toml and the locale files, it is asked when it matters to the pick."""
    await visit.asks_to_check_in()
    for label in ("5", SAY("check-in-need-movement"), SAY("check-in-length-short")):
        await visit.taps(label)
    assert visit.chat.sees("Who comes along?")


async def test_the_new_form_is_recommended_with_its_words(visit: Visit) -> None:
    """Answering the new question leads to the card of the new form, in its own words."""
    await visit.asks_to_check_in()
    for label in ("5", SAY("check-in-need-movement"), SAY("check-in-length-short")):
        await visit.taps(label)
    if visit.chat.sees(SAY("check-in-head-ask")):
        await visit.taps(SAY("check-in-head-plain"))
    shown = (await visit.taps("The dog"))[-1].text
    assert "Round with the dog" in shown
    assert "The dog comes along, and sets the tone." in shown


async def test_the_new_language_speaks(copy: Path, database: Database) -> None:
    """A folder of words is all there is to a language: a runner of it is asked in it."""
    chat = Chat(database, 6, (), language_code="fy")
    await chat.enrols(language="fy")
    await Visit(chat, house_of(copy)).asks_to_check_in()
    assert chat.sees("Hoe spand bisto no?")


def test_the_new_language_is_in_the_menu(copy: Path) -> None:
    """Telegram is told of the new language's commands too."""
    house = rooms.furnish(Clock(), language="nl", zone="UTC", public_url="", root=copy)
    frisian = next(one for one in rooms.profiles(house) if one.language == "fy")
    assert "hoe it mei dy is" in {command.description for command in frisian.commands}


def test_every_command_has_a_step() -> None:
    """Whatever commands.toml names is answered, under each of its names."""
    house = rooms.furnish(Clock(), language="nl", zone="UTC", public_url="")
    known = rooms.routes(house, "lichter_bot").commands
    names = {name for command in house.library.commands for name in command.names.values()}
    assert names == set(known)
