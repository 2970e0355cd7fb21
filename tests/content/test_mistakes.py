"""A mistake in what a coach may edit is told in one sentence, with file and key."""

from pathlib import Path

import pytest

from content.errors import ContentError
from content.library import load
from tests.content.copying import change, copy_of_content


def mistake(root: Path) -> str:
    """Return the one sentence about the mistake in this folder."""
    with pytest.raises(ContentError) as error:
        load(root)
    sentence = str(error.value)
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "check_in.toml",
            'id = "need"',
            'id = "need"\ncolour = "red"',
            ["questions.4.colour", "nothing knows"],
        ),
        ("check_in.toml", 'id = "need"', 'id = "want"', ["check_in.toml", '"need"', "missing"]),
        ("help_areas.toml", "Europe/Brussels", "Europe/Brussel", ["belgium", "no time zone"]),
        ("help_areas.toml", 'key = "europe"', 'key = "belgium"', ["belgium", "already"]),
        ("check_in.toml", 'kind = "scale"', 'kind = "slider"', ["questions.3.kind", "slider"]),
        ("check_in.toml", 'options = ["short", "long"]', "", ["questions.5.options", "missing"]),
        ("check_in.toml", '"short", "long"', '"short", "short"', ["questions.5.options", "twice"]),
        ("check_in.toml", '"short", "long"', '"short", "later"', ["length.options", "long"]),
        (
            "check_in.toml",
            "if_it_matters = true",
            'if_it_matters = "yes"',
            ["if_it_matters", "boolean"],
        ),
        ("check_in.toml", "complaint = [", "sorrow = [", ["questions.1.when", '"sorrow"']),
        ("check_in.toml", '"pain_twice"]', '"red"]', ["questions.1.when", '"red"']),
        (
            "reflection.toml",
            'id = "pain"',
            'id = "' + "p" * 60 + '"',
            ["reflection.toml", "too long"],
        ),
        (
            "run_forms.toml",
            'form = "trail"',
            'form = "swim"',
            ["rows.5.form", '"swim"', "nobody defined"],
        ),
        ("run_forms.toml", 'head = "restless"', 'heart = "restless"', ["rows.1.when", '"heart"']),
        (
            "run_forms.toml",
            'head = "restless"',
            'head = "sleepy"',
            ["rows.1.when.head", '"sleepy"'],
        ),
        (
            "run_forms.toml",
            "short = { low = 20, high = 30 }",
            "short = { low = 30, high = 20 }",
            ["forms.1.short"],
        ),
        (
            "run_forms.toml",
            "short = { low = 20, high = 30 }",
            'short = { low = "20", high = 30 }',
            ["forms.1.short.low", "integer"],
        ),
        ("run_forms.toml", 'calmer = "mindful"', 'calmer = "reset"', ["forms.1.calmer", "circle"]),
        ("run_forms.toml", 'calmer = "breathe"', 'calmer = "trail"', ["run_forms.toml", "calmer"]),
        (
            "run_forms.toml",
            'facts = ["after_busy"]',
            'facts = ["full_moon"]',
            ["orders.1", "full_moon"],
        ),
        ("run_forms.toml", 'fallback = "reset"', 'fallback = "swim"', ["fallback", "swim"]),
        ("run_forms.toml", 'activity = "run"', 'activity = "fly"', ["forms.1.activity"]),
        (
            "guards.toml",
            'ran_today = ["walk", ',
            'ran_today = ["reset", ',
            ["guards.toml, ran_today", "reset"],
        ),
        (
            "guards.toml",
            'hard_yesterday_forms = ["reset"',
            'hard_yesterday_forms = ["long_easy"',
            ["guards.toml, hard_yesterday_forms", "long_easy", "light"],
        ),
        (
            "guards.toml",
            'hard_yesterday_forms = ["reset"',
            'hard_yesterday_forms = ["interval_light"',
            ["guards.toml, hard_yesterday_forms", "interval_light", "light"],
        ),
        ("build_up.toml", "12, 14,", "14, 12,", ["build_up.toml, stages", "rise"]),
        ("build_up.toml", "step_days = 8", "step_days = 0", ["build_up.toml, step_days", "1"]),
        ("build_up.toml", "talked = 1", "talked = 3", ["build_up.toml, talked", "runs"]),
        ("build_up.toml", "restart_days = 90", "restart_days = 9", ["restart_days", "break_days"]),
        ("build_up.toml", "runs = 2", "run = 2", ["build_up.toml"]),
        ("guards.toml", "high_tension = 8", "", ["guards.toml, high_tension", "missing"]),
        (
            "guards.toml",
            'late_fact = "late"',
            'late_fact = "night"',
            ["guards.toml, late_fact", "night"],
        ),
        (
            "nudges.toml",
            'evening_before = "20:30"',
            'evening_before = "22:30"',
            ["nudges.toml, evening_before", "quiet"],
        ),
        ("nudges.toml", 'valid = "02:00"', "valid = 2", ["nudges.toml, valid"]),
        ("running.toml", 'warm_up = "00:05"', 'warm_up = "soon"', ["running.toml, warm_up"]),
        ("nudges.toml", 'change = "00:30"', 'change = "00:20"', ["nudges.toml, change", "running"]),
        ("commands.toml", 'nl = "druk"', 'nl = "hulp"', ["commands.toml, busy.nl", "hulp"]),
        ("commands.toml", "menu = true", "menu = false", ["commands.toml, menu"]),
        (
            "enrolling.toml",
            "consent_version",
            "# consent_version",
            ["enrolling.toml, consent_version"],
        ),
        (
            "safety/nl/crisis.toml",
            "dying = [",
            "dying = [5, ",
            ["safety/nl/crisis.toml, rings.dying.1", "string"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            "\t(other)",
            ["safety/weights.tsv, (hint)", "is missing"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            "x\t(hint)",
            ["safety/weights.tsv, line 3", "begin with a number"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            f"{'0' * 400}\t(hint)",
            ["safety/weights.tsv, line 3", "begin with a number"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            " (hint)",
            ["safety/weights.tsv, line 3", "begin with a number"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            "",
            ["safety/weights.tsv, line 3", "has no tab"],
        ),
        (
            "safety/weights.tsv",
            "\t(hint)",
            "\t(base)",
            ["safety/weights.tsv, line 3", "the same as another"],
        ),
        (
            "safety/en/body.toml",
            "chest = [",
            'chest = ["pain NOWHERE", ',
            ["safety/en/body.toml, chest", "there is no set NOWHERE"],
        ),
        (
            "safety/nl/spelling.toml",
            "meer = [",
            'meer = ["a b c", ',
            ["safety/nl/spelling.toml, alike", "one word, or two"],
        ),
        (
            "guards.toml",
            "high_tension = 8",
            "high_tension = = 8",
            ["guards.toml", "not valid TOML", "line"],
        ),
    ],
)
def test_a_mistake_names_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, told: list[str]
) -> None:
    """A mistake in a content file is one sentence with the file, the key and what is wrong."""
    copy_of_content(tmp_path, file)
    change(tmp_path, file, old, new)
    sentence = mistake(tmp_path)
    assert all(word in sentence for word in [file, *told]), sentence


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is named."""
    copy_of_content(tmp_path)
    (tmp_path / "nudges.toml").unlink()
    assert "content/nudges.toml: cannot be read" in mistake(tmp_path)
