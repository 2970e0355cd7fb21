"""Checks of the run forms, the table and the guards: nothing may name what nobody defined."""

from collections.abc import Iterable

from bot.domain.card import Activity
from bot.domain.form_tables import REST, SITUATION_FACTS, Condition, RunForm, RunForms
from bot.domain.questionnaire import Questionnaire
from content.errors import ContentError

_FILE = "run_forms.toml"
_GUARDS = "guards.toml"


def run_forms(tables: RunForms, check_in: Questionnaire) -> None:
    """Check forms, rows, conditions and guards together."""
    _rest(tables)
    for number, form in enumerate(tables.forms, start=1):
        _form(tables, f"forms.{number}", form)
    _rules(tables, check_in)
    _known(tables, _FILE, "fallback", [tables.fallback])
    _guards(tables)


def _rest(tables: RunForms) -> None:
    keys = [form.key for form in tables.forms]
    for key in keys:
        if keys.count(key) > 1:
            raise ContentError(_FILE, "forms", f'"{key}" stands there twice')
    if REST not in keys or tables.form(REST).activity is not Activity.REST:
        raise ContentError(_FILE, "forms", '"rest" is missing; every road ends there')


def _form(tables: RunForms, key: str, form: RunForm) -> None:
    for name, span in (("short", form.short), ("long", form.long)):
        if not 1 <= span.low <= span.high:
            raise ContentError(_FILE, f"{key}.{name}", "low must be at least 1 and not above high")
        if span.high < form.least:
            raise ContentError(_FILE, f"{key}.least", f"is more than the minutes of {name}")
    if not form.cues:
        raise ContentError(_FILE, f"{key}.cues", "needs at least one cue")
    if (form.otherwise is None) != (form.otherwise_name is None):
        raise ContentError(_FILE, f"{key}.otherwise", "goes together with otherwise_name")
    if form.activity is Activity.RUN and form.calmer is None:
        raise ContentError(_FILE, f"{key}.calmer", "is missing; every run has a calmer form")
    named = [name for name in (form.calmer, form.otherwise) if name is not None]
    _known(tables, _FILE, key, named)
    _ends(tables, key, form)


def _ends(tables: RunForms, key: str, form: RunForm) -> None:
    """Every road to a calmer form ends, and never leads from walking back to running."""
    order = list(Activity)
    for way in ("calmer", "otherwise"):
        seen = {form.key}
        here = form
        while (step := _step(here, way)) is not None:
            there = tables.form(step)
            if step in seen:
                raise ContentError(_FILE, f"{key}.{way}", "goes round in a circle")
            if order.index(there.activity) < order.index(here.activity):
                raise ContentError(_FILE, f"{key}.{way}", f'"{step}" is not calmer')
            seen.add(step)
            here = there


def _step(form: RunForm, way: str) -> str | None:
    """Return where `_settle` may go from here: `otherwise` first, where the way asks for it."""
    if way == "otherwise" and form.otherwise is not None:
        return form.otherwise
    return form.calmer


def _rules(tables: RunForms, check_in: Questionnaire) -> None:
    known = SITUATION_FACTS | {window.fact for window in tables.windows}
    if not tables.rows:
        raise ContentError(_FILE, "rows", "needs at least one row")
    named: list[tuple[str, Condition, list[str]]] = [
        *((f"rows.{n}", row, [row.form]) for n, row in enumerate(tables.rows, start=1)),
        *((f"orders.{n}", rule, [rule.form]) for n, rule in enumerate(tables.orders, start=1)),
        *((f"notes.{n}", note, list(note.forms)) for n, note in enumerate(tables.notes, start=1)),
        *((f"routes.{n}", rule, list[str]()) for n, rule in enumerate(tables.routes, start=1)),
        *((f"free_time.{n}", rule, list[str]()) for n, rule in enumerate(tables.free_time, 1)),
    ]
    for key, condition, forms in named:
        _known(tables, _FILE, f"{key}.form", forms)
        _condition(key, condition, check_in, known)


def _condition(
    key: str, condition: Condition, check_in: Questionnaire, known: frozenset[str]
) -> None:
    for other, options in condition.when:
        asked = check_in.question(other)
        if asked is None:
            raise ContentError(_FILE, f"{key}.when", f'"{other}" is no question of check_in.toml')
        for option in options:
            if option not in asked.options:
                raise ContentError(
                    _FILE, f"{key}.when.{other}", f'"{option}" is no option of that question'
                )
    for fact in sorted(condition.facts | condition.unless):
        if fact not in known:
            raise ContentError(_FILE, key, f'"{fact}" is no fact that Lichter or a window knows')


def _guards(tables: RunForms) -> None:
    guards = tables.guards
    no_run = {
        "red_flag": guards.red_flag,
        "pain": guards.pain,
        "ill": guards.ill,
        "talk_first": guards.talk_first,
        "ran_today": guards.ran_today,
        "ran_yesterday": guards.ran_yesterday,
    }
    for key, forms in no_run.items():
        _known(tables, _GUARDS, key, forms)
        for form in forms:
            if tables.form(form).activity is Activity.RUN:
                raise ContentError(_GUARDS, key, f'"{form}" is a run, and here nobody runs')
    for key, forms in {**no_run, "worn_out": guards.worn_out}.items():
        if not forms:
            raise ContentError(_GUARDS, key, "needs at least one form")
    _known(tables, _GUARDS, "worn_out", guards.worn_out)
    _known(tables, _GUARDS, "hard_yesterday_forms", guards.hard_yesterday_forms)
    _known(tables, _GUARDS, "late_forms", guards.late_forms)
    for key in sorted(guards.hard_yesterday_forms):
        light = tables.form(key)
        if light.brisk or light.least > guards.hard_yesterday_minutes:
            raise ContentError(_GUARDS, "hard_yesterday_forms", f'"{key}" is no light day')
    facts = {window.fact for window in tables.windows}
    for key, fact in (("evening_fact", guards.evening_fact), ("late_fact", guards.late_fact)):
        if fact not in facts:
            raise ContentError(_GUARDS, key, f'"{fact}" is no window of run_forms.toml')


def _known(tables: RunForms, file: str, key: str, forms: Iterable[str]) -> None:
    for form in forms:
        if not tables.knows(form):
            raise ContentError(file, key, f'"{form}" is a form that nobody defined')
