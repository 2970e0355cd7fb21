"""The life of one run: checked in, running, back, reflected."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.card import Activity, Recommendation


class RunState(StrEnum):
    """Where a run is in its life. The first three and `BACK` are open, the rest are over."""

    ASKING = "asking"  # the check-in has begun
    OFFERED = "offered"  # the card is on the screen
    RUNNING = "running"  # "Ik ga lopen": silence
    BACK = "back"  # "Ik ben terug": the sentence and the taps
    REFLECTED = "reflected"
    DECLINED = "declined"  # "Vandaag niet": as good an answer as any
    NOT_GONE = "not_gone"  # "Ben niet gegaan"
    UNKNOWN = "unknown"  # silence ended by itself; never mentioned again
    REPLACED = "replaced"  # a newer check-in took its place


OPEN_STATES = frozenset({RunState.ASKING, RunState.OFFERED, RunState.RUNNING, RunState.BACK})
RAN_STATES = frozenset({RunState.BACK, RunState.REFLECTED})


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one runner, from its check-in on.

    Times are aware, UTC; `local_date` is the runner's own day.
    """

    id: str
    runner_id: str
    state: RunState
    local_date: date
    checked_in_at: datetime
    card: Recommendation | None = None
    started_at: datetime | None = None
    planned_end: datetime | None = None
    back_at: datetime | None = None
    reflected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in without its card: which, and when."""

    id: str
    checked_in_at: datetime


def activity_of(run: Run) -> Activity:
    """Return what was done; a run that was added afterwards has no card, and was a run."""
    return Activity.RUN if run.card is None else run.card.pick.activity


@dataclass(frozen=True, slots=True)
class RunningTimes:
    """How long things take around a run (`content/running.toml`).

    The planned end is start + warm-up + the card's minutes + walk; breathing at home has neither
    warm-up nor walk.
    """

    warm_up: timedelta
    walk_after: timedelta
    ask_after: timedelta  # after the planned end: the one soundless "Ben je terug?"
    silence_after: timedelta  # after the planned end silence ends by itself
    reflection: timedelta  # so long after "Ik ben terug" the ritual is over by itself
    release_after: timedelta  # held messages leave so long after the ritual
    loose_text_within: timedelta  # after a run: loose text is offered as the sentence
    check_in_lasts: timedelta  # an older card is not started any more: how is it now?
    after_busy: timedelta  # so long after the working day or a busy moment one comes from it
    change: timedelta  # to change and wash before a moment
    before_moment: timedelta  # everything is done so long before a moment
    long_run: timedelta  # such a run was long: the next day is light

    def around(self, at_home: bool, /) -> timedelta:  # noqa: FBT001 one question, one answer
        """Return what comes on top of the card's minutes: warm-up and walk, nothing at home."""
        return timedelta() if at_home else self.warm_up + self.walk_after

    @staticmethod
    def minutes(count: int) -> timedelta:
        """Return so many minutes."""
        return timedelta(minutes=count)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The one sentence after a run. `shared` is None (private) until the runner chose.

    `reaction`: what the coach gave back, one emoji.
    """

    id: str
    run_id: str
    runner_id: str
    text: str
    written_at: datetime
    shared: bool | None
    message_id: int | None
    reaction: str | None = None
