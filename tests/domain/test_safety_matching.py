"""All phrases at once find what each phrase finds by itself, tried in the plainest way."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety.matching import Harmless, Phrases
from bot.domain.safety.phrases import STOP, places_of

WORDS = ("a", "b", "c")
PARTS = ("a", "b", "a|c", "a_b", "!b", "!a_b", "*", "**", "$")
PHRASES = st.lists(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).filter(
        lambda parts: not {"*", "**"} & {parts[0], parts[-1]}
    ),
    min_size=1,
    max_size=3,
)
TEXTS = st.lists(st.sampled_from((*WORDS, STOP)), max_size=9)
GAPS = {"*": 3, "**": 7}


def ends(part: str, words: list[str], at: int) -> set[int]:
    """Return behind which words one part of a phrase may end that begins at `at`."""
    if part in GAPS:
        return {
            at + more
            for more in range(GAPS[part] + 1)
            if at + more <= len(words) and STOP not in words[at : at + more]
        }
    said = [one.replace("$", STOP).split("_") for one in part.removeprefix("!").split("|")]
    fits = {at + len(one) for one in said if words[at : at + len(one)] == one}
    if part.startswith("!"):
        return {at + 1} if at < len(words) and not fits else set()
    return fits


def stands(phrase: list[str], words: list[str], first: int) -> bool:
    """Whether a phrase begins at this word."""
    at = {first}
    for part in phrase:
        at = {end for one in at for end in ends(part, words, one)}
    return bool(at)


@given(PHRASES, TEXTS)
def test_all_at_once_is_one_after_the_other(phrases: list[list[str]], text: list[str]) -> None:
    """No phrase disturbs another, whatever its gaps, its words together and what it excludes."""
    words = [STOP, *text, STOP]
    plainly = any(stands(one, words, at) for one, at in product(phrases, range(len(words))))
    at_once = Phrases([" ".join(one) for one in phrases], places_of({}, str))
    assert at_once.found(words) is plainly


def test_the_shortest_stretch_is_set_aside() -> None:
    """From the last place where the phrase can begin; the words around it keep their places."""
    words = [STOP, "a", "a", "b", "c", STOP]
    phrases = Harmless(["a * b"], places_of({}, str))
    assert phrases.without(words) == [STOP, "a", STOP, STOP, "c", STOP]
