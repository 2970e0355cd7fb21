"""What the runner asks under "Iets anders": each only lowers, or swaps what is allowed."""

from dataclasses import replace

from bot.domain.card import Activity, Minutes, Pick, Reason, Recommendation
from bot.domain.case import Case
from bot.domain.form_tables import REST, RunForm, RunForms
from bot.domain.picking import Choice, named
from bot.domain.run_forms import dress
from bot.domain.situation import Feeling, Situation

WISH_REASONS = frozenset({"wish_shorter", "wish_calmer", "wish_gentle", "wish_other"})
"""Every reason that a wish can give."""

_SHORTER = 2 / 3


def shorter(card: Recommendation, forms: RunForms) -> Recommendation:
    """Return the card with fewer minutes: the short run of its form, then each time a third less.

    A form that cannot be that short gives way to the one that stands in for it. Unchanged where
    nothing shorter makes sense (`shortest_run`, or when nobody runs).
    """
    pick = card.pick
    if pick.activity is Activity.REST:
        return card
    form = _shrinkable(pick, forms)
    if not _is_open(card, form):
        return calmer(card, forms)
    floor = min(pick.minutes.high, _floor(form, forms))
    high = form.short.high
    if high >= pick.minutes.high:
        high = max(floor, int(pick.minutes.high * _SHORTER))
    if high >= pick.minutes.high:
        return card
    return _lowered(card, form, Minutes(min(form.short.low, high), high), "wish_shorter", forms)


def gentle(card: Recommendation, forms: RunForms) -> Recommendation:
    """Return the card with half the minutes, running and walking mixed ("Ik zie ertegenop").

    A brisk form gives way to its calmer one. A card that is gentle already stays as it is.
    """
    if card.gentle or card.pick.activity is Activity.REST:
        return card
    form = _shrinkable(card.pick, forms)
    while form.calmer is not None and (form.brisk or not _is_open(card, form)):
        form = forms.form(form.calmer)
    pick = card.pick
    half = Minutes(max(1, pick.minutes.low // 2), max(1, pick.minutes.high // 2))
    return replace(_lowered(card, form, half, "wish_gentle", forms), gentle=True)


def calmer(card: Recommendation, forms: RunForms) -> Recommendation:
    """Return the card with the next calmer form that is among its alternatives; in the end resting.

    Unchanged when it says rest already.
    """
    if card.pick.activity is Activity.REST:
        return card
    key = forms.form(card.pick.form).calmer or REST
    open_forms = {pick.form: pick for pick in card.alternatives}
    while key not in open_forms and key != REST:
        key = forms.form(key).calmer or REST
    form = forms.form(key)
    minutes = open_forms[key].minutes if key in open_forms else form.short
    return _lowered(card, form, minutes.at_most(card.pick.minutes.high), "wish_calmer", forms)


def instead(
    card: Recommendation, name: str, feeling: Feeling, situation: Situation, forms: RunForms
) -> Recommendation:
    """Return the card with the alternative of this name; the card as it is when it has none such.

    What was picked before becomes an alternative, so that one can go back. A gentle card stays
    gentle: its alternatives were halved with it.
    """
    chosen = next((pick for pick in card.alternatives if pick.name == name), None)
    if chosen is None:
        return card
    others = tuple(pick for pick in card.alternatives if pick != chosen)
    dressed = dress(Case.of(feeling, situation, forms), Choice(chosen))
    back = () if card.pick.activity is Activity.REST else (card.pick,)
    return replace(
        dressed,
        reasons=_told(card, "wish_other"),
        alternatives=(*back, *others),
        gentle=card.gentle,
        table=card.table,
        own_words=card.own_words,
    )


def _shrinkable(pick: Pick, forms: RunForms) -> RunForm:
    form = forms.form(pick.form)
    return form if form.otherwise is None else forms.form(form.otherwise)


def _is_open(card: Recommendation, form: RunForm) -> bool:
    """Whether this form may take the place of the pick: nothing that a coach forbade does."""
    return form.key == card.pick.form or any(form.key == pick.form for pick in card.alternatives)


def _floor(form: RunForm, forms: RunForms) -> int:
    if form.activity is Activity.RUN:
        return max(form.least, forms.guards.shortest_run)
    return form.least


def _lowered(
    card: Recommendation, form: RunForm, minutes: Minutes, wish: str, forms: RunForms
) -> Recommendation:
    """Return the card with this form and these minutes, and no alternative above them."""
    same = form.key == card.pick.form
    name = card.pick.name if same and card.pick.name != form.key else named(form, minutes.high)
    pick = Pick(form.key, name, form.activity, minutes)
    others = (
        replace(other, minutes=other.minutes.at_most(minutes.high))
        for other in card.alternatives
        if other.form != form.key and forms.form(other.form).least <= minutes.high
    )
    return replace(
        card,
        pick=pick,
        reasons=_told(card, wish),
        alternatives=tuple(_renamed(other, forms) for other in others),
        tempo=form.tempo,
        cue=card.cue if same else _cue(card, form, forms),
        route=card.route if same or form.activity is card.pick.activity else form.route,
        notes=tuple(key for key in card.notes if _suits(key, form, forms)),
    )


def _renamed(pick: Pick, forms: RunForms) -> Pick:
    return replace(pick, name=named(forms.form(pick.form), pick.minutes.high))


def _cue(card: Recommendation, form: RunForm, forms: RunForms) -> str:
    """Return the old cue where the new form has it, else its first that no breath can force.

    The coach's cue, which no form need have, stays on every run.
    """
    of_coach = card.cue in forms.coach_cues and form.activity is Activity.RUN
    if card.cue in form.cues or of_coach:
        return card.cue
    calm = (cue for cue in form.cues if cue != forms.breath.usual)
    return next(calm, form.cues[0])


def _suits(key: str, form: RunForm, forms: RunForms) -> bool:
    return any(note.key == key and note.suits(form) for note in forms.notes)


def _told(card: Recommendation, wish: str) -> tuple[Reason, ...]:
    kept = tuple(reason for reason in card.reasons if reason.key not in WISH_REASONS)
    return (*kept, Reason(wish))
