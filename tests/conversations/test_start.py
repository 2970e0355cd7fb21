"""The start: consent, safety, where you stand, in which language."""

from bot.usecases.ports import UnitOfWork
from tests.conversations.town import Town, house
from tests.people import Coach, Runner

ABOUT_PEOPLE = ("runners", "consents", "runs", "sentences", "moments", "nudges", "coachings")


async def test_nothing_is_stored_before_consent(town: Town, sanne: Runner) -> None:
    """*Niets hiervan*: no row about this person lies anywhere, and no word of his is kept."""
    await sanne.says("Ik ben moe en gespannen")
    await sanne.taps("Niets hiervan")
    sanne.sees("Ik heb niets bewaard")
    assert {table: town.rows(table) for table in ABOUT_PEOPLE} == dict.fromkeys(ABOUT_PEOPLE, 0)
    assert town.rows("inbox", "body IS NOT NULL") == 0
    assert town.rows("outbox", "payload IS NOT NULL") == 0


async def test_who_says_nothing_may_change_his_mind(sanne: Runner) -> None:
    """After *Niets hiervan* `/start` begins as if it were the first time."""
    await sanne.says("/start")
    await sanne.taps("Niets hiervan")
    await sanne.says("/start")
    assert "Ik ben 16+ en ga akkoord" in sanne.buttons


async def test_typing_before_consent_keeps_the_invitation(
    town: Town, sanne: Runner, coach: Coach
) -> None:
    """A short line points at the buttons; tapped then, they still know who invited her."""
    await sanne.says(f"/start {await coach.invites()}")
    for text in ("ja ik ga akkoord", "ik ben moe"):
        await sanne.says(text)
        assert [one.text for one in sanne.news] == [sanne.say("start-tap-first")]
    await sanne.taps("Ik ben 16+ en ga akkoord")
    assert town.rows("tokens", "used_by IS NOT NULL") == 1


async def test_after_niets_hiervan_a_text_asks_anew(sanne: Runner) -> None:
    """There is no button above any more."""
    await sanne.says("/start")
    await sanne.taps("Niets hiervan")
    await sanne.says("toch wel")
    assert "Ik ben 16+ en ga akkoord" in sanne.buttons


async def test_a_command_before_consent_asks_consent_first(sanne: Runner) -> None:
    """Whatever somebody begins with, consent comes first."""
    await sanne.says("/checkin")
    sanne.sees("ik ben Lichter")


async def test_privacy_can_be_read_before_consent(sanne: Runner) -> None:
    """The consent screen points to /privacy, which works for whoever is unknown."""
    await sanne.says("/start")
    await sanne.says("/privacy")
    sanne.sees("Wat ik bewaar, en waarom")


async def test_talk_first_walks_and_breathes(sanne: Runner) -> None:
    """With a complaint there is advice to ask a doctor; walking stays open, running does not."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord", "Een of meer")
    sanne.sees("Bespreek eerst met je huisarts")
    await sanne.taps("Eerst wandelen en ademen", "Ik begin (weer)")
    await sanne.checks_in()
    sanne.sees("Wandeling", sanne.say("reason-guard-talk-first"))
    assert "Ik ga lopen" not in sanne.buttons


async def test_discussed_opens_running_at_once(sanne: Runner) -> None:
    """*Besproken* at the start leads on, and the card is a run of twelve minutes."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord", "Een of meer", "Besproken", "Ik begin (weer)")
    await sanne.checks_in()
    sanne.sees("12 minuten")
    assert "Ik ga lopen" in sanne.buttons


async def test_discussed_later_is_in_the_settings(sanne: Runner) -> None:
    """The card says where to tell that the doctor agrees; there it is, and running opens."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord", "Een of meer", "Eerst wandelen en ademen")
    await sanne.taps("Ik begin (weer)")
    await sanne.checks_in()
    sanne.sees("/instellingen")
    await sanne.says("/instellingen")
    await sanne.taps("Besproken, ik mag rustig lopen", "Gewoon")
    sanne.sees("12 minuten")
    assert "Ik ga lopen" in sanne.buttons


async def test_typed_where_you_stand_counts_as_a_tap(sanne: Runner) -> None:
    """A typed answer leads straight to the first question, as the tap does."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord", "Geen van deze")
    await sanne.says("ik begin weer")
    sanne.sees("Hoe gespannen ben je nu?")


async def test_what_follows_typed_words_stands_below_them(sanne: Runner) -> None:
    """The next question is a new message, and the answered one has no buttons any more."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord")
    typed = await sanne.says("geen")
    messages = sanne.person.chat.messages
    asked = [one for one in messages if one.text == sanne.say("safety-ask")]
    assert [one.all_buttons for one in asked] == [()]
    assert messages[-1].text == sanne.say("start-standing-ask")
    assert messages[-2] == typed


async def test_the_first_screen_in_another_language(sanne: Runner) -> None:
    """The language can be changed before anything is agreed to, and goes with the runner."""
    await sanne.says("/start")
    await sanne.taps("English")
    sanne.sees("Hello Sanne")
    english = house().words.of("en")
    await sanne.taps(english("start-agree"))
    sanne.sees("First this")


async def test_german_gets_the_fallback(town: Town) -> None:
    """A language that is not there: the default one, and no error."""
    uwe = await town.runner("Uwe Erfunden", "de")
    await uwe.says("/start")
    uwe.sees("ik ben Lichter")
    assert "English" in uwe.buttons


async def test_start_in_the_middle_goes_on(sanne: Runner) -> None:
    """`/start` half-way shows the open screen again, at the bottom."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord")
    await sanne.says("/start")
    sanne.sees("Eerst dit.")
    await sanne.taps("Geen van deze")
    sanne.sees("Waar sta je nu?")


async def test_agreeing_twice_makes_one_runner(town: Town, sanne: Runner) -> None:
    """A double tap on the consent is one runner and one consent."""
    await sanne.says("/start")
    await sanne.taps_twice("Ik ben 16+ en ga akkoord")
    assert (town.rows("runners"), town.rows("consents")) == (1, 1)


async def test_an_invitation_works_once(town: Town, coach: Coach, sanne: Runner) -> None:
    """The second who follows the same link is told so, and may begin alone."""
    invite = await coach.invites()
    await sanne.joins(invite=invite)
    other = await town.runner("Bas Verzonnen")
    await other.says(f"/start {invite}")
    other.sees("niet meer geldig")
    await other.taps("Ik ben 16+ en ga akkoord")
    other.sees("Eerst dit.")


async def test_an_invitation_expires(town: Town, coach: Coach, sanne: Runner) -> None:
    """After eight days the link is over, in kind words."""
    invite = await coach.invites()
    await town.later(hours=8 * 24)
    await sanne.says(f"/start {invite}")
    sanne.sees("Deze uitnodiging is niet meer geldig")


async def test_a_forged_link_is_answered_kindly(sanne: Runner) -> None:
    """Whatever stands behind `?start=`, there is an answer and no error."""
    for payload in ("x" * 22, "onzin", "coach-onzin", "' OR 1=1", "🏃" * 10):
        await sanne.says(f"/start {payload}")
        assert sanne.news, payload


def is_blocked(uow: UnitOfWork, chat: int) -> bool:
    """Return whether the bot knows that it was blocked."""
    runner = uow.runners.by_chat(chat)
    return runner is not None and runner.blocked_at is not None


async def test_block_and_return(town: Town, sanne: Runner) -> None:
    """Who blocks the bot is left alone; who returns goes on where he was."""
    await sanne.joins()
    await sanne.does(sanne.person.blocks)
    assert await town.reads(lambda uow: is_blocked(uow, sanne.chat))
    await sanne.does(sanne.person.unblocks)
    await sanne.says("/start")
    sanne.sees("Hoe gespannen ben je nu?")
    assert not await town.reads(lambda uow: is_blocked(uow, sanne.chat))


async def test_what_is_not_understood_at_the_start_is_told_so(sanne: Runner) -> None:
    """The question stands there again, and answers."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord")
    await sanne.says("kan ik ook in het bos")
    sanne.sees("Dat begreep ik niet")
    sanne.sees("Heb je klachten aan je hart")
    await sanne.taps("Geen van deze")
    sanne.sees("Waar sta je nu?")


async def test_typed_none_of_these_counts_as_a_tap(sanne: Runner) -> None:
    """On the safety screen *nee* is *Geen van deze*."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord")
    await sanne.says("Nee")
    sanne.sees("Waar sta je nu?")


async def test_typed_some_of_these_counts_as_a_tap(sanne: Runner) -> None:
    """On the safety screen *ja* is *Een of meer*: first the doctor."""
    await sanne.says("/start")
    await sanne.taps("Ik ben 16+ en ga akkoord")
    await sanne.says("ja")
    sanne.sees("Bespreek eerst met je huisarts")
