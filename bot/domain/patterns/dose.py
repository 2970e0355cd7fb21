"""Starting too fast, and going on too long: minutes above the dose, and the talk test."""

from datetime import datetime

from bot.domain.patterns.shapes import Evidence, History, Past, Pattern, PatternKind
from bot.domain.patterns.tables import PatternRules
from bot.domain.run import Run, RunningTimes
from bot.domain.runner import Standing

BUILDING_UP = frozenset({Standing.STARTING, Standing.BURN_OUT})

_ROUGHLY = 5  # minutes: more exactly nobody knows it, and nobody needs it


def hard_start(history: History, rules: PatternRules) -> Pattern | None:
    """Return it when enough of the last runs show that he started too fast.

    A failed talk test shows it (the brisk form is its exception), and for who is building up
    minutes above the dose do too; for others those are told as going on too long.
    """
    often = rules.tables.hard_start
    signs = [
        [*_no_talking(one, rules), *(_above(one, rules) if _doses(history) else ())]
        for one in history.ran(rules.tables.recent_days)[-often.runs :]
    ]
    if sum(bool(facts) for facts in signs) < often.times:
        return None
    return Pattern(PatternKind.HARD_START, tuple(fact for facts in signs for fact in facts))


def too_long(history: History, rules: PatternRules) -> Pattern | None:
    """Return it when enough of the last runs went on beyond the minutes of their card."""
    often = rules.tables.too_long
    runs = history.ran(rules.tables.recent_days)[-often.runs :]
    facts = tuple(fact for one in runs for fact in _above(one, rules))
    return Pattern(PatternKind.TOO_LONG, facts) if len(facts) >= often.times else None


def back_in_time(run: Run, times: RunningTimes) -> datetime | None:
    """Return when he was back; None where only "Ben je terug?" made him tell."""
    if run.back_at is None or run.planned_end is None:
        return None
    return run.back_at if run.back_at < run.planned_end + times.ask_after else None


def _doses(history: History) -> bool:
    return history.standing in BUILDING_UP


def _no_talking(one: Past, rules: PatternRules) -> tuple[Evidence, ...]:
    card, forms = one.run.card, rules.forms
    brisk = card is not None and forms.knows(card.pick.form) and forms.form(card.pick.form).brisk
    if brisk or one.answers.get("talk_test") != "no":
        return ()
    return (Evidence(one.run.local_date, "talk_test"),)


def _above(one: Past, rules: PatternRules) -> tuple[Evidence, ...]:
    """Return that a run was longer than its card: he said so, or the clock shows it, roughly.

    The card's minutes never go above build-up and cap, so they are the dose. Half the minutes
    because he dreaded it are none: more was fine too. From the clock go warm-up and walk.
    """
    run, extra = one.run, one.answers.get("extra")
    if run.card is None or run.card.gentle or extra == "shorter":
        return ()
    dose = run.card.pick.minutes.high
    if extra == "longer":
        return (Evidence(run.local_date, "longer", (("dose", dose),)),)
    back = back_in_time(run, rules.times)
    if back is None or run.started_at is None:
        return ()
    ran = back - run.started_at - rules.times.warm_up - rules.times.walk_after
    if ran <= rules.times.minutes(dose) + rules.tables.dose_margin:
        return ()
    minutes = int(ran.total_seconds() // 60) // _ROUGHLY * _ROUGHLY
    return (Evidence(run.local_date, "above_dose", (("dose", dose), ("minutes", minutes))),)
