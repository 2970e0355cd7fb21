"""Words of crisis ring; words about running and being tired do not. The sentences are made up."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import SafetyLanguage, SafetyWords, Signs, in_crisis
from bot.domain.safety.phrases import STOP, flat
from bot.domain.safety.spelling import LONGEST, Reader, Spelling, plain_words
from tests.domain.plays import LIBRARY

WORDS = LIBRARY.safety_words


@pytest.mark.parametrize(
    "text",
    [
        "Ik wil dood",
        "ik wil echt dood.",
        "IK WIL NIET MEER LEVEN!!!",
        "ik wil gewoon niet meer leven",
        "zelfmoord",
        "Soms denk ik aan zelfmoord, eerlijk gezegd",
        "ik denk aan suïcide",
        "suicide",
        "ik wil er niet meer zijn",
        "ik maak er een eind aan",
        "ik wil mezelf iets aandoen",
        "I want to kill myself",
        "i dont want to live",
        "I don't want to live anymore",
        "I don\u2019t want to live anymore",
        "i want to end it all",
        "zelfmooooord",
        "Lekker gelopen. Ik wil dood",
        "ik ging kapot vandaag. ik wil dood",
        "ik-wil-dood",
        "ik wil d.o.o.d",
        "ik wil d-o-o-d",
        "I want to d.i.e.",
        "ik w\u200bil d\u00adood",
    ],
)
def test_explicit_words_ring(text: str) -> None:
    """An explicit word of crisis rings, however it is written."""
    assert in_crisis(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ik ging kapot op die heuvel",
        "wat een moordend tempo was dat",
        "ik ben helemaal dood op",
        "dood op de bank",
        "doodmoe maar lichter",
        "ik wil niet meer werken vandaag",
        "ik wil niet meer",
        "het leven is mooi",
        "mijn telefoon is dood. op de trap lag een kat",
        "my legs want to die",
        "suicide sprints at training",
        "dead tired",
        "I killed it today",
        "zin om te lopen",
        "ik wil. dood hout in het bos",
        "niets",
        "zwaarder",
    ],
)
def test_words_about_running_do_not_ring(text: str) -> None:
    """Being tired, hard runs and everyday words do not ring."""
    assert not in_crisis(text, WORDS)


def heard(rings: str, harmless: str = "", **sets: tuple[str, ...]) -> SafetyWords:
    """Return words of one phrase, perhaps with one that is harmless."""
    aside = {"all": (harmless,)} if harmless else {}
    crisis = Signs({"all": (rings,)}, harmless=aside, sets=sets)
    return SafetyWords((SafetyLanguage(SPELLING, crisis, Signs({})),))


SPELLING = Spelling({"niets": ("niks",), "niet meer": ("nimmer",)}, ("zelfmoord",), "n")


@pytest.mark.parametrize(
    ("phrase", "rings", "silent"),
    [
        ("wil * dood", "wil nu echt maar dood", "wil nu echt maar eens dood"),
        ("wil ** dood", "wil nu echt maar eens dood", "wil nu. dood"),
        ("a|b c", "b c", "a b"),
        ("in_de kou", "in de kou", "in kou"),
        ("dood~", "doodmoe", "halfdood"),
        ("niets meer", "niks meer", "iets meer"),
        ("niet_meer leven", "nimmer leven", "niet leven"),
        ("leven $", "geen leven", "leven en laten leven nu"),
        ("^ dood", "zo moe. dood nu", "zo dood"),
        ("dood !moe|van_de", "dood", "dood van de honger"),
        ("dood !moe|van_de", "dood van binnen", "dood moe"),
        ("niet & leven", "leven wil ik niet", "leven"),
        ("zelfmoord", "zelfmood", "zelfgemaakt"),
        ("leven", "lveen", "lieve"),
        ("leven", "leve", "lev"),
        ("dood", "doooood", "dod"),
        ("help nu", "h e l p nu", "h elp nu"),
        ("wil nu dood", "wil. nu. dood.", "wil nu. dood."),
        ("sterven", "st3rven", "st3r"),
    ],
)
def test_how_a_phrase_is_written(phrase: str, rings: str, silent: str) -> None:
    """Each sign that a phrase may hold, and each slip that is forgiven."""
    assert in_crisis(rings, heard(phrase))
    assert not in_crisis(silent, heard(phrase))


def test_a_set_stands_for_its_words_and_those_of_its_sets() -> None:
    """A set may hold another."""
    words = heard("WIL dood", WIL=("wil", "MAG"), MAG=("mag",))
    assert in_crisis("mag dood", words)


def test_only_what_is_harmless_is_set_aside() -> None:
    """What stands beside it rings as before."""
    words = heard("wil * dood", "wil dood hout")
    assert not in_crisis("ik wil dood hout", words)
    assert in_crisis("ik wil dood hout en ik wil dood", words)


@pytest.mark.parametrize(
    "text",
    """
mijn broer weet niet dat ik suïcidaal ben
mijn moeder is dood en ik wil ook dood
ik heb mijn zus verteld dat ik aan zelfmoord denk
sinds mijn vader zelfmoord pleegde wil ik ook niet meer leven
na de training dacht ik weer aan zelfmoord
ik zat in de trein en dacht aan zelfmoord
ik wil niet suïcidaal zijn maar ik ben het
ik heb pillen van mama gepakt en ga ze allemaal innemen
ik wil dood, mijn hond is dood
mijn man is overleden en ik wil niet meer leven
he left me and I feel suicidal
I told my sister I'm suicidal
my friend says I should talk about my suicidal thoughts
after training I thought about suicide again
the show made me want to die
on the train I thought about suicide
my cat died, I want to die too
I play a game but honestly I want to die
my boss is awful and I want to kill myself
I've got mum's pills and I'm taking all of them tonight
""".strip().splitlines(),
)
def test_somebody_elses_story_does_not_hide_ones_own(text: str) -> None:
    """What is harmless never reaches over a word for oneself."""
    assert in_crisis(text, WORDS)


def example(phrase: str, sets: Mapping[str, Sequence[str]]) -> str:
    """Return a text that a phrase stands for: the first of each choice, nothing in its gaps."""
    said = []
    for word in phrase.replace(" & ", " ").split():
        first = sets.get(word.split("|")[0], [word.split("|")[0]])[0]
        if word[0] not in "*!" and first not in {"^", "$"}:
            said.append(first.removesuffix("~").replace("_", " "))
    return " ".join(said)


def test_nearly_every_phrase_of_the_lists_rings() -> None:
    """A phrase that its own language sets aside as harmless, or spells otherwise, is of no use."""
    silent: list[str] = []
    for language in WORDS.languages:
        signs = language.crisis
        phrases = [one for phrases in signs.rings.values() for one in phrases]
        texts = [example(phrase, flat(signs.sets)) for phrase in phrases]
        silent += [text for text in texts if not in_crisis(text, WORDS)]
    assert len(silent) <= 10, silent  # made of first choices, some are no language


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """Whatever one types, the rule answers yes or no and never fails."""
    assert in_crisis(text, WORDS) in {True, False}


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_around_it_hides_a_sentence(before: str, after: str) -> None:
    """A sentence of its own rings whatever stands before and after it."""
    assert in_crisis(f"{before}. zelfmoord. {after}", WORDS)


def test_no_sign_makes_a_text_longer_than_a_message() -> None:
    """One that stands for eighteen letters would keep everybody waiting; behind one all is read."""
    assert sum(map(len, plain_words("\ufdfa" * LONGEST))) <= LONGEST
    assert in_crisis("\ufdfa ik wil dood", WORDS)


@pytest.mark.parametrize(
    "listed", ["niks", "nimmer", "zelfmoor", "Zelfmoord", "zeeelfmoord", "z_e", "één", "don't", "a"]
)
def test_a_listed_word_is_read_as_a_typed_one(listed: str) -> None:
    """Most are spared the way of a whole text, and come out the same."""
    reader = Reader(SPELLING, ())
    typed = [word for word in reader.words(listed.replace("_", " ")) if word != STOP]
    assert reader.spelled(listed) == "_".join(typed)


def test_a_word_inside_a_word_does_not_ring() -> None:
    """Phrases are matched word by word."""
    assert not in_crisis("verdriet", heard("driet"))
