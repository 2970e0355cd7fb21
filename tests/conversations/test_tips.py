"""Reading: the cards, in the whole bot."""

from tests.conversations.town import Town
from tests.steps import WORDS

SAY = WORDS.of("nl")


async def test_a_runner_reads_in_one_message(town: Town) -> None:
    """From help to the subjects, through cards, and to one that fits, explained."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins()
    await runner.checks_in("9")
    await runner.taps("Vandaag niet")
    await runner.says("/hulp")
    await runner.taps("Om te lezen")
    runner.sees("Korte kaartjes, per onderwerp")
    messages = len(runner.texts)
    await runner.taps("Moeilijke dagen", SAY("tips-next"), SAY("button-back"), "Iets voor mij")
    runner.sees("omdat het er laatst niet van kwam")
    assert len(runner.texts) == messages
