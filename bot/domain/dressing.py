"""What a card carries beside its pick: one cue, one route tip, the notes."""

from bot.domain.card import Activity
from bot.domain.case import Case
from bot.domain.form_tables import RunForm


def cue_of(case: Case, form: RunForm, fixed: str | None = None) -> str:
    """Return the one cue: on a run the coach's, or the row's own; else rotated over earlier runs.

    3-3 and the longer exhale never stand on one card: a card has one cue, and where 3-3 feels
    forced, the longer exhale takes its place.
    """
    if case.situation.coach_cue is not None and form.activity is Activity.RUN:
        return case.situation.coach_cue
    rotated = form.cues[case.situation.earlier_runs % len(form.cues)]
    cue = fixed if fixed is not None and form.activity is Activity.RUN else rotated
    breath = case.forms.breath
    return breath.forced if case.situation.forced_breath and cue == breath.usual else cue


def route_of(case: Case, form: RunForm) -> str:
    """Return the route tip: the first rule that holds, else that of the form."""
    for rule in case.forms.routes:
        if form.activity in rule.activities and rule.holds(case.answers, case.facts):
            return rule.route
    return form.route


def notes_of(case: Case, form: RunForm) -> tuple[str, ...]:
    """Return the notes that hold, in their order; at most one of the season."""
    keys: list[str] = []
    seasonal = False
    for note in case.forms.notes:
        if not note.suits(form) or not note.holds(case.answers, case.facts):
            continue
        if note.season and seasonal:
            continue
        seasonal = seasonal or note.season
        keys.append(note.key)
    return tuple(keys)
