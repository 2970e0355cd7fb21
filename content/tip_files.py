"""The cards to read: one Markdown file a card and language, `tips/<language>/<card>.md`.

Each begins with `+++`, a few lines of TOML, and `+++`. Of Markdown a card has paragraphs and
lists with `- `: what a chat shows the same on every telephone. Anything else is a mistake, so that
nobody reads stars or brackets. No text here is ever markup to Telegram (see `Reply`).
"""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.domain.form_tables import Window
from bot.domain.questionnaire import Questionnaire
from bot.domain.tips import ALWAYS, FACTS, Shelf, Tip, TipRules, Tips
from content.errors import ContentError
from content.toml_files import Whole, plainly, read

FILE = "tips.toml"
_ID = re.compile(r"[a-z0-9_]{1,48}")  # fits in a button
_PARTS = re.compile(r"\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)", re.DOTALL)
_MARKUP = re.compile(r"[*_`<>\[\]|\\]|^#|^\d+\. |^[-+] |^>", re.MULTILINE)
_UNWELL = ("ill", "pain", "dizzy", "chest")
"""Under *Ik voel me niet goed*: answers that no questionnaire asks for."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands between the `+++`."""

    title: str
    subject: str
    fits: tuple[str, ...] = ()


def load_tips(root: Path) -> Tips:
    """Return all cards under `root`, with their rules; ContentError on the first mistake."""
    rules = read(root, FILE, Whole[TipRules])
    for subject in rules.subjects:
        if not _ID.fullmatch(subject) or rules.subjects.count(subject) > 1:
            raise ContentError(FILE, "subjects", f'"{subject}" stands there twice, or is no a-z id')
    folders = sorted(folder for folder in (root / "tips").glob("*") if folder.is_dir())
    if not folders:
        raise ContentError("tips", "", "has no folder with cards in any language")
    shelves = tuple(_shelf(folder, rules) for folder in folders)
    for shelf in shelves[1:]:
        _check_same(shelves[0], shelf)
    return Tips(rules, shelves)


def check_signals(
    rules: TipRules, asked_in: tuple[Questionnaire, ...], windows: tuple[Window, ...]
) -> None:
    """Check that each signal asks for what can be answered, or for a fact that can be true."""
    known = {question.id: question.options for form in asked_in for question in form.questions}
    known["unwell"] = _UNWELL
    facts = FACTS | {window.fact for window in windows}
    keys = [signal.key for signal in rules.signals]
    for signal in rules.signals:
        if keys.count(signal.key) > 1 or signal.key == ALWAYS:
            raise ContentError(FILE, "signals", f'"{signal.key}" is taken; give it another key')
        for asked, options in signal.when:
            if not set(options) <= set(known.get(asked, ())):
                raise ContentError(FILE, signal.key, f'"{asked}" is no question with these options')
        for fact in sorted((signal.facts | signal.unless) - facts):
            raise ContentError(
                FILE, signal.key, f'"{fact}" is no fact that Lichter or a window knows'
            )


def _shelf(folder: Path, rules: TipRules) -> Shelf:
    cards = [_card(file, rules) for file in sorted(folder.glob("*.md"))]
    return Shelf(
        folder.name, tuple(sorted(cards, key=lambda card: rules.subjects.index(card.subject)))
    )


def _card(file: Path, rules: TipRules) -> Tip:
    name = f"tips/{file.parent.name}/{file.name}"
    try:
        parts = _PARTS.fullmatch(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(name, "", "cannot be read; is it saved as UTF-8?") from error
    if parts is None:
        raise ContentError(name, "", "must begin with +++, its title and subject, and +++")
    head = _head(name, parts["head"])
    if not _ID.fullmatch(file.stem):
        raise ContentError(name, "", "may be called only a-z, 0-9 and _, at most 48 of them")
    if head.subject not in rules.subjects:
        raise ContentError(name, "subject", f'"{head.subject}" is no subject of {FILE}')
    for signal in head.fits:
        if signal not in {one.key for one in rules.signals}:
            raise ContentError(name, "fits", f'"{signal}" is no signal of {FILE}')
    text = _text(name, parts["body"])
    return Tip(file.stem, head.subject, head.title, text, head.fits)


def _head(name: str, text: str) -> _Head:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, "", f"is not valid TOML between the +++: {error}") from error
    try:
        return Whole[_Head].model_validate_json(json.dumps({"file": table}, default=str)).file
    except ValidationError as error:
        raise plainly(name, error.errors()[0]) from error


def _text(name: str, body: str) -> str:
    """Return the text as a chat shows it: a line of its own for each paragraph and each item."""
    blocks = [_block(block) for block in re.split(r"\n{2,}", body.strip())]
    if not any(blocks):
        raise ContentError(name, "", "has no text under the second +++")
    found = _MARKUP.search("\n".join(blocks))
    if found is not None:
        raise ContentError(
            name, "", f'has "{found[0].strip()}"; a card holds plain paragraphs and "- " lists'
        )
    return "\n\n".join(blocks)


def _block(block: str) -> str:
    """Return one paragraph in one line, or a list in as many lines as it has items."""
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("- "):
            lines.append(f"• {line[2:].strip()}")
        elif lines:
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    return "\n".join(lines)


def _check_same(one: Shelf, other: Shelf) -> None:
    """A card stands in every language, under the same subject and signals."""
    for here, there in ((one, other), (other, one)):
        for card in here.cards:
            same = there.card(card.id)
            name = f"tips/{there.language}/{card.id}.md"
            if same is None:
                raise ContentError(name, "", f"is missing; it stands in tips/{here.language}")
            if (same.subject, same.fits) != (card.subject, card.fits):
                raise ContentError(
                    name, "", f"names another subject or fits than in tips/{here.language}"
                )
