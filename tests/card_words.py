"""Which words the cards need: one list, so that tests can demand a text for each."""

from bot.domain.card import LEARNED
from bot.domain.dose import GUARD_REASONS
from bot.domain.form_tables import RunForms
from bot.domain.picking import COACH_PINNED, TABLE_FALLBACK
from bot.domain.wishes import WISH_REASONS
from bot.words import word_key

KINDS = ("form", "reason", "cue", "route", "tempo", "note")
"""The first part of a card word's id."""


def all_word_keys(forms: RunForms) -> frozenset[str]:
    """Return the Fluent id of everything that a card made from these tables can ever say."""
    names = {form.key for form in forms.forms}
    names |= {form.short_name for form in forms.forms if form.short_name}
    names |= {form.otherwise_name for form in forms.forms if form.otherwise_name}
    reasons = {row.reason for row in forms.rows} | GUARD_REASONS | WISH_REASONS
    cues = {cue for form in forms.forms for cue in form.cues}
    cues |= {row.cue for row in forms.rows if row.cue} | {forms.breath.usual, forms.breath.forced}
    cues |= set(forms.coach_cues)
    routes = {form.route for form in forms.forms} | {rule.route for rule in forms.routes}
    words = {
        "form": names,
        "reason": reasons | {COACH_PINNED, LEARNED, TABLE_FALLBACK},
        "cue": cues,
        "route": routes,
        "tempo": {form.tempo for form in forms.forms},
        "note": {note.key for note in forms.notes},
    }
    return frozenset(word_key(kind, key) for kind in KINDS for key in words[kind])
