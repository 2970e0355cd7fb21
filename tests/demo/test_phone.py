"""The phone page in a real browser."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
import telegram
from playwright.async_api import ConsoleMessage, Page, expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.demo.people import Person
from bot.demo.phone import phone_routes, words
from bot.demo.serving import serving
from bot.demo.stage import HeldBack
from bot.demo.standin import Standin
from tests.bot_api import assert_all_valid
from tests.browser import NARROW, Windows, violations
from tests.demo.conftest import HandClock, talking
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.asyncio(loop_scope="session")  # the browser is there
# Short: axe sees each width and each scheme; nightly all four.
LOOKS = (
    [(width, scheme) for width in (NARROW, 1280) for scheme in ("light", "dark")]
    if NIGHTLY
    else [(NARROW, "light"), (1280, "dark")]
)

FORM = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("4", callback_data="v1:4"),
            InlineKeyboardButton("7", callback_data="v1:7"),
        ],
        [InlineKeyboardButton("Terug", callback_data="v1:back")],
    ]
)


@dataclass(slots=True)
class HandStage:
    """A stage that writes down what was asked of it."""

    clock: HandClock
    steps: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        """Return people's time."""
        return self.clock.now()

    async def forward(self, step: str) -> datetime:
        """Move an hour, whatever was asked."""
        self.steps.append(step)
        self.clock.move(hours=1)
        return self.clock.now()

    async def held(self) -> Sequence[HeldBack]:
        """Return one message that waits."""
        now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        return [HeldBack(1001, "seintje", now, now + timedelta(hours=2), "Sanne loopt")]

    def dashboard_url(self) -> str | None:
        """Return a made-up address."""
        return "http://127.0.0.1:9/coach"


@pytest.fixture
def stage(clock: HandClock) -> HandStage:
    """Return a stage of one's own."""
    return HandStage(clock)


@pytest_asyncio.fixture(loop_scope="session")
async def url(standin: Standin, stage: HandStage) -> AsyncIterator[str]:
    """Serve the stand-in and the phone; afterwards all that was said must be Bot API."""
    async with serving(standin, more=phone_routes(standin, stage)) as root:
        yield root
    assert_all_valid(standin)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    """Return a bot on the loop of the browser."""
    async with talking(url, monkeypatch) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Windows, url: str) -> AsyncIterator[Page]:
    """Return a page that complains of nothing and asks nothing of another host."""
    window = await browser.open(url, dark=False, scripts=True, language="en-US")
    await window.page.set_viewport_size({"width": NARROW, "height": 740})
    await window.page.emulate_media(reduced_motion="reduce")
    said: list[str] = []

    def hears(message: ConsoleMessage) -> None:
        said.append(message.text)

    window.page.on("console", hears)
    yield window.page
    window.page.remove_listener("console", hears)
    assert (window.wrong, said) == ([], [])


async def opens(page: Page, address: str) -> None:
    """Open a page of the phone and wait until it follows the chat."""
    await page.goto(address)
    await page.locator("body[data-ready]").wait_for()


async def test_from_start_to_an_edited_question(
    page: Page, url: str, bot: telegram.Bot, standin: Standin
) -> None:
    """START with a code, a tap, a toast, and the same message changed in place."""
    kees = standin.person("Kees")
    await opens(page, f"{url}/phone/{kees.id}?start=invite-7")
    await page.get_by_role("button", name="START").click()
    asked = await bot.send_message(kees.id, "Hoe gespannen?", reply_markup=FORM)
    await page.get_by_role("button", name="7", exact=True).click()
    _, update = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    await update.callback_query.answer("Genoteerd")
    await expect(page.get_by_role("status").filter(has_text="Genoteerd")).to_be_visible()
    await asked.edit_text("Dank je")
    await expect(page.locator(".theirs")).to_have_count(1)
    await expect(page.locator(".theirs .text")).to_have_text("Dank je")
    await expect(page.locator(".keys")).to_have_count(0)
    assert kees.messages[0].text == "/start invite-7"


async def test_only_the_keyboard(page: Page, url: str, bot: telegram.Bot, sanne: Person) -> None:
    """Tab reaches the buttons, Enter presses them, and the focus stays over an edit."""
    asked = await bot.send_message(sanne.id, "Hoe gespannen?", reply_markup=FORM)
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.locator("#log").focus()
    for _ in range(6):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "7":
            break
    await page.keyboard.press("Enter")
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert update.callback_query.data == "v1:7"
    await asked.edit_text("En wat heb je nodig?", reply_markup=FORM)
    await expect(page.locator(".theirs .text")).to_have_text("En wat heb je nodig?")
    assert await page.evaluate("document.activeElement.className") == "key"


async def test_typing_and_editing(page: Page, url: str, sanne: Person) -> None:
    """A typed text is sent with Enter; arrow up changes it, and it says so."""
    await opens(page, f"{url}/phone/{sanne.id}")
    text = page.get_by_role("textbox", name=words()["nl"]["write"])
    await text.fill("Mijn hoofd is stil")
    await text.press("Enter")
    await expect(page.locator(".mine .text").last).to_have_text("Mijn hoofd is stil")
    await text.press("ArrowUp")
    await expect(text).to_have_value("Mijn hoofd is stil")
    await text.fill("Mijn hoofd is stiller")
    await text.press("Enter")
    last = page.locator(".mine").last
    await expect(last.locator(".text")).to_have_text("Mijn hoofd is stiller")
    await expect(last.locator("footer")).to_contain_text(words()["nl"]["edited"])
    assert sanne.messages[-1].text == "Mijn hoofd is stiller"


async def test_text_is_never_markup(page: Page, url: str, bot: telegram.Bot, sanne: Person) -> None:
    """What looks like a tag is shown as it was typed; entities become real elements."""
    await bot.send_message(
        sanne.id, "&lt;img src=x onerror=alert(1)&gt; 👋 <b>vet <i>schuin</i></b>", "HTML"
    )
    await bot.send_message(sanne.id, "<u>zonder</u> opmaak")
    await opens(page, f"{url}/phone/{sanne.id}")
    text = page.locator(".theirs .text").first
    await expect(text).to_have_text("<img src=x onerror=alert(1)> 👋 vet schuin")
    plain = page.locator(".theirs .text").last
    await expect(plain).to_have_text("<u>zonder</u> opmaak")
    await expect(plain.locator("u")).to_have_count(0)
    await expect(text.locator("img")).to_have_count(0)
    await expect(text.locator("strong em")).to_have_text("schuin")


async def test_a_deep_link_starts_with_its_payload(
    page: Page, url: str, bot: telegram.Bot, sanne: Person
) -> None:
    """A t.me link to this bot is a START with the payload; it leads nowhere else."""
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("Doe mee", url="https://t.me/lichter_bot?start=abc")]]
    )
    await bot.send_message(sanne.id, "Een uitnodiging", reply_markup=keyboard)
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name="Doe mee").click()
    await expect(page.locator(".mine .text").last).to_have_text("/start abc")


async def test_commands_in_the_persons_language(
    page: Page, url: str, bot: telegram.Bot, sanne: Person
) -> None:
    """The menu shows what the bot set for Dutch, and sends the command."""
    await bot.set_my_commands([("checkin", "How are you?")])
    await bot.set_my_commands([("checkin", "Hoe zit je erbij?")], language_code="nl")
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name=words()["nl"]["commands"]).click()
    await page.get_by_role("button", name="Hoe zit je erbij?").click()
    await expect(page.locator(".mine .text").last).to_have_text("/checkin")


async def test_blocking_and_back(page: Page, url: str, sanne: Person) -> None:
    """Blocking takes the text field away; unblocking brings it back."""
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name=words()["nl"]["stage"]).click()
    await page.get_by_role("button", name=words()["nl"]["block"]).click()
    await page.get_by_role("button", name=words()["nl"]["close"]).click()
    await expect(page.get_by_role("textbox", name=words()["nl"]["write"])).to_be_hidden()
    assert sanne.chat.blocked
    await page.get_by_role("button", name=words()["nl"]["unblock"]).click()
    await expect(page.get_by_role("textbox", name=words()["nl"]["write"])).to_be_visible()
    assert not sanne.chat.blocked


async def test_a_file_from_the_person(page: Page, url: str, sanne: Person) -> None:
    """A chosen file arrives as a document, with its name."""
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.locator("#file").set_input_files(
        {"name": "rooster.ics", "mimeType": "text/calendar", "buffer": b"BEGIN:VCALENDAR"}
    )
    await expect(page.locator(".file-name")).to_have_text("rooster.ics")
    assert sanne.messages[-1].document == b"BEGIN:VCALENDAR"


async def test_reacting(page: Page, url: str, bot: telegram.Bot, sanne: Person) -> None:
    """A person's reaction shows on the message."""
    await bot.send_message(sanne.id, "Je coach heeft het gelezen")
    await opens(page, f"{url}/phone/{sanne.id}")
    bubble = page.locator(".theirs")
    await bubble.hover()
    await bubble.get_by_role("button", name=words()["nl"]["more"]).click()
    await bubble.get_by_role("button", name="👍").click()
    await expect(bubble.locator(".reaction")).to_contain_text("👍")
    assert [one.emoji for one in sanne.messages[-1].reactions] == ["👍"]


async def test_the_stage(page: Page, url: str, stage: HandStage, sanne: Person) -> None:
    """The clock moves, what was held back is shown with its reason, and the dashboard is linked."""
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name=words()["nl"]["stage"]).click()
    await expect(page.locator("#time")).to_have_text("10:00")
    await page.get_by_role("button", name=words()["nl"]["next_nudge"]).click()
    await expect(page.locator("#time")).to_have_text("11:00")
    assert stage.steps == ["next_nudge"]
    await expect(page.locator("#held")).to_contain_text("Sanne loopt")
    await expect(page.locator("#held")).to_contain_text("12:00")
    await expect(page.locator("#dashboard")).to_have_attribute("href", "http://127.0.0.1:9/coach")


async def test_a_second_runner(page: Page, url: str, bot: telegram.Bot, standin: Standin) -> None:
    """What the bot writes to somebody else counts as new on that phone."""
    sanne, kees = standin.person("Sanne"), standin.person("Kees")
    sanne.starts()
    kees.starts()
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name=words()["nl"]["stage"]).click()
    await bot.send_message(kees.id, "Dag Kees")
    await expect(
        page.locator("#people .person", has_text="Kees").locator(".badge")
    ).to_contain_text("1")
    await page.locator("#people .person", has_text="Kees").click()
    await expect(page.locator(".theirs .text")).to_have_text("Dag Kees")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_axe_finds_nothing(
    page: Page, url: str, bot: telegram.Bot, sanne: Person, width: int, scheme: str
) -> None:
    """List, fresh chat, full chat, drawer and stage have no violation, light and dark."""
    said = sanne.says("/checkin graag")
    await bot.send_message(
        sanne.id,
        "<b>Dag</b> <a href='https://example.org'>lees</a> <blockquote>rustig</blockquote>",
        "HTML",
        reply_markup=FORM,
        disable_notification=True,
        reply_to_message_id=said.id,
    )
    await bot.set_message_reaction(sanne.id, said.id, "❤")
    await bot.send_document(sanne.id, b"a", filename="a.csv")
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await opens(page, f"{url}/phone")
    assert await violations(page) == []
    await opens(page, f"{url}/phone/{sanne.id}")
    await page.get_by_role("button", name=words()["nl"]["attach"]).click()
    assert await violations(page) == []
    if width < 900:
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name=words()["nl"]["stage"]).click()
        assert await violations(page) == []


async def test_nothing_is_wider_than_the_phone(
    page: Page, url: str, bot: telegram.Bot, sanne: Person
) -> None:
    """At 360 pixels nothing scrolls sideways, with a long word and a wide keyboard."""
    row = [InlineKeyboardButton(str(n), callback_data=str(n)) for n in range(1, 6)]
    await bot.send_message(sanne.id, "w" * 300, reply_markup=InlineKeyboardMarkup([row]))
    await opens(page, f"{url}/phone/{sanne.id}")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate("document.getElementById('log').scrollWidth <= 360")


async def test_the_language_can_be_changed(page: Page, url: str, sanne: Person) -> None:
    """A Dutch person's page can be read in English."""
    await opens(page, f"{url}/phone/{sanne.id}?lang=en")
    await expect(page.get_by_role("textbox", name=words()["en"]["write"])).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "en"
