"""The phrases of content/safety/: a folder a language, a file a subject; each phrase is tried."""

from pathlib import Path

from bot.domain.safety import SafetyLanguage, SafetyWords, Signs
from bot.domain.safety.phrases import flat, places_of, rows_of
from bot.domain.safety.spelling import Reader, Spelling
from content.errors import ContentError
from content.toml_files import Whole, read
from content.weight_files import weights

FOLDER = "safety"


def safety_words(root: Path) -> SafetyWords:
    """Return what is listened for; ContentError names the phrase or weight that is wrong."""
    return SafetyWords(languages(root), weights(root))


def languages(root: Path) -> tuple[SafetyLanguage, ...]:
    """Return the phrases of every language; ContentError names the one that is wrong."""
    folders = sorted(folder for folder in (root / FOLDER).iterdir() if folder.is_dir())
    if not folders:
        raise ContentError(FOLDER, "", "has no folder of a language")
    return tuple(_language(root, folder.name) for folder in folders)


def _language(root: Path, language: str) -> SafetyLanguage:
    folder = f"{FOLDER}/{language}"
    name = f"{folder}/spelling.toml"
    spelling = read(root, name, Whole[Spelling])
    try:
        Reader(spelling, ())
    except ValueError as error:
        raise ContentError(name, "alike", str(error)) from error
    return SafetyLanguage(
        spelling, _signs(root, f"{folder}/crisis.toml"), _signs(root, f"{folder}/body.toml")
    )


def _signs(root: Path, name: str) -> Signs:
    signs = read(root, name, Whole[Signs])
    for key in signs.sets:
        if not key.isupper():
            raise ContentError(name, f"sets.{key}", "is the name of a set, and not in capitals")
    try:
        places = places_of(flat(signs.sets), str)
    except ValueError as error:
        raise ContentError(name, "sets", str(error)) from error
    for key, phrases in (*signs.rings.items(), *signs.hints.items(), *signs.harmless.items()):
        for phrase in phrases:
            try:
                next(rows_of(phrase, places))
            except ValueError as error:
                raise ContentError(name, key, f"{phrase!r}: {error}") from error
    return signs
