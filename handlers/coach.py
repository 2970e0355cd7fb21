"""The coach, from both sides: his account and invitations, and what a runner shares with him."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from bot.domain.wall_clock import day_in
from bot.messages import counted
from bot.telegram.incoming import Form
from bot.telegram.reply import Button, Keyboard, Reply, data, fits_a_button
from bot.usecases import coaching as use
from bot.usecases import telling
from bot.usecases.coaching import (
    Activated,
    AlreadyCoach,
    AlreadySharing,
    Invited,
    LinkOver,
    OwnLink,
)
from bot.usecases.ports import Coach, UnitOfWork
from bot.usecases.signing_in import make_link
from handlers import coach_screens as screens
from handlers import questions
from handlers.coach_screens import INVITATION, NAME
from handlers.conversation import Conversation, Door, Guest, Known, asked_below
from handlers.letter import write_button
from handlers.start import ACTIVATION

SLOT = "coach"
QR = "qr"  # the recipe of the picture of a link, which is the text of the message
VISITS = 3  # how many looks of the coach are shown; the export has them all


@dataclass(frozen=True, slots=True)
class CoachRoom:
    """A coach's commands, and a runner's side of being coached."""

    door: Door
    bot_link: str  # https://t.me/<bot name>
    public_url: str  # of the dashboard
    machine_now: Callable[[], datetime]  # sign-in links live by the machine's own time

    def conversation(self) -> Conversation:
        """Return its commands and buttons."""
        commands = {
            "coach": self.door.anybody(self.mine),
            "invite": self.door.anybody(self.invite),
            "dashboard": self.door.anybody(self.dashboard),
            "overview": self.door.anybody(self.overview),
        }
        tapped, asked = self.door.known(self.tapped), {INVITATION: self.typed_below}
        return Conversation(NAME, commands, tapped, self.typed, asked)

    def typed(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """A yes or no to an invitation, typed as its button says."""
        answer = questions.typed_word(("share", "keep"), INVITATION, known.say, known.incoming.text)
        if answer is None or use.waiting(uow, known.runner) is None:
            return None
        return self._decide(uow, known, now, share=answer == "share")

    def typed_below(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply] | None:
        """What is typed right below an invitation; a bare yes or no shares nothing yet."""
        waiting = use.waiting(uow, known.runner)
        bare = questions.typed_word(("bare",), INVITATION, known.say, known.incoming.text)
        if bare is None or waiting is None:
            return self.typed(uow, known, now)
        moved = asked_below(uow, known.chat, INVITATION)
        return [*moved, screens.meant(known, waiting.coach)]

    def activate(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """`/start coach-<token>`: the account of a coach gets this chat."""
        token = guest.incoming.text.removeprefix(ACTIVATION).strip()
        match use.activate(uow, token, guest.chat, now):
            case Activated(coach):
                say = self.door.words.of(coach.language)
                return [Reply(guest.chat, say("coach-activated", name=coach.name))]
            case AlreadyCoach(coach):
                say = self.door.words.of(coach.language)
                return [Reply(guest.chat, say("coach-already", name=coach.name))]
            case LinkOver():
                return [Reply(guest.chat, guest.say("coach-activation-over"))]

    def invite(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """`/uitnodigen`: a link for one runner."""
        coach = uow.coaches.by_chat(guest.chat)
        if coach is None:
            return [Reply(guest.chat, guest.say("coach-only-invite"))]
        say = self.door.words.of(coach.language)
        token, expires = use.invite(uow, coach, now)
        until = say.date(day_in(coach.timezone, expires))
        link = f"{self.bot_link}?start={token}"
        # The link stands alone, under its picture: that is what the coach passes on.
        about = Reply(guest.chat, say("coach-invite", until=until))
        return [about, Reply(guest.chat, link, attachment=QR)]

    def dashboard(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """`/dashboard`: a link that signs in once."""
        coach = uow.coaches.by_chat(guest.chat)
        if coach is None:
            return [Reply(guest.chat, guest.say("coach-only-dashboard"))]
        say = self.door.words.of(coach.language)
        return [self._with_link(uow, coach, guest.chat, say("coach-dashboard"))]

    def overview(self, uow: UnitOfWork, guest: Guest, _now: datetime) -> list[Reply]:
        """`/overzicht`: how much is new, and the way there; nothing of what it says."""
        coach = uow.coaches.by_chat(guest.chat)
        if coach is None:
            return [Reply(guest.chat, guest.say("coach-only-dashboard"))]
        say, found = self.door.words.of(coach.language), telling.news(uow, coach)
        text = counted(found, say) if found.something else say("post-nothing-new")
        return [self._with_link(uow, coach, guest.chat, text)]

    def _with_link(self, uow: UnitOfWork, coach: Coach, chat: int, text: str) -> Reply:
        """Return these words with a link that signs in once, in the chat of the coach himself."""
        say = self.door.words.of(coach.language)
        token = make_link(uow, coach.id, self.machine_now())
        url = f"{self.public_url.rstrip('/')}/in/{quote(token)}"
        if not fits_a_button(url):
            return Reply(chat, f"{text}\n{url}")
        keyboard: Keyboard = ((Button(say("coach-dashboard-open"), url=url),),)
        return Reply(chat, text, keyboard=keyboard)

    def mine(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """`/coach`: for a runner who coaches him, for a coach what he can do here."""
        if guest.runner is not None and guest.runner.enrolled:
            return self.show(uow, Known(guest.incoming, guest.say, guest.runner), now)
        coach = uow.coaches.by_chat(guest.chat)
        if coach is None:
            return self.door.unfinished(uow, guest, now)
        say = self.door.words.of(coach.language)
        return [Reply(guest.chat, say("coach-yourself", name=coach.name))]

    def show(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """Who coaches this runner, what is shared, since when, who looked."""
        if known.incoming.form is not Form.BUTTON:  # who asks again has the answer below
            uow.outbox.forget_slot(known.chat, SLOT)
            uow.outbox.forget_slot(known.chat, INVITATION)
        asked = screens.invitation(uow, known, now)
        shares = use.sharing(uow, known.runner)
        if shares is None:
            return [asked or Reply(known.chat, known.say("coach-none"), slot=SLOT)]
        looks = use.visits(uow, known.runner, VISITS)
        mode = "off" if known.runner.shares_moments else "on"
        moments = Button(known.say(f"coach-moments-turn-{mode}"), data(NAME, "moments", mode))
        stop = Button(known.say("coach-stop"), data(NAME, "stop"))
        text = screens.shared_with(shares, looks, known.runner, known.say, now)
        write = write_button(shares.coach, known.say)
        mine = Reply(known.chat, text, keyboard=((write,), (moments,), (stop,)), slot=SLOT)
        return [mine, *([asked] if asked else [])]

    def invited(self, uow: UnitOfWork, guest: Guest, now: datetime) -> list[Reply]:
        """A runner who is here already follows a coach's invitation."""
        if guest.runner is None or not guest.runner.enrolled:
            return self.door.unfinished(uow, guest, now)
        known = Known(guest.incoming, guest.say, guest.runner)
        match use.follow(uow, known.runner, guest.incoming.text.strip(), now):
            case Invited() as waiting:
                uow.outbox.forget_slot(known.chat, INVITATION)
                return [screens.asked(known.chat, waiting, known.say, now)]
            case AlreadySharing(coach):
                return [Reply(known.chat, known.say("invitation-sharing", coach=coach.name))]
            case OwnLink():
                return [Reply(known.chat, known.say("invitation-own"))]
            case LinkOver():
                return [Reply(known.chat, known.say("invitation-over"))]

    def tapped(self, uow: UnitOfWork, known: Known, now: datetime) -> list[Reply]:
        """A yes or no to an invitation, planned moments shared or not, or stop sharing."""
        match known.parts:
            case ("moments", "on" | "off" as mode):
                return self._moments(uow, known, now, on=mode == "on")
            case ("decide", "yes" | "no" as answer):
                return self._decide(uow, known, now, share=answer == "yes")
            case ("stop",):
                return self._stop_asked(uow, known)
            case ("stop", "yes"):
                stopped = use.withdraw(uow, known.runner, now)
                key = "coach-stopped" if stopped else "coach-none"
                return [Reply(known.chat, known.say(key), slot=SLOT)]
            case _:
                return self.show(uow, known, now)

    def _decide(self, uow: UnitOfWork, known: Known, now: datetime, *, share: bool) -> list[Reply]:
        coach = use.decide(uow, known.runner, now, share=share)
        if coach is None:
            # A second tap, or an old button: where things stand now.
            return self.show(uow, known, now)
        key = "invitation-yes" if share else "invitation-no"
        done = Reply(known.chat, known.say(key, coach=coach.name), slot=INVITATION)
        sentence = use.latest_unchosen(uow, known.runner) if share else None
        return (
            [done] if sentence is None else [done, screens.share_this_too(known, sentence, coach)]
        )

    def _moments(self, uow: UnitOfWork, known: Known, now: datetime, *, on: bool) -> list[Reply]:
        if use.sharing(uow, known.runner) is not None:
            runner = use.share_moments(uow, known.runner, on=on)
            known = Known(known.incoming, known.say, runner)
        return self.show(uow, known, now)

    def _stop_asked(self, uow: UnitOfWork, known: Known) -> list[Reply]:
        say = known.say
        shares = use.sharing(uow, known.runner)
        if shares is None:
            return [Reply(known.chat, say("coach-none"), slot=SLOT)]
        yes = Button(say("coach-stop-yes"), data(NAME, "stop", "yes"))
        no = Button(say("coach-stop-no"), data(NAME, "show"))
        ask = say("coach-stop-ask", coach=shares.coach.name)
        return [Reply(known.chat, ask, keyboard=((yes,), (no,)), slot=SLOT)]
