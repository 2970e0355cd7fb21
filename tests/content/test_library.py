"""What a coach may edit: it loads, it fits together, and a mistake is told in one sentence."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.domain.card import Minutes
from bot.domain.questionnaire import next_question
from bot.domain.run_forms import matters, recommend
from bot.domain.situation import Feeling
from bot.words import word_key
from content.library import load
from tests.card_words import all_word_keys
from tests.content.copying import change, copy_of_content
from tests.domain.plays import local, usual
from tests.furnished import LIBRARY

NEW_QUESTION = """
[[questions]]
id = "company"
kind = "choice"
options = ["alone", "dog"]
if_it_matters = true
"""

NEW_FORM = """
[[forms]]
key = "dog_run"
activity = "run"
short = { low = 20, high = 25 }
long = { low = 20, high = 25 }
least = 8
calmer = "walk"
route = "dog_park"
tempo = "talk"
cues = ["sounds"]

[[rows]]
when = { company = "dog", need = ["movement", "fresh_air"] }
form = "dog_run"
reason = "table_dog"

# --- the table
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """Return a copy of content/ with one more question and one more form: nothing else changed."""
    copy_of_content(tmp_path)
    questions = tmp_path / "check_in.toml"
    questions.write_text(questions.read_text(encoding="utf-8") + NEW_QUESTION, encoding="utf-8")
    change(tmp_path, "run_forms.toml", "# --- the table", NEW_FORM.rstrip("\n"))
    return tmp_path


def test_a_new_form_is_recommended(extended: Path) -> None:
    """A form and a row added in content alone are picked, with minutes and reason."""
    forms = load(extended).run_forms
    answers = {"tension": "5", "need": "movement", "length": "short", "company": "dog"}
    card = recommend(Feeling.of(answers), usual(), forms)
    assert (card.pick.form, card.pick.minutes) == ("dog_run", Minutes(20, 25))
    assert (card.reasons[0].key, card.reasons[0].answers) == ("table_dog", ("company", "need"))


def test_a_new_form_obeys_the_guards(extended: Path) -> None:
    """The new form gets the minutes of the guards like any other."""
    forms = load(extended).run_forms
    answers = {"tension": "9", "need": "movement", "length": "long", "company": "dog"}
    assert recommend(Feeling.of(answers), usual(), forms).pick.minutes == Minutes(20, 20)


@pytest.mark.parametrize(("need", "asked"), [("movement", "company"), ("rhythm", None)])
def test_a_new_question_is_asked_when_it_matters(
    extended: Path, need: str, asked: str | None
) -> None:
    """A question added in content alone is asked where its row can decide, and only there."""
    library = load(extended)
    answers = {"tension": "5", "need": need, "length": "short", "head": "plain"}
    question = next_question(
        library.check_in,
        answers,
        lambda q, given: matters(q, given, usual(), library.run_forms),
    )
    assert (None if question is None else question.id) == asked


def test_a_new_form_asks_for_its_words(extended: Path) -> None:
    """The list of words names what the new form needs in each language."""
    added = all_word_keys(load(extended).run_forms) - all_word_keys(LIBRARY.run_forms)
    assert added == {"form-dog-run", "reason-table-dog", "route-dog-park"}


def test_everything_on_a_card_is_in_the_list_of_words() -> None:
    """What a card says on a hot Saturday is covered by the list."""
    forms = LIBRARY.run_forms
    card = recommend(Feeling(8, "movement", "long"), usual(), forms)
    said = {word_key("tempo", card.tempo), word_key("cue", card.cue), word_key("route", card.route)}
    said |= {word_key("note", note) for note in card.notes}
    said |= {word_key("reason", reason.key) for reason in card.reasons}
    said |= {word_key("form", pick.name) for pick in (card.pick, *card.alternatives)}
    assert said <= all_word_keys(forms)


def test_after_a_complaint_the_first_question_is_whether_it_is_over() -> None:
    """With an open complaint the check-in first asks about it; without one it does not."""
    form = LIBRARY.check_in
    ill = next_question(form, {"complaint": "pain"})
    fine = next_question(form, {"complaint": "fine"})
    assert ill is not None
    assert fine is not None
    assert (ill.id, fine.id) == ("recovered", "tension")


def test_the_menu_has_six_in_order() -> None:
    """The menu shows check-in, ran, plan, diary, settings, help."""
    menu = [command.id for command in LIBRARY.commands if command.menu]
    assert menu == ["checkin", "ran", "plan", "diary", "settings", "help"]


def test_the_five_forms_of_the_source_are_there() -> None:
    """The table of the sources has five run forms, all of them runs."""
    forms = LIBRARY.run_forms
    five = ["reset", "long_easy", "interval_light", "mindful", "trail"]
    assert [forms.form(key).activity for key in five] == ["run"] * 5


def test_all_durations_are_read_as_hours_and_minutes() -> None:
    """The text 00:05 is five minutes; nothing around a run takes longer than half a day."""
    times = LIBRARY.running
    assert times.warm_up == times.minutes(5)
    assert all(
        times.minutes(1) <= getattr(times, field.name) <= times.minutes(720)
        for field in fields(times)
    )


def test_a_run_takes_warm_up_and_walk() -> None:
    """Around a run come ten minutes of walking; around breathing at home nothing."""
    times = LIBRARY.running
    assert (times.around(False), times.around(True)) == (times.minutes(10), times.minutes(0))  # noqa: FBT003


def test_the_clock_facts_pass_midnight() -> None:
    """The fact `late` holds at 23:00 and at 02:00, and not at noon."""
    late = next(window for window in LIBRARY.run_forms.windows if window.fact == "late")
    assert [late.holds(local(17, hour)) for hour in (23, 2, 12)] == [True, True, False]
