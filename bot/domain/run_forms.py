"""The table: from how somebody feels and where he stands to one fitting run form, with the reason.

Pure and total: `recommend` answers every combination. The numbers and rows live in
`content/run_forms.toml` and `content/guards.toml`; the guards run in the order of `dose.GUARDS`.
"""

from dataclasses import replace

from bot.domain import dose
from bot.domain.card import Activity, Pick, Reason, Recommendation
from bot.domain.case import Case
from bot.domain.dressing import cue_of, notes_of, route_of
from bot.domain.form_tables import RunForms
from bot.domain.picking import Choice, alternatives, choose, choose_lower
from bot.domain.questionnaire import Answers, Question
from bot.domain.situation import Feeling, Situation, complete


def recommend(feeling: Feeling, situation: Situation, forms: RunForms) -> Recommendation:
    """Return the card for this feeling in this situation: guards first, then the table.

    Total: every answer and situation gives a card; "no run" is a card too (`Activity.WALK`,
    `BREATHE`, `REST`). The rules are "Coaching rules" in `docs/product.md`.
    """
    case = Case.of(feeling, situation, forms)
    limits, choice, changed = _chosen(case)
    row = () if choice.reason is None else (choice.reason,)
    card = dress(case, choice)
    return replace(
        card,
        reasons=(*row, *changed),
        alternatives=alternatives(case, limits, choice),
        table=choice.table,
    )


def pick_of(feeling: Feeling, situation: Situation, forms: RunForms) -> Pick:
    """Return the pick of `recommend` alone: half the work, where two of them are compared."""
    return _chosen(Case.of(feeling, situation, forms))[1].pick


def _chosen(case: Case) -> tuple[dose.Limits, Choice, list[Reason]]:
    """Return what the guards left, what is chosen within it, and why it is less than it was."""
    limits = dose.widest(case)
    choice = choose(case, limits)
    changed: list[Reason] = []
    for guarded in dose.guarded(case, limits):
        lower = choose_lower(case, guarded.limits, choice)
        if _worth_telling(choice.pick, lower.pick):
            changed.append(guarded.reason)
        limits, choice = guarded.limits, lower
    return limits, choice, changed


def _worth_telling(before: Pick, after: Pick) -> bool:
    """Whether a guard changed what one does. Of a walk the minutes alone are not worth a reason."""
    return before.form != after.form or (before != after and after.activity is Activity.RUN)


def dress(case: Case, choice: Choice) -> Recommendation:
    """Return the card of a pick with tempo, cue, route and notes; no reasons or alternatives."""
    form = case.forms.form(choice.pick.form)
    return Recommendation(
        pick=choice.pick,
        reasons=(),
        alternatives=(),
        tempo=form.tempo,
        cue=cue_of(case, form, choice.cue),
        route=route_of(case, form),
        notes=notes_of(case, form),
    )


def matters(question: Question, answers: Answers, situation: Situation, forms: RunForms) -> bool:
    """Whether the pick differs between the options of this question.

    False as long as a needed answer is missing: the question is looked at again after each answer.
    """
    if not complete({**answers, question.id: ""}):
        return False
    picks = (
        pick_of(Feeling.of({**answers, question.id: option}), situation, forms)
        for option in question.options
    )
    first = next(picks, None)
    return any(other != first for other in picks)
