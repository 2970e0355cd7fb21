"""The coach's chat: nothing about health is ever said there, and an answer finds its runner."""

import re
from collections.abc import Iterator

from fluent.syntax import FluentParser, ast

from tests.conversations.town import COACH_CHAT, Town
from tests.people import Coach, Runner
from tests.project.places import ROOT

ANNA = "Anna Verzonnen"
SENTENCE = "Mijn hoofd werd stiller bij de vijver."
LETTER = "Zullen we het over mijn maandagen hebben?"
HEALTH = ("check_in", "card", "run", "red_flag", "patterns", "buildup", "progress", "diary")
"""Files of words that speak of how somebody is and what he did."""

SHORTEST = 7  # letters: what is shorter stands inside other words and in menus


def words_about_health() -> Iterator[str]:
    """Return every whole text and label about tension, need, form, complaint and pattern."""
    for name in HEALTH:
        file = ROOT / "content" / "locales" / "nl" / f"{name}.ftl"
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                match entry.value.elements:
                    case [ast.TextElement(value=text)] if len(text) >= SHORTEST:
                        yield text


def said_to(town: Town, chat: int) -> str:
    """Return all that the bot sent to a chat or edited there, words and captions and buttons."""
    sent = (one.params for one in town.standin.requests if one.params.get("chat_id") == chat)
    parts = ("text", "caption", "reply_markup")
    return "\n".join(str(params[part]) for params in sent for part in parts if part in params)


async def lives(town: Town, anna: Runner, coach: Coach) -> None:
    """Let a runner live through much of what there is, and a coach ask for all there is."""
    await anna.joins(invite=await coach.invites())
    await anna.checks_in(tension="9")
    await anna.goes()
    await town.later(minutes=30)
    await anna.comes_back(SENTENCE)
    await anna.taps("Ja, delen", "Delen", "3")
    await anna.taps(anna.say("reflection-talk-test-no"), "Klaar")
    await anna.taps(anna.say("reflection-pain-tendon"))
    await town.later(hours=8)
    await anna.says(LETTER)
    await anna.taps("Stuur het")
    await anna.says("ik wil niet meer leven")
    await anna.taps("Laat mijn coach weten dat het zwaar is")
    await coach.phone.says("/overzicht")
    await coach.phone.says("/dashboard")
    await town.on("2026-11-27 08:00")
    await coach.phone.says("/coach")


async def test_an_invitation_is_asked_again_below(town: Town) -> None:
    """Who types `/coach` while a coach waits for a yes has the question below what he typed."""
    coach = await town.coach()
    anna = await town.runner(ANNA)
    await anna.joins(invite=await coach.invites())
    await anna.checks_in(tension="9")
    await anna.goes()
    await anna.comes_back(SENTENCE)
    await anna.says("/coach")
    newest = anna.person.messages[-1]
    assert newest.from_bot
    assert "meelezen" in newest.text


async def test_help_names_what_works_here(coach: Coach) -> None:
    """Who is a coach and no runner reads of his own commands, and how to write a runner."""
    await coach.phone.says("/hulp")
    coach.phone.sees("/nood", "/uitnodigen", "Een loper schrijven?", "Wil je zelf lopen? /start")
    coach.phone.does_not_see("/gelopen")


async def test_no_word_about_health_is_said_in_a_coachs_chat(town: Town) -> None:
    """A message cannot be taken back after two days, so it names nothing: no sentence, no answer.

    No tension either: nine and three are told nowhere.
    """
    coach = await town.coach()
    await lives(town, await town.runner(ANNA), coach)
    said = said_to(town, COACH_CHAT)
    assert "nieuwe samenvatting" in said
    assert "vraagt je aandacht" in said
    for theirs in (SENTENCE, LETTER, "vijver", "maandag", "leven"):
        assert theirs.lower() not in said.lower()
    assert not re.search(r"\b[93]\b", said)
    told = [text for text in words_about_health() if text.lower() in said.lower()]
    assert told == []


async def test_an_answer_to_a_note_reaches_the_runner_after_a_tap(town: Town) -> None:
    """Telegram's own reply, one question, one tap however often: one message to her."""
    coach = await town.coach()
    anna = await town.runner(ANNA)
    await anna.joins(invite=await coach.invites())
    await anna.checks_in()
    await anna.goes()
    await town.later(minutes=30)
    await anna.comes_back(SENTENCE)
    await anna.taps("Ja, delen", "Delen", "3", "Klaar")
    await town.later(hours=2)
    note = next(one for one in coach.phone.person.messages if "nieuwe samenvatting" in one.text)
    await coach.phone.does(lambda: coach.phone.person.says("Bel je me?", reply_to=note.id))
    coach.phone.sees(f"Naar {ANNA}?")
    await coach.phone.taps_twice("Stuur")
    coach.phone.sees(f"Verstuurd naar {ANNA}.")
    await town.later(minutes=1)
    assert sum("Bel je me?" in text for text in anna.texts) == 1
