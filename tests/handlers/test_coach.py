"""The coach in Telegram, and the runner's side of it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.assembly.files import Files
from bot.usecases import coaching, messaging, signing_in
from bot.usecases.coaching import Invited
from bot.usecases.ports import Coach, Database
from bot.usecases.tokens import token_hash
from handlers import coach_screens as screens
from handlers.coach import CoachRoom
from handlers.coach_screens import invitation
from handlers.conversation import Known
from handlers.start import ACTIVATION
from tests.steps import DOOR, NOON, Chat, a_coach

SANNE, LISA, HENK = 11, 12, 13
MACHINE = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
ROOM = CoachRoom(DOOR, "https://t.me/lichter_test_bot", "http://127.0.0.1:8000", lambda: MACHINE)


def chat(database: Database, number: int) -> Chat:
    """Return somebody's chat with the coach room."""
    return Chat(database, number, [ROOM.conversation()])


@pytest.fixture
def lisa(database: Database) -> Chat:
    """Return the chat of a coach."""
    return chat(database, LISA)


@pytest.fixture
def sanne(database: Database) -> Chat:
    """Return the chat of a runner."""
    return chat(database, SANNE)


async def invited(lisa: Chat) -> str:
    """Let the coach make an invitation; returns its token."""
    messages = await lisa.types("invite")
    return messages[-1].text.partition("?start=")[2]


async def follows(runner: Chat, token: str) -> None:
    """Open an invitation link."""
    await runner.does(DOOR.anybody(ROOM.invited), await runner.starts(token))


async def shares(lisa: Chat, sanne: Chat) -> None:
    """Make Lisa a coach with whom Sanne shares."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    await follows(sanne, await invited(lisa))
    await sanne.taps("Ja, delen")


async def test_an_activation_link_gives_the_coach_this_chat(lisa: Chat) -> None:
    """`/start coach-<token>` makes the account work in this chat."""
    _, token = await lisa.asks(
        lambda uow: coaching.add_coach(uow, "Lisa", "nl", "Europe/Amsterdam", NOON)
    )
    await lisa.does(DOOR.anybody(ROOM.activate), await lisa.starts(f"{ACTIVATION}{token}"))
    assert lisa.sees("Welkom, Lisa")
    coach = await lisa.asks(lambda uow: uow.coaches.by_chat(LISA))
    assert coach is not None


async def test_an_activation_link_works_once(lisa: Chat, sanne: Chat) -> None:
    """A second person with the same link gets a kind sentence and no account."""
    _, token = await lisa.asks(
        lambda uow: coaching.add_coach(uow, "Lisa", "nl", "Europe/Amsterdam", NOON)
    )
    for person in (lisa, sanne):
        await person.does(DOOR.anybody(ROOM.activate), await person.starts(f"{ACTIVATION}{token}"))
    assert sanne.sees("Deze link werkt niet meer")
    assert await sanne.asks(lambda uow: uow.coaches.by_chat(SANNE)) is None


async def test_who_is_coach_already_stays_that_coach(lisa: Chat) -> None:
    """Another activation link, opened in his chat, is told so and stays good for whom it is for."""
    await a_coach(lisa.database, "Lisa", LISA)
    _, token = await lisa.asks(
        lambda uow: coaching.add_coach(uow, "Kim", "nl", "Europe/Amsterdam", NOON)
    )
    await lisa.does(DOOR.anybody(ROOM.activate), await lisa.starts(f"{ACTIVATION}{token}"))
    assert lisa.sees("Je bent hier al coach, Lisa.")
    assert await lisa.asks(lambda uow: uow.coaches.activate(token_hash(token), HENK, NOON))


async def test_who_is_not_enrolled_is_asked_that_first(sanne: Chat) -> None:
    """There is nothing of his to share or show yet."""
    (asked,) = await sanne.types("coach")
    (again,) = await sanne.does(DOOR.anybody(ROOM.invited), await sanne.starts("made-up"))
    assert asked.text == again.text
    assert "English" in asked.buttons


async def test_an_invitation_is_a_deep_link_of_its_own_message(lisa: Chat) -> None:
    """The link to pass on stands alone, and has 128 random bits."""
    await a_coach(lisa.database, "Lisa", LISA)
    about, link = await lisa.types("invite")
    assert "zaterdag 28 november" in about.text
    assert re.fullmatch(r"https://t\.me/lichter_test_bot\?start=[\w-]{22}", link.text)


async def test_the_link_comes_with_its_picture(lisa: Chat) -> None:
    """The picture is made of the message's own words: a readable column never holds the link."""
    await a_coach(lisa.database, "Lisa", LISA)
    _, link = await lisa.types("invite")
    assert link.attachment == "qr"
    made = await Files(DOOR.words).recipes()["qr"](link.text, lisa.database)
    assert made is not None
    assert (made.method, made.content[:4]) == ("sendPhoto", b"\x89PNG")


async def test_an_overview_counts_and_says_nothing_else(lisa: Chat, sanne: Chat) -> None:
    """How much is new, and a link; neither a name nor a word of it."""
    await shares(lisa, sanne)
    (answer,) = await lisa.types("overview")
    assert answer.text == "Er is niets nieuws."
    await sanne.ran("Mijn schouders zakten.", shared=True)
    runner = await sanne.runner()
    await sanne.asks(lambda uow: messaging.answer(uow, runner, "Hoi", NOON))
    (answer,) = await lisa.types("overview")
    assert answer.text == "1 nieuwe samenvatting, 1 bericht."
    assert answer.buttons["Open mijn overzicht"].startswith("http://127.0.0.1:8000/in/")


async def test_an_overview_is_for_coaches(sanne: Chat) -> None:
    """A runner who types it learns where his own sentences are."""
    await sanne.enrols()
    (answer,) = await sanne.types("overview")
    assert answer.text.startswith("Het overzicht is er voor coaches")


@pytest.mark.parametrize(
    ("away_until", "said"),
    [
        (None, "Antwoord komt meestal binnen 3 dagen. Niet voor nood."),
        (date(2026, 11, 25), "Afwezig tot en met dinsdag 24 november. Niet voor nood."),
    ],
)
async def test_who_is_invited_reads_when_answers_come(
    lisa: Chat, sanne: Chat, away_until: date | None, said: str
) -> None:
    """Before the yes, and afterwards in `/coach`: what the coach set himself."""
    coach = await a_coach(lisa.database, "Lisa", LISA)
    coach = replace(coach, replies_within=3, away_until=away_until)
    await lisa.asks(lambda uow: uow.coaches.save(coach))
    await sanne.enrols()
    await follows(sanne, await invited(lisa))
    assert sanne.sees(said)
    await sanne.taps("Ja, delen")
    (mine,) = await sanne.types("coach")
    assert said in mine.text


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_an_invitation_stays_short(language: str) -> None:
    """With two long names, and an earlier coach, it has no more than 70 words."""
    earlier = Coach("a", "Anna Maria de Verzonnen", language, "Europe/Amsterdam")
    coach = replace(earlier, id="b", away_until=date(2026, 12, 25))
    asked = screens.asked(1, Invited(coach, earlier), DOOR.words.of(language), NOON)
    assert len(asked.text.split()) <= 70


async def test_who_is_no_coach_cannot_invite(sanne: Chat) -> None:
    """A runner who types the command of a coach gets a kind answer and no link."""
    await sanne.enrols()
    (answer,) = await sanne.types("invite")
    assert answer.text.startswith("Uitnodigen is iets voor coaches")
    assert "start=" not in answer.text


async def test_the_dashboard_link_signs_in_by_machine_time(lisa: Chat) -> None:
    """The button opens `/in/<token>`; the link lives by the machine's time, not by people's."""
    coach = await a_coach(lisa.database, "Lisa", LISA)
    (message,) = await lisa.types("dashboard")
    url = message.buttons["Open mijn overzicht"]
    assert url.startswith("http://127.0.0.1:8000/in/")
    token = url.rpartition("/")[2]
    late = MACHINE + timedelta(minutes=11)
    assert not await lisa.asks(lambda uow: signing_in.link_opens(uow, token, late))
    found = await lisa.asks(
        lambda uow: signing_in.sign_in(uow, token, trusted=False, machine_now=MACHINE)
    )
    assert found is not None
    assert found.signed_in.coach.id == coach.id


async def test_a_link_that_no_button_can_hold_stands_in_the_text(lisa: Chat) -> None:
    """Telegram refuses buttons to a host without a dot."""
    await a_coach(lisa.database, "Lisa", LISA)
    room = CoachRoom(DOOR, ROOM.bot_link, "http://localhost:8000/", lambda: MACHINE)
    lisa.conversations = [room.conversation()]
    (message,) = await lisa.types("dashboard")
    assert "http://localhost:8000/in/" in message.text
    assert not message.buttons


async def test_before_a_yes_the_coach_sees_nobody(lisa: Chat, sanne: Chat) -> None:
    """Following the invitation alone shares nothing."""
    coach = await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    await follows(sanne, await invited(lisa))
    assert sanne.sees("Lisa wil graag met je meelezen")
    assert not await sanne.asks(lambda uow: uow.coaches.runner_ids(coach.id))


async def test_a_yes_shares_with_who_invited(lisa: Chat, sanne: Chat) -> None:
    """*Ja, delen*: from here on this coach has this runner."""
    await shares(lisa, sanne)
    assert sanne.sees("Afgesproken: Lisa leest mee")
    coach = await lisa.asks(lambda uow: uow.coaches.by_chat(LISA))
    assert coach is not None
    runner = await sanne.runner()
    assert list(await lisa.asks(lambda uow: uow.coaches.runner_ids(coach.id))) == [runner.id]


async def test_a_no_is_final_for_this_invitation(lisa: Chat, sanne: Chat) -> None:
    """After *Nee* the same link asks nothing any more."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    token = await invited(lisa)
    await follows(sanne, token)
    await sanne.taps("Nee, niet delen")
    await follows(sanne, token)
    assert sanne.sees("niet meer geldig")
    assert not sanne.sees("Afgesproken")


@pytest.mark.parametrize("said", ["ja", "Nee."])
async def test_a_bare_yes_or_no_shares_nothing_yet(lisa: Chat, sanne: Chat, said: str) -> None:
    """It is asked back whether it was about the coach, and a tap or the whole label decides."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    await follows(sanne, await invited(lisa))
    *moved, meant = await sanne.writes(said) or []
    assert meant.text.startswith("Bedoel je of Lisa mag meelezen?")
    assert [one.buttons for one in moved] == [{}]
    runner = await sanne.runner()
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is None
    await sanne.writes("Ja, delen")
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is not None


async def test_following_twice_asks_again(lisa: Chat, sanne: Chat) -> None:
    """Somebody who opens the link again before answering is asked again, in a new message."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    token = await invited(lisa)
    await follows(sanne, token)
    await follows(sanne, token)
    asked = [m for m in sanne.screen.values() if "Ja, delen" in m.buttons]
    assert len(asked) == 2


async def test_a_used_invitation_lets_nobody_else_in(lisa: Chat, sanne: Chat) -> None:
    """One link is for one runner."""
    await shares(lisa, sanne)
    henk = chat(lisa.database, HENK)
    await henk.enrols()
    token = await invited(lisa)
    await follows(sanne, token)  # shares already: not used up
    await follows(henk, token)
    assert sanne.sees("Je deelt al met Lisa")
    assert henk.sees("Lisa wil graag met je meelezen")
    third = chat(lisa.database, 14)
    await third.enrols()
    await follows(third, token)
    assert third.sees("niet meer geldig")


async def test_an_invitation_expires(lisa: Chat, sanne: Chat) -> None:
    """After seven days the link says so kindly."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    token = await invited(lisa)
    sanne.now += timedelta(days=8)
    await follows(sanne, token)
    assert sanne.sees("niet meer geldig")


async def test_a_coach_who_follows_his_own_link_keeps_it(lisa: Chat, sanne: Chat) -> None:
    """Trying the link oneself does not use it up."""
    await a_coach(lisa.database, "Lisa", LISA)
    await lisa.enrols()
    token = await invited(lisa)
    await follows(lisa, token)
    assert lisa.sees("je eigen uitnodiging")
    await sanne.enrols()
    await follows(sanne, token)
    assert sanne.sees("Lisa wil graag met je meelezen")


async def test_a_yes_offers_the_sentence_that_was_just_written(lisa: Chat, sanne: Chat) -> None:
    """A sentence from before the yes stays private until its own tap."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    run = await sanne.ran("Mijn schouders zijn los.")
    await follows(sanne, await invited(lisa))
    replies = await sanne.taps("Ja, delen")
    assert set(replies[-1].buttons) == {"Delen", "Alleen voor mij"}
    sentence = await sanne.asks(lambda uow: uow.runs.sentence(run.id))
    assert sentence is not None
    assert sentence.shared is None


async def test_the_invitation_can_stand_under_a_sentence(lisa: Chat, sanne: Chat) -> None:
    """`invitation` is the question while it waits, and nothing after the answer."""
    await a_coach(lisa.database, "Lisa", LISA)
    await sanne.enrols()
    runner, incoming = await sanne.runner(), await sanne.starts("")
    known = Known(incoming, DOOR.words.of("nl"), runner)
    assert await sanne.asks(lambda uow: invitation(uow, known, NOON)) is None
    await follows(sanne, await invited(lisa))
    waiting = await sanne.asks(lambda uow: invitation(uow, known, NOON))
    assert waiting is not None
    assert "Lisa" in waiting.text


async def test_stopping_asks_once_and_works_at_once(lisa: Chat, sanne: Chat) -> None:
    """After *Ja, stop* the coach has this runner no more."""
    await shares(lisa, sanne)
    await sanne.types("coach")
    assert sanne.sees("Lisa is je coach. Je deelt sinds 21 nov 2026")
    await sanne.taps("Stop met delen")
    runner = await sanne.runner()
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is not None
    await sanne.taps("Ja, stop")
    assert await sanne.asks(lambda uow: uow.coaches.coaching_of(runner.id)) is None
    assert sanne.sees("Je coach ziet niets meer van je")
    (shown,) = await sanne.taps_data("v1:coach:stop")  # an old button
    assert shown.text.startswith("Je deelt met niemand.")


async def test_stopping_tells_the_coachs_page(lisa: Chat, sanne: Chat) -> None:
    """The open page of the coach is drawn anew when a runner stops sharing."""
    await shares(lisa, sanne)
    coach = await lisa.asks(lambda uow: uow.coaches.by_chat(LISA))
    assert coach is not None
    before = await lisa.asks(lambda uow: uow.coaches.version(coach.id))
    await sanne.types("coach")
    await sanne.taps("Stop met delen")
    await sanne.taps("Ja, stop")
    assert await lisa.asks(lambda uow: uow.coaches.version(coach.id)) > before


async def test_a_runner_reads_who_looked(lisa: Chat, sanne: Chat) -> None:
    """`/coach` says when the coach looked, in the runner's own time."""
    await shares(lisa, sanne)
    runner = await sanne.runner()
    coach = await lisa.asks(lambda uow: uow.coaches.by_chat(LISA))
    assert coach is not None
    await sanne.types("coach")
    assert sanne.sees("Er is nog niet gekeken")
    await lisa.asks(lambda uow: uow.coaches.looked(coach.id, runner.id, "runner", NOON))
    await sanne.types("coach")
    assert sanne.sees("Laatst gekeken: zaterdag 21 november 12:00")


async def test_another_coachs_yes_takes_the_place_of_the_first(lisa: Chat, sanne: Chat) -> None:
    """One runner shares with one coach: the question says so, and the first sees nothing more."""
    await shares(lisa, sanne)
    henk = chat(lisa.database, HENK)
    await a_coach(lisa.database, "Henk", HENK)
    await follows(sanne, await invited(henk))
    assert sanne.sees("Je deelt nu met Lisa; bij een ja stopt dat")
    first = await lisa.asks(lambda uow: uow.coaches.by_chat(LISA))
    assert first is not None
    before = await lisa.asks(lambda uow: uow.coaches.version(first.id))
    await sanne.taps("Ja, delen")
    assert await lisa.asks(lambda uow: uow.coaches.version(first.id)) > before
    assert not await lisa.asks(lambda uow: uow.coaches.runner_ids(first.id))


async def test_a_forged_yes_changes_nothing(sanne: Chat) -> None:
    """A yes without an invitation shares with nobody and says so."""
    await sanne.enrols()
    await sanne.taps_data("v1:coach:decide:yes")
    assert sanne.sees("Je deelt met niemand")


async def test_planned_moments_are_shared_by_a_tap_of_their_own(lisa: Chat, sanne: Chat) -> None:
    """They are the runner's own until a tap under /coach says otherwise, and after another."""
    await shares(lisa, sanne)
    (shown,) = await sanne.types("coach")
    assert "Wat je plant, ziet je coach niet." in shown.text
    for label, on in (("Deel ook wat ik plan", True), ("Deel niet meer wat ik plan", False)):
        await sanne.taps(label)
        assert (await sanne.runner()).shares_moments is on


async def test_planned_moments_end_with_the_sharing(lisa: Chat, sanne: Chat) -> None:
    """Who shares again chooses again; without a coach an old button does nothing."""
    await shares(lisa, sanne)
    await sanne.types("coach")
    await sanne.taps("Deel ook wat ik plan")
    await sanne.taps("Stop met delen")
    await sanne.taps("Ja, stop")
    assert not (await sanne.runner()).shares_moments
    await sanne.taps_data("v1:coach:moments:on")
    assert not (await sanne.runner()).shares_moments
