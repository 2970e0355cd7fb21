"""Coaches: their invitations, sign-ins, and who shares with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol


class Tells(StrEnum):
    """When Lichter writes to a coach by itself."""

    DAILY = "daily"  # one digest, when there is something in it
    EACH = "each"  # a note after each run
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Coach:
    """A coach. `chat` is None until he activated his account by the one-time link.

    `digest_at`, `quiet_from`, `quiet_until`: wall-clock times in his zone. `replies_within`: days,
    as runners are told. `away_until`: back on this day. `digest_on`: the day of the last digest.
    `left_at`: he is no coach any more.
    """

    id: str
    name: str
    language: str
    timezone: str
    chat: int | None = None
    tells: Tells = Tells.DAILY
    digest_at: time = time(7, 30)
    quiet_from: time = time(21, 30)
    quiet_until: time = time(7, 30)
    replies_within: int = 2
    away_until: date | None = None
    digest_on: date | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Coaching:
    """A runner who shares with a coach."""

    id: str
    coach_id: str
    runner_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link for one runner. `id` is part of its hash: nothing leads back to the link itself."""

    id: str
    created_at: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser of a coach. Machine time."""

    id: str
    coach_id: str
    created_at: datetime
    last_seen_at: datetime
    trusted: bool  # a device marked as his own


@dataclass(frozen=True, slots=True)
class Visit:
    """A coach looked at a runner."""

    coach_name: str
    at: datetime
    page: str


@dataclass(frozen=True, slots=True)
class Look:
    """The same, as the coach finds it in his own log."""

    runner_id: str
    at: datetime
    page: str


class Coaches(Protocol):
    """Coaches, their invitations, sign-ins, and who shares with whom. Only hashes of tokens."""

    def add(self, coach: Coach, activation_hash: bytes, expires: datetime) -> None:
        """A new coach, with the hash of his one-time activation token."""

    def activate(self, token_hash: bytes, chat: int, now: datetime) -> Coach | None:
        """Use an activation token: the coach now has this chat. None: unknown, used or expired."""

    def by_id(self, coach_id: str) -> Coach | None:
        """The coach with this id."""

    def by_chat(self, chat: int) -> Coach | None:
        """The coach of this chat."""

    def all(self) -> Sequence[Coach]:
        """All coaches, by name."""

    def save(self, coach: Coach) -> None:
        """Store all fields of a known coach."""

    def invite(self, coach_id: str, token_hash: bytes, now: datetime, expires: datetime) -> None:
        """Store an invitation: single use, expiring."""

    def inviter(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Who sent this invitation; None: unknown, used, withdrawn or expired."""

    def invitations(self, coach_id: str, now: datetime) -> Sequence[Invitation]:
        """His invitations that still open, the newest first."""

    def withdraw_invite(self, coach_id: str, invitation_id: str, now: datetime) -> bool:
        """Withdraw one of his; False when it is not his, used, expired or withdrawn already."""

    def use_invite(self, token_hash: bytes, runner_id: str, now: datetime) -> Coach | None:
        """Mark the invitation as used by this runner; return who sent it. Sharing comes later."""

    def invited_by(self, runner_id: str) -> Coach | None:
        """The coach whose invitation this runner used and has not yet said yes or no to."""

    def decide(self, runner_id: str, *, share: bool, now: datetime) -> Coaching | None:
        """The runner's yes or no to the coach who invited him."""

    def coaching_of(self, runner_id: str) -> Coaching | None:
        """The coach this runner shares with now."""

    def withdraw(self, runner_id: str, now: datetime) -> bool:
        """Stop sharing: the coach's next request sees nothing. False when nobody was sharing."""

    def runner_ids(self, coach_id: str) -> Sequence[str]:
        """Who shares with this coach now."""

    def add_link(self, coach_id: str, token_hash: bytes, expires: datetime) -> None:
        """A one-time sign-in link (machine time)."""

    def link_opens(self, token_hash: bytes, now: datetime) -> bool:
        """Whether this link would still sign somebody in; looking consumes nothing."""

    def use_link(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Consume a sign-in link; None: unknown, used or expired."""

    def add_session(self, session: Session, token_hash: bytes) -> None:
        """A signed-in browser."""

    def session(self, token_hash: bytes) -> Session | None:
        """The session of this cookie, whatever its age."""

    def touch_session(self, session_id: str, now: datetime) -> None:
        """The session was used now."""

    def sessions(self, coach_id: str) -> Sequence[Session]:
        """His signed-in browsers, whatever their age, the newest first."""

    def end_session(self, session_id: str) -> None:
        """Sign out."""

    def end_sessions(self, coach_id: str) -> None:
        """Sign out everywhere; a sign-in link that nobody used yet is over as well."""

    def prune_sign_ins(self, begun_before: datetime, expired_before: datetime) -> None:
        """Sessions that began before the one time go, and links that no runner followed in time."""

    def withdraw_links(self, coach_id: str, now: datetime) -> None:
        """His one-time links that still open, of whatever purpose, open nothing any more.

        An invitation that somebody followed and did not answer yet is over too.
        """

    def looked(self, coach_id: str, runner_id: str, page: str, now: datetime) -> None:
        """Access log: this coach opened this runner."""

    def visits(self, runner_id: str, limit: int) -> Sequence[Visit]:
        """Who looked at this runner, the newest first."""

    def looks(self, coach_id: str, limit: int) -> Sequence[Look]:
        """At whom this coach looked, the newest first."""

    def changed(self, runner_id: str) -> None:
        """Something of this runner changed: the pages of his coach, if any, show it live."""

    def version(self, coach_id: str) -> int:
        """A number that grows with each `changed` of one of this coach's runners."""
