"""Sharing withdrawn, everything taken along, everything erased."""

import io
import json
import zipfile

import pytest

from tests.conversations.town import Town
from tests.people import Coach, Runner

SENTENCE = "Mijn schouders zijn lager."


@pytest.fixture
async def sharing(town: Town, coach: Coach) -> Runner:
    """A runner whose sentence the coach can read."""
    runner = await town.runner("Anna Verzonnen")
    await runner.joins(invite=await coach.invites())
    await runner.checks_in("7")
    await runner.goes()
    await runner.comes_back(SENTENCE)
    await runner.taps("Ja, delen", "Delen", "Klaar")
    return runner


async def test_a_no_to_the_coach_shows_nothing(coach: Coach, sanne: Runner) -> None:
    """Invited, and *Nee*: the coach sees no name and no run."""
    await sanne.joins(invite=await coach.invites())
    await sanne.checks_in("7")
    await sanne.goes()
    await sanne.comes_back(SENTENCE)
    await sanne.taps("Nee", "Klaar")
    await coach.does_not_see("Sanne")
    await coach.does_not_see("Sanne", at="/runners")


async def test_withdrawn_hides_everything_at_once(coach: Coach, sharing: Runner) -> None:
    """*Stop met delen*: the next page of the coach has nothing of this runner."""
    await coach.sees("Anna Verzonnen", SENTENCE)
    await sharing.says("/coach")
    await sharing.taps("Stop met delen", "Ja, stop")
    sharing.sees("Je coach ziet niets meer van je")
    await coach.does_not_see("Anna Verzonnen", SENTENCE)
    await coach.does_not_see("Anna Verzonnen", at="/runners")


async def test_another_coach_sees_nothing(town: Town, coach: Coach, sanne: Runner) -> None:
    """A coach's page holds only runners who share with that coach."""
    await sanne.joins()
    await sanne.checks_in("7")
    await sanne.goes()
    await sanne.comes_back(SENTENCE)
    await coach.does_not_see("Sanne", SENTENCE)
    assert town.rows("coachings") == 0


async def test_who_looked_is_told(coach: Coach, sharing: Runner, town: Town) -> None:
    """Opening a runner's page stands in /coach, with the time."""
    known = await town.reads(lambda uow: uow.runners.by_chat(sharing.chat))
    assert known is not None
    await coach.sees(SENTENCE, at=f"/runners/{known.id}")
    await sharing.says("/coach")
    sharing.sees("Laatst gekeken:", "10:00")


async def test_my_data_is_all_of_it(sharing: Runner) -> None:
    """The zip that comes in the chat holds a page, tables and a JSON with the sentence in each."""
    await sharing.says("/mijngegevens")
    (packed,) = [one.document for one in sharing.news if one.document is not None]
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert SENTENCE in file.read("lichter.html").decode()
        assert json.loads(file.read("lichter.json"))["runs"][0]["sentence"]["text"] == SENTENCE
        assert SENTENCE in file.read("csv/runs.csv").decode("utf-8-sig")


async def test_looking_back_is_one_picture(sharing: Runner) -> None:
    """`/voortgang` sends a photo with its numbers below; its button opens the sentences."""
    await sharing.says("/voortgang")
    (photo,) = [one.photo for one in sharing.news if one.photo is not None]
    assert photo.startswith(b"\x89PNG")
    sharing.sees("7 → ?", "Keren per week")
    await sharing.taps("Mijn zinnen")
    assert any(SENTENCE in label for label in sharing.buttons)


async def test_a_sentence_typed_anew_in_the_diary(coach: Coach, sharing: Runner) -> None:
    """*Veranderen* and a new text: the coach reads the new one only, also after an edit of it."""
    await sharing.says("/dagboek")
    await sharing.taps("25 nov 2026", "Veranderen")
    typed = await sharing.says("Mijn kaak is los.")
    sharing.sees("Mijn kaak is los.")
    await coach.sees("Mijn kaak is los.")
    await coach.does_not_see(SENTENCE)
    await sharing.edits(typed, "Mijn kaak is losser.")
    await coach.sees("Mijn kaak is losser.")


async def test_privacy_tells_who_looked_and_to_what_one_agreed(
    coach: Coach, sharing: Runner, town: Town
) -> None:
    """Consent with its date, the coach's visit with its time, and sharing ends from there."""
    known = await town.reads(lambda uow: uow.runners.by_chat(sharing.chat))
    assert known is not None
    await coach.sees(SENTENCE, at=f"/runners/{known.id}")
    await sharing.says("/privacy")
    sharing.sees("Je ging akkoord op 25 nov 2026", "Wie keek: ", "10:00")
    await sharing.taps("Stop met delen", "Ja, stop")
    sharing.sees("Je coach ziet niets meer van je")
    await coach.does_not_see("Anna Verzonnen", at="/runners")


async def test_erased_is_gone(town: Town, coach: Coach, sharing: Runner) -> None:
    """Every row goes, the coach sees nothing, and the goodbye arrives."""
    await sharing.says("/verwijder")
    sharing.sees("1 zin")
    await sharing.taps("Ja, wis alles")
    sharing.sees("Alles is gewist", "/start")
    tables = ("runners", "consents", "runs", "sentences", "moments", "nudges", "coachings")
    assert {table: town.rows(table) for table in tables} == dict.fromkeys(tables, 0)
    assert town.rows("slots", f"chat = {sharing.chat}") == 0
    assert town.rows("slots", "slot LIKE 'note:_%:%'") == 0  # nor in the coach's chat
    assert town.rows("tokens", "used_by IS NOT NULL OR decided_at IS NOT NULL") == 0
    await coach.does_not_see("Anna Verzonnen", SENTENCE)


async def test_erased_may_begin_again(sharing: Runner) -> None:
    """`/start` after it is the first time again."""
    await sharing.says("/verwijder")
    await sharing.taps("Ja, wis alles")
    await sharing.says("/start")
    sharing.sees("ik ben Lichter")
    assert "Ik ben 16+ en ga akkoord" in sharing.buttons


async def test_erase_can_be_kept(town: Town, sharing: Runner) -> None:
    """*Nee, bewaren* keeps everything."""
    await sharing.says("/verwijder")
    await sharing.taps("Nee, bewaren")
    sharing.sees("alles blijft zoals het is")
    assert town.rows("sentences") == 1


async def test_erased_during_a_run(town: Town, sanne: Runner) -> None:
    """Erasing works on the way too, and nothing is asked afterwards."""
    await sanne.joins()
    await sanne.checks_in("5")
    await sanne.goes()
    await sanne.says("/verwijder")
    await sanne.taps("Ja, wis alles")
    sanne.sees("Alles is gewist")
    await town.later(hours=10)
    sanne.sees_nothing()


async def test_a_sentence_deleted_in_the_diary(coach: Coach, sharing: Runner) -> None:
    """Deleted in /dagboek, it is gone for the coach too."""
    await sharing.says("/dagboek")
    await sharing.taps("25 nov 2026", "Verwijderen", "Ja, weg ermee")
    sharing.sees("De zin is verwijderd")
    await coach.does_not_see(SENTENCE)
