"""Which words the program asks for: found in the code, so that no text stands there for nobody."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.questionnaire import Question
from bot.words import word_key
from content.library import Library
from tests.card_words import all_word_keys
from tests.project.places import parsed, python_files, templates

LEAST_TOLD = 4  # letters of a built key that must stand in the code, or it would fit everything
IN_TEMPLATE = re.compile(r"""say\(\s*["']([a-z0-9-]+)["']((?:[^()]|\([^()]*\))*)\)""")
ARGUMENT = re.compile(r"(\w+)\s*=")


@dataclass(frozen=True, slots=True)
class Use:
    """A place that asks for a text by its whole name, and the arguments that it hands over."""

    where: str
    key: str
    arguments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Built:
    """Names put together in code: `f"unwell-{what}-advice"` is a pattern with one hole."""

    literals: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def asks_for(self, key: str) -> bool:
        """Whether this key stands in the code, or fits a name that the code puts together."""
        return key in self.literals or any(one.fullmatch(key) for one in self.patterns)


def uses() -> Iterator[Use]:
    """Return every call `say("key", …)` in Python and in the templates."""
    for file in python_files():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                first, given = node.args[0], [one.arg for one in node.keywords]
                if isinstance(first, ast.Constant) and None not in given:
                    yield Use(file.name, str(first.value), frozenset(filter(None, given)))
    for file in templates():
        for key, rest in IN_TEMPLATE.findall(file.read_text(encoding="utf-8")):
            yield Use(file.name, key, frozenset(ARGUMENT.findall(rest)))


def built() -> Built:
    """Return all strings of the code, and all patterns of strings that it puts together."""
    literals: set[str] = set()
    patterns: set[str] = set()
    for file in python_files():
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
            elif isinstance(node, (ast.JoinedStr, ast.Call)):
                patterns |= set(_pattern(node))
    for file in templates():
        literals |= {key for key, _ in IN_TEMPLATE.findall(file.read_text(encoding="utf-8"))}
    return Built(frozenset(literals), tuple(map(re.compile, patterns)))


def made_of_content(library: Library) -> frozenset[str]:
    """Return the words that questions, run forms and commands need: their names are in content."""
    keys = set(all_word_keys(library.run_forms))
    keys |= {f"effect-{form.key}".replace("_", "-") for form in library.run_forms.forms}
    keys |= {f"command-{one.id}" for one in library.commands if one.menu}
    for form in (library.check_in, library.reflection, library.enrolling):
        # The start asks its questions under its own name.
        for name in {form.name, "start"} if form is library.enrolling else {form.name}:
            keys |= {key for one in form.questions for key in _of_question(name, one)}
    return frozenset(keys)


def _of_question(form: str, question: Question) -> Iterator[str]:
    parts = ("ask", "label", "low", "high")
    yield from (word_key(form, question.id, part) for part in parts)
    for option in question.options:
        for more in ((), ("typed",), ("thanks",)):
            yield word_key(form, question.id, option, *more)


def _is_say(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in {"say", "listed"}


def _pattern(node: ast.JoinedStr | ast.Call) -> Iterator[str]:
    """Return the pattern of a built name; a `-` at its end may be the beginning of any name."""
    if isinstance(node, ast.JoinedStr):
        pieces = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
        separator = ""
    elif isinstance(node.func, ast.Name) and node.func.id == "word_key":
        pieces = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        separator = "-"
    else:
        return
    told = [None if piece is None else str(piece).replace("_", "-") for piece in pieces]
    if sum(len(piece) for piece in told if piece is not None) >= LEAST_TOLD:
        yield separator.join(".+" if piece is None else re.escape(piece) for piece in told)
