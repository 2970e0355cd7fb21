"""What people said against what the database holds and what arrived: the whole account."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Row, text

from bot.demo.chats import Happening
from bot.domain.run import Run, RunState, Sentence
from bot.storage import engines
from bot.usecases.ports import Summary, UnitOfWork
from tests.crashes.crowd import Crowd
from tests.crashes.figures import Figures
from tests.crashes.walker import Walker

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Stored:
    """What the bot kept of one runner, read through its own storage."""

    runner_id: str
    answers: Mapping[str, Mapping[str, str]]
    finished: frozenset[str]
    by_hand: int
    sentences: Sequence[Sentence]
    seen: Mapping[str, Summary]  # what his coach sees
    buttons: frozenset[str]  # what must have stood on his phone, given what is kept


def _buttons(run: Run, *, told: bool) -> set[str]:
    """Return how the buttons begin that a run leads to; `told`: it has its sentence."""
    led_to = {
        f"v1:check_in:{run.id}:": run.card is not None or run.back_at is None,
        f"v1:run:{run.id}:back": run.started_at is not None,
        f"v1:reflection:{run.id}:done": told,
    }
    return {begin for begin, there in led_to.items() if there}


def stored(uow: UnitOfWork, chat: int) -> Stored | None:
    """Read what is kept of the runner of this chat."""
    runner = uow.runners.by_chat(chat)
    if runner is None:
        return None
    runs = uow.runs.latest(runner.id, MANY)
    coaching = uow.coaches.coaching_of(runner.id)
    told = {one.run_id for one in uow.runs.sentences(runner.id, MANY)}
    page = None if coaching is None else uow.views.runner(coaching.coach_id, runner.id, MANY)
    return Stored(
        runner_id=runner.id,
        answers={run.id: uow.runs.answers(run.id) for run in runs},
        finished=frozenset(run.id for run in runs if run.state is RunState.REFLECTED),
        by_hand=sum(run.started_at is None and run.back_at is not None for run in runs),
        sentences=sorted(uow.runs.sentences(runner.id, MANY), key=lambda one: one.written_at),
        seen={} if page is None else {one.run_id: one for one in page.summaries},
        buttons=frozenset().union(*(_buttons(run, told=run.id in told) for run in runs)),
    )


@dataclass(frozen=True, slots=True)
class Faults:
    """What went wrong with one runner's answers."""

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    replies_lost: int = 0
    summaries_lost: int = 0

    def __add__(self, other: "Faults") -> "Faults":
        """Add up."""
        return Faults(
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.out_of_order + other.out_of_order,
            self.replies_lost + other.replies_lost,
            self.summaries_lost + other.summaries_lost,
        )


def faults_of(walker: Walker, kept: Stored | None) -> Faults:
    """Compare one notebook with what was kept."""
    notes = walker.notes
    if kept is None:
        return Faults(lost=walker.answers)
    return (
        _taps(walker, kept)
        + _sentences(walker, kept)
        + Faults(
            lost=len(set(notes.finished) - kept.finished) + max(0, notes.by_hand - kept.by_hand),
            doubled=max(0, kept.by_hand - notes.by_hand),
            replies_lost=_unanswered(walker, kept),
            summaries_lost=len(set(notes.finished) - set(kept.seen)),
        )
    )


def _taps(walker: Walker, kept: Stored) -> Faults:
    """The last tap of each question counts; an earlier one in its place came out of order."""
    lost = wrong = 0
    for (run_id, question), options in walker.notes.taps.items():
        found = kept.answers.get(run_id, {}).get(question)
        lost += found is None
        wrong += found is not None and found != options[-1]
    return Faults(lost=lost, out_of_order=wrong)


def _sentences(walker: Walker, kept: Stored) -> Faults:
    notes = walker.notes
    texts = {one.message_id: one.text for one in kept.sentences}
    choices = {one.id: one.shared for one in kept.sentences}
    numbers = [one.message_id or 0 for one in kept.sentences]
    shown = [one.sentence for one in kept.seen.values() if one.sentence is not None]
    shared = [one.text for one in kept.sentences if one.shared]
    return Faults(
        lost=sum(texts.get(one.message_id) != one.text for one in notes.sentences)
        + sum(choices.get(number) is not shared for number, shared in notes.shared.items()),
        doubled=len(kept.sentences) - len(set(numbers)) + len(set(texts) - _said(walker)),
        out_of_order=inversions(numbers),
        summaries_lost=len(set(shared) - set(shown)),
    )


def _unanswered(walker: Walker, kept: Stored) -> int:
    """Return how many buttons never came, though what leads to them is kept.

    An answer and its reply are one transaction: neither is there without the other.
    """
    came = {
        button.data
        for one in walker.phone.person.chat.history
        if one.by_bot and one.message is not None
        for button in one.message.all_buttons
        if button.data
    }
    return sum(not any(one.startswith(begin) for one in came) for begin in kept.buttons)


def _said(walker: Walker) -> set[int | None]:
    return {one.message_id for one in walker.notes.sentences}


def inversions(numbers: Sequence[int]) -> int:
    """Return how often a number comes right after a larger one."""
    return sum(1 for one, following in pairwise(numbers) if following < one)


def _rows(url: str, query: str) -> list[Row[*tuple[object, ...]]]:
    """Ask past all of the bot's own code: what it did is not asked of itself."""
    engine = engines.create(engines.parse_url(url, "DATABASE_URL"), connections=1)
    with engine.connect() as connection:
        found = list(connection.execute(text(query)))
    engine.dispose()
    return found


def updates_in(url: str) -> list[tuple[int, int, str]]:
    """Return (update number, chat, state) in the order in which they were handled."""
    query = "SELECT update_id, chat, state FROM inbox ORDER BY done_at, update_id"
    return [(row.update_id, row.chat, row.state) for row in _rows(url, query)]


def unsent_in(url: str) -> int:
    """Return how many answers were given up, or never left: all but replaced ones and nudges."""
    query = (
        "SELECT count(*) AS number FROM outbox WHERE state IN ('waiting', 'claimed')"
        " OR (state = 'dropped' AND outcome != 'replaced' AND kind != 'nudge')"
    )
    count: int = _rows(url, query)[0].number
    return count


def account(
    crowd: Crowd,
    kills: int,
    kept: Mapping[int, Stored | None],
    url: str,
    canary_hits: Sequence[str],
) -> Figures:
    """Put everything together."""
    found = Faults()
    for walker in crowd.walkers:
        found += faults_of(walker, kept[walker.phone.person.id])
    handled = updates_in(url)
    done = {number for number, _chat, state in handled if state == "done"}
    given = {number for number in map(_number, crowd.walkers[0].phone.updates.given) if number}
    chats = {walker.phone.person.id for walker in crowd.walkers}
    disorder = sum(
        inversions([number for number, chat, _state in handled if chat == one]) for one in chats
    )
    notes = _notes(crowd)
    finished = {one.runner_id: len(one.seen.keys() & one.finished) for one in kept.values() if one}
    nudges = Counter(_nudges(crowd))
    return Figures(
        kills=kills,
        answers=crowd.said,
        updates=len(given),
        updates_lost=len(given - done),
        answers_lost=found.lost,
        answers_doubled=found.doubled,
        answers_out_of_order=found.out_of_order + disorder,
        replies=sum(len(_replies(walker)) for walker in crowd.walkers),
        replies_lost=found.replies_lost,
        replies_doubled=sum(_doubled(walker) for walker in crowd.walkers),
        messages_lost=unsent_in(url),
        summaries=sum(finished.values()),
        summaries_lost=found.summaries_lost,
        notes_lost=sum(max(0, due - notes[runner]) for runner, due in finished.items()),
        notes_twice=sum(max(0, notes[runner] - due) for runner, due in finished.items()),
        nudges=len(crowd.planned),
        nudges_arrived=len(nudges),
        nudges_twice=sum(times > 1 for times in nudges.values()),
        canary_hits=canary_hits,
    )


def _replies(walker: Walker) -> list[Happening]:
    """Return what came from the bot: messages, and messages that changed."""
    events = walker.phone.person.chat.history
    return [one for one in events if one.by_bot and one.what in ("sent", "edited")]


def _doubled(walker: Walker) -> int:
    """Return how often the bot sent the same message twice in a row."""
    events = [one for one in walker.phone.person.chat.history if one.what == "sent"]
    return sum(
        one.by_bot and after.by_bot and _looks(one) == _looks(after)
        for one, after in pairwise(events)
    )


def _looks(event: Happening) -> tuple[str, Sequence[str | None]]:
    message = event.message
    assert message is not None
    return message.text, [button.data for button in message.all_buttons]


def _number(told: Mapping[str, object]) -> int:
    number = told["update_id"]
    assert isinstance(number, int)
    return number


def _notes(crowd: Crowd) -> Counter[str]:
    """Return how many notes about each runner came to his coach, by the link in them."""
    return Counter(
        button.url.rpartition("/")[2]
        for coach in crowd.coaches
        for message in coach.messages
        for button in message.all_buttons
        if button.url
    )


def _nudges(crowd: Crowd) -> list[str]:
    """Return the nudge of each message that was ever sent with one."""
    return [
        nudge
        for walker in crowd.walkers
        for one in walker.phone.person.chat.history
        if one.what == "sent" and one.by_bot and one.message is not None
        for nudge in {
            button.data.split(":")[2]
            for button in one.message.all_buttons
            if button.data and button.data.startswith("v1:nudge:")
        }
    ]
