"""The card of a check-in, and the one tap that may still change it."""

from dataclasses import replace

from bot.domain.card import Activity, Recommendation
from bot.domain.questionnaire import Answers
from bot.domain.run import Run
from bot.domain.run_forms import pick_of, recommend
from bot.domain.runner import Runner
from bot.domain.situation import Situation
from bot.usecases import recalling
from bot.usecases.ports import UnitOfWork
from bot.usecases.situating import CheckInRules, feeling_of


def card_of(
    uow: UnitOfWork,
    runner: Runner,
    known: tuple[Answers, list[tuple[Run, Answers]]],
    situation: Situation,
    rules: CheckInRules,
) -> Recommendation:
    """Return the card, with the runner's own words on it where they may help."""
    answers, record = known
    feeling = feeling_of(answers)
    card = recommend(feeling, situation, rules.run_forms)
    felt = (feeling.tension, feeling.need, situation.local.date())
    own = recalling.remind(uow, runner, card, record, felt, rules.own_words, rules.safety_words)
    return replace(card, own_words=own)


def hard_tap(
    card: Recommendation, answers: Answers, situation: Situation, rules: CheckInRules
) -> bool | None:
    """Whether the tap "yesterday was hard or long" is offered: see `Offer.hard`."""
    if answers.get("hard_yesterday") == "yes":
        return False
    if situation.has_stage or situation.hard_yesterday or card.pick.activity is not Activity.RUN:
        return None
    feeling = feeling_of(answers)
    lower = pick_of(feeling, replace(situation, hard_yesterday=True), rules.run_forms)
    return True if lower != pick_of(feeling, situation, rules.run_forms) else None
