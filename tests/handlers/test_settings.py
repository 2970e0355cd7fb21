"""Settings: one message, edited in place."""

from datetime import datetime, time

import pytest

from bot.domain.planning import Moment, MomentKind, When
from bot.domain.runner import Runner, Sharing
from bot.ids import new_id
from bot.places import zone_at
from bot.telegram.reply import Reply
from bot.usecases import pausing
from bot.usecases.ports import Database, UnitOfWork
from handlers.conversation import Known
from handlers.settings import Settings, zone_named
from tests.steps import DOOR, LIBRARY, WORDS, Chat

PLANNED: list[str] = []


def replan(_uow: UnitOfWork, runner: Runner, _now: datetime) -> None:
    """Note for whom nudges are planned anew; the planning itself has its own tests."""
    PLANNED.append(runner.timezone)


def pause(_uow: UnitOfWork, known: Known, _now: datetime) -> list[Reply]:
    """Stand where the pause will be."""
    return [Reply(known.chat, "pause")]


@pytest.fixture
async def sanne(database: Database) -> Chat:
    """Return the chat of a runner who is enrolled."""
    PLANNED.clear()
    settings = Settings(DOOR, WORDS, replan, pause, LIBRARY.cities, zone_at)
    person = Chat(database, 31, [settings.conversation()])
    await person.enrols()
    return person


async def test_the_language_changes_at_once(sanne: Chat) -> None:
    """The same message goes on in the other language, and it stays so."""
    await sanne.types("settings")
    await sanne.taps("Taal")
    (message,) = await sanne.taps("English")
    assert message.text.startswith("Settings")
    assert (await sanne.runner()).language == "en"


@pytest.mark.parametrize("typed", ["English", "engels"])
async def test_a_language_may_be_typed(sanne: Chat, typed: str) -> None:
    """By its name in whatever language, with the answer below; what is none goes its way."""
    await sanne.types("settings")
    await sanne.taps("Taal")
    assert await sanne.writes("zeven") is None
    came = await sanne.writes(typed)
    assert came is not None
    assert came[0].text.startswith("Settings")
    assert (await sanne.runner()).language == "en"


async def test_a_pause_is_told(sanne: Chat) -> None:
    """Who pauses is not told that the nudges come."""
    runner = await sanne.runner()
    await sanne.asks(lambda uow: pausing.pause(uow, runner, 7, sanne.now))
    [message] = await sanne.types("settings")
    assert "Seintjes: pauze tot zaterdag 28 november." in message.text


async def test_every_language_there_is_can_be_chosen(sanne: Chat) -> None:
    """The screen lists the languages of `content/locales`, and no others."""
    await sanne.types("settings")
    (message,) = await sanne.taps("Taal")
    data = {button.rpartition(":")[2] for button in message.buttons.values()}
    assert data == {*WORDS.languages, "home"}


async def test_settings_are_one_message(sanne: Chat) -> None:
    """Three changes leave one message on the screen."""
    await sanne.types("settings")
    await sanne.taps("voelt geforceerd")
    await sanne.taps("Seintjes uitzetten")
    await sanne.taps("Zinnen delen")
    assert len(sanne.screen) == 1


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Lissabon", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("Parijs", "Europe/Paris"),
        ("AMSTERDAM!", "Europe/Amsterdam"),
    ],
)
async def test_a_typed_city_sets_the_zone(sanne: Chat, typed: str, zone: str) -> None:
    """`/instellingen Lissabon`: the city in one's own language, in English, or the zone itself."""
    await sanne.types("settings", typed)
    assert (await sanne.runner()).timezone == zone


@pytest.mark.parametrize("typed", ["Nergenshuizen", "Etc/GMT+1", "../../etc/passwd", "Europe", "?"])
async def test_an_unknown_place_changes_nothing(sanne: Chat, typed: str) -> None:
    """The screen says so and offers cities."""
    (message,) = await sanne.types("settings", typed)
    assert "Die plaats ken ik niet" in message.text
    assert "✓ Amsterdam" in message.buttons
    assert (await sanne.runner()).timezone == "Europe/Amsterdam"


async def test_another_zone_plans_the_nudges_anew(sanne: Chat) -> None:
    """Moments keep their wall-clock time, so what is due moves."""
    await sanne.types("settings")
    await sanne.taps("Tijdzone")
    (message,) = await sanne.taps("Paramaribo")
    assert PLANNED == ["America/Paramaribo"]
    assert "Paramaribo, het is daar nu 08:03" in message.text


async def test_a_forged_zone_changes_nothing(sanne: Chat) -> None:
    """A tap with a zone that is none shows the settings as they are."""
    await sanne.taps_data("v1:settings:zone:Mars/Olympus")
    assert (await sanne.runner()).timezone == "Europe/Amsterdam"
    assert not PLANNED


@pytest.mark.parametrize(
    ("label", "sharing"),
    [
        ("Altijd delen met mijn coach", Sharing.ALWAYS),
        ("Altijd alleen voor mij", Sharing.NEVER),
    ],
)
async def test_sharing_is_set_and_shown(sanne: Chat, label: str, sharing: Sharing) -> None:
    """What happens to a new sentence is one tap, and the screen marks it."""
    await sanne.types("settings")
    await sanne.taps("Zinnen delen")
    await sanne.taps(label)
    assert (await sanne.runner()).sharing is sharing
    (message,) = await sanne.taps("Zinnen delen")
    assert f"✓ {label}" in message.buttons


async def test_breath_goes_on_and_off(sanne: Chat) -> None:
    """What feels forced is kept, and taken back by the same button."""
    await sanne.types("settings")
    await sanne.taps("voelt geforceerd")
    assert (await sanne.runner()).forced_breath
    await sanne.taps("voelt weer goed")
    assert not (await sanne.runner()).forced_breath


async def test_nudges_off_and_on(sanne: Chat) -> None:
    """Off is kept; on plans anew."""
    await sanne.types("settings")
    await sanne.taps("Seintjes uitzetten")
    assert (await sanne.runner()).nudges_off
    assert not PLANNED
    await sanne.taps("Seintjes aanzetten")
    assert not (await sanne.runner()).nudges_off
    assert PLANNED == ["Europe/Amsterdam"]


async def test_moments_outlive_nudges_that_are_off(sanne: Chat) -> None:
    """Turning nudges off removes no planned moment."""
    runner, now = await sanne.runner(), sanne.now
    ten = time(10)
    moment = Moment(new_id(now), runner.id, MomentKind.FIXED, When.AT, ten, ten, frozenset({1}))
    await sanne.asks(lambda uow: uow.planning.add_moment(moment, now))
    await sanne.types("settings")
    await sanne.taps("Seintjes uitzetten")
    assert len(await sanne.asks(lambda uow: uow.planning.moments(runner.id))) == 1


async def test_the_card_learns_and_recalls_only_as_long_as_one_likes(sanne: Chat) -> None:
    """No look at earlier runs, no own sentences on the card: one tap each, and one back."""
    await sanne.types("settings")
    await sanne.taps("Kijk niet naar eerdere keren")
    await sanne.taps("Geen eigen zinnen op de kaart")
    runner = await sanne.runner()
    assert (runner.learning, runner.own_words) == (False, False)
    await sanne.taps("Kijk ook naar eerdere keren")
    await sanne.taps("Eigen zinnen op de kaart")
    runner = await sanne.runner()
    assert (runner.learning, runner.own_words) == (True, True)


async def test_the_rest_is_reached_from_here(sanne: Chat) -> None:
    """Privacy, coach, pause and erasing have a button."""
    (message,) = await sanne.types("settings")
    assert message.buttons["Privacy"] == "v1:privacy:show"
    assert message.buttons["Mijn coach"] == "v1:coach:show"
    assert message.buttons["Alles wissen"] == "v1:privacy:erase"
    (paused,) = await sanne.taps("Pauze")
    assert paused.text == "pause"


@pytest.mark.parametrize("language", sorted(WORDS.languages))
def test_each_offered_city_is_a_zone(language: str) -> None:
    """The cities that a language offers are zones, and their names are understood when typed."""
    say = WORDS.of(language)
    for zone in say.listed("settings-zones"):
        assert zone_named(say.city(zone), say, LIBRARY.cities) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Utrecht", "Europe/Amsterdam"),
        ("gent", "Europe/Brussels"),
        ("San Francisco", "America/Los_Angeles"),
    ],
)
def test_cities_without_a_zone_of_their_own(typed: str, zone: str) -> None:
    """Where people live is seldom what a zone is named after."""
    assert zone_named(typed, WORDS.of("nl"), LIBRARY.cities) == zone


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ((52.09, 5.12), "Europe/Amsterdam"),
        ((-31.55, 159.08), "Australia/Lord_Howe"),
        ((0.0, -30.0), None),
    ],
)
def test_a_place_has_a_zone(place: tuple[float, float], zone: str | None) -> None:
    """Latitude and longitude, in this order; at sea there is none to live in."""
    assert zone_at(*place) == zone
