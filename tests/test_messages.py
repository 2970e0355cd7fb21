"""What is sent unasked: soundless, and nothing on it about how somebody is."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.planning import DueRow, Moment, MomentKind, When
from bot.domain.run import Run, RunState
from bot.domain.runner import Runner
from bot.messages import Messages, Spoken
from bot.telegram.reply import to_row
from bot.usecases.nudging import AskBack, NudgeOver, SendNudge
from bot.usecases.ports import HELD_BY_SILENCE, Coach, Kind, MessageKind
from bot.usecases.telling import CoachReacts, Digest, News, TellCoach
from tests.steps import NOON, WORDS

MESSAGES = Messages(WORDS, "https://lichter.example")
SANNE = Runner("0" * 26, 1, "Sanne", "nl", "Europe/Amsterdam")
NUDGE = DueRow("1" * 26, SANNE.id, "busy", NOON.date(), "m", NOON, NOON + timedelta(hours=2))
RUN = Run("2" * 26, SANNE.id, RunState.RUNNING, NOON.date(), NOON)
MILA = Coach("3" * 26, "Coach Mila", "nl", "Europe/Amsterdam", 9)
STRESS = ("stress", "spann", "gespann", "tens", "druk", "busy", "moe", "tired", "burn", "angst")


def before(starts: time) -> Moment:
    """Return a busy moment that begins at this local time; the nudge of it says of which day."""
    return Moment("m", SANNE.id, MomentKind.BUSY, When.BEFORE, starts, time(20), frozenset({0}))


TOMORROWS = replace(NUDGE, local_date=NUDGE.local_date + timedelta(days=1))
NUDGES = (
    SendNudge(SANNE, NUDGE, walk=False, goodbye=False),
    SendNudge(SANNE, NUDGE, walk=True, goodbye=False),
    SendNudge(SANNE, NUDGE, walk=False, goodbye=True),
    SendNudge(SANNE, replace(NUDGE, kind="later"), walk=False, goodbye=False),
    SendNudge(SANNE, NUDGE, walk=False, goodbye=False, moment=before(time(17))),
    SendNudge(SANNE, TOMORROWS, walk=False, goodbye=False, moment=before(time(9))),
)
ALL: tuple[Spoken, ...] = (
    *NUDGES,
    NudgeOver(SANNE, NUDGE),
    AskBack(SANNE, RUN, NOON + timedelta(hours=4)),
    TellCoach(MILA, 9, SANNE, NOON + timedelta(days=7)),
)


@pytest.mark.parametrize("outcome", ALL)
def test_nothing_unasked_makes_a_sound(outcome: Spoken) -> None:
    """Soundless by default, all of it."""
    assert MESSAGES.render(outcome).silent


@pytest.mark.parametrize("language", sorted(WORDS.languages))
@pytest.mark.parametrize("outcome", NUDGES)
def test_a_nudge_says_nothing_of_stress(outcome: SendNudge, language: str) -> None:
    """It shows on a locked screen, which others see."""
    reply = MESSAGES.render(replace(outcome, runner=replace(SANNE, language=language)))
    assert not [word for word in STRESS if word in f"{reply.title} {reply.text}".lower()]


def test_a_nudge_is_held_by_silence_and_runs_out() -> None:
    """It is a NUDGE, and is never sent after it no longer fits."""
    reply = MESSAGES.render(NUDGES[0])
    assert (reply.kind, reply.expires) == (Kind.NUDGE, NUDGE.fits_until)


def test_a_nudge_has_four_answers() -> None:
    """Check-in, later, not today, pause."""
    keyboard = MESSAGES.render(NUDGES[0]).keyboard
    verbs = [button.data.rsplit(":", maxsplit=1)[-1] for row in keyboard for button in row]
    assert verbs == ["checkin", "later", "no", "pause"]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 23, 13, tzinfo=UTC), "voor 14:00"),
        (datetime(2026, 11, 24, 8, tzinfo=UTC), "Morgen een rondje voor 09:00"),
    ],
)
def test_before_a_moment_it_says_which_day(moment: datetime, words: str) -> None:
    """Today, or the evening before: in the runner's own time."""
    due = moment - timedelta(hours=12 if moment.day == 24 else 2)
    local = moment.astimezone(ZoneInfo(SANNE.timezone))
    nudge, busy = replace(NUDGE, due_at=due, local_date=local.date()), before(local.time())
    reply = MESSAGES.render(SendNudge(SANNE, nudge, walk=False, goodbye=False, moment=busy))
    assert words in reply.text


def test_over_takes_the_buttons_off() -> None:
    """The message of the nudge itself is edited, and nothing can be tapped there any more."""
    sent, over = MESSAGES.render(NUDGES[0]), MESSAGES.render(NudgeOver(SANNE, NUDGE))
    assert (over.slot, over.keyboard) == (sent.slot, ())


def test_are_you_back_passes_silence_and_asks_three_things() -> None:
    """Yes, not yet, did not go."""
    reply = MESSAGES.render(AskBack(SANNE, RUN, NOON))
    verbs = [button.data.rsplit(":", maxsplit=1)[-1] for row in reply.keyboard for button in row]
    assert (reply.kind, verbs) == (Kind.ARE_YOU_BACK, ["back", "not_yet", "not_gone"])


def test_the_note_to_the_coach_holds_a_name_and_a_way() -> None:
    """First name, "new summary", a button to the page; nothing else."""
    reply = MESSAGES.render(TellCoach(MILA, 9, SANNE, NOON))
    assert reply.text == "Sanne: nieuwe samenvatting"
    assert reply.keyboard[0][0].url == f"https://lichter.example/runners/{SANNE.id}"


def test_an_address_that_no_button_takes_stands_in_the_text() -> None:
    """Telegram refuses a button to a host without a dot."""
    home = Messages(WORDS, "http://localhost:8080")
    reply = home.render(TellCoach(MILA, 9, SANNE, NOON))
    assert reply.keyboard == ()
    assert "http://localhost:8080/runners/" in reply.text


@pytest.mark.parametrize("language", sorted(WORDS.languages))
@pytest.mark.parametrize("wrote", [None, *MessageKind])
def test_no_two_notes_are_one_message(wrote: MessageKind | None, language: str) -> None:
    """Each is sent anew, and its slot tells of whom it speaks: an answer finds its way."""
    told = TellCoach(replace(MILA, language=language), 9, SANNE, NOON, wrote)
    first, second = MESSAGES.render(told), MESSAGES.render(told)
    assert first.slot is not None
    assert first.slot != second.slot
    assert first.slot.split(":")[:2] == ["note", SANNE.id]
    assert first.text.startswith("Sanne")


def test_a_digest_counts() -> None:
    """How many are new, and the way there; nobody's name."""
    said = MESSAGES.digest(Digest(MILA, 9, News(3, 1), NOON))
    assert said.text == "3 nieuwe samenvattingen, 1 bericht."
    assert (said.kind, said.silent, said.expires) == (Kind.DIGEST, True, NOON)
    assert said.keyboard[0][0].url == "https://lichter.example/"


def test_a_reaction_is_held_by_silence() -> None:
    """It is no text, and yet it comes from the coach."""
    said = MESSAGES.say(CoachReacts(SANNE, 12, "❤", NOON))
    row = to_row(said, NOON)
    assert row.kind in HELD_BY_SILENCE
    assert json.loads(row.payload) == {
        "message_id": 12,
        "reaction": [{"type": "emoji", "emoji": "❤"}],
    }
