"""Who invited whom, who shares with whom, and who looked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from bot.ids import new_id
from bot.storage.collections.sign_ins import INVITATION, SignInRows
from bot.storage.tables import coaches, coachings, runs, tokens, visits
from bot.storage.vault import SHARING
from bot.usecases.ports import Coach, Coaching, Invitation, Look, Visit

BEFORE_SHARING = timedelta(hours=24)
"""The run under whose sentence somebody says yes is shared too; what was before stays his own."""

_INVITER = select(tokens.c.coach_id).where(
    tokens.c.token_hash == bindparam("wanted"),
    tokens.c.purpose == INVITATION,
    tokens.c.used_at.is_(None),
    tokens.c.withdrawn_at.is_(None),
    tokens.c.expires > bindparam("now"),
)
_USED_BY = select(tokens.c.coach_id).where(
    tokens.c.token_hash == bindparam("wanted"),
    tokens.c.purpose == INVITATION,
    tokens.c.used_by == bindparam("runner_id"),
    tokens.c.decided_at.is_(None),
)
_UNDECIDED = (
    select(tokens.c.coach_id)
    .where(
        tokens.c.used_by == bindparam("runner_id"),
        tokens.c.purpose == INVITATION,
        tokens.c.decided_at.is_(None),
    )
    .order_by(tokens.c.used_at.desc())
    .limit(1)
)
_OPEN_INVITES = select(tokens.c.token_hash, tokens.c.created_at, tokens.c.expires).where(
    tokens.c.coach_id == bindparam("coach_id"),
    tokens.c.purpose == INVITATION,
    tokens.c.used_at.is_(None),
    tokens.c.withdrawn_at.is_(None),
    tokens.c.expires > bindparam("now"),
)
_NOW = select(coachings).where(
    coachings.c.runner_id == bindparam("runner_id"), coachings.c.ended_at.is_(None)
)
_CHANGED = (
    update(coaches)
    .where(
        coaches.c.id.in_(
            select(coachings.c.coach_id).where(
                coachings.c.runner_id == bindparam("of_runner"), coachings.c.ended_at.is_(None)
            )
        )
    )
    .values(version=coaches.c.version + 1)
)
_VERSION = select(coaches.c.version).where(coaches.c.id == bindparam("wanted"))


class SharingRows(SignInRows):
    """Invitations and sharing among `Coaches` of the ports."""

    def invite(self, coach_id: str, token_hash: bytes, now: datetime, expires: datetime) -> None:
        """Store an invitation."""
        self._add_token(coach_id, token_hash, INVITATION, expires, now)

    def invitations(self, coach_id: str, now: datetime) -> Sequence[Invitation]:
        """Return his invitations that still open, the newest first."""
        newest = _OPEN_INVITES.order_by(tokens.c.created_at.desc())
        rows = self._connection.execute(newest, {"coach_id": coach_id, "now": now})
        return [Invitation(_public_id(row.token_hash), row.created_at, row.expires) for row in rows]

    def withdraw_invite(self, coach_id: str, invitation_id: str, now: datetime) -> bool:
        """Withdraw one of his invitations that still opens."""
        wanted = {"coach_id": coach_id, "now": now}
        for row in self._connection.execute(_OPEN_INVITES, wanted).all():
            if _public_id(row.token_hash) == invitation_id:
                this = update(tokens).where(tokens.c.token_hash == row.token_hash)
                self._connection.execute(this, {"withdrawn_at": now})
                return True
        return False

    def inviter(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Return who sent this invitation; None: unknown, used or expired."""
        coach_id = self._connection.scalar(_INVITER, {"wanted": token_hash, "now": now})
        return None if coach_id is None else self._coach(coach_id)

    def use_invite(self, token_hash: bytes, runner_id: str, now: datetime) -> Coach | None:
        """Mark the invitation as used; the same runner may tap its link again until he decided."""
        coach = self._use(token_hash, INVITATION, now)
        if coach is None:
            wanted = {"wanted": token_hash, "runner_id": runner_id}
            coach_id = self._connection.scalar(_USED_BY, wanted)
            return None if coach_id is None else self._coach(coach_id)
        used = update(tokens).where(tokens.c.token_hash == token_hash)
        self._connection.execute(used, {"used_by": runner_id})
        return coach

    def invited_by(self, runner_id: str) -> Coach | None:
        """Return the coach of the newest invitation that is used and not yet decided on."""
        coach_id = self._connection.scalar(_UNDECIDED, {"runner_id": runner_id})
        return None if coach_id is None else self._coach(coach_id)

    def decide(self, runner_id: str, *, share: bool, now: datetime) -> Coaching | None:
        """Store yes or no to who invited him; yes ends the sharing with an earlier coach."""
        coach_id = self._connection.scalar(_UNDECIDED, {"runner_id": runner_id})
        undecided = update(tokens).where(
            tokens.c.used_by == runner_id, tokens.c.decided_at.is_(None)
        )
        self._connection.execute(undecided, {"decided_at": now})
        current = self.coaching_of(runner_id)
        if coach_id is None or not share:
            return None
        if current is not None and current.coach_id == coach_id:
            return current
        self.withdraw(runner_id, now)
        coaching = Coaching(new_id(now), coach_id, runner_id, now)
        row = {
            "id": coaching.id,
            "coach_id": coach_id,
            "runner_id": runner_id,
            "since": now,
            "visible_from": now - BEFORE_SHARING,
        }
        self._connection.execute(insert(coachings), row)
        # What another coach read, this one did not.
        unread = update(runs).where(runs.c.runner_id == runner_id, runs.c.read_at.is_not(None))
        self._connection.execute(unread, {"read_at": None})
        self.changed(runner_id)
        return coaching

    def coaching_of(self, runner_id: str) -> Coaching | None:
        """Return the coaching that is going on."""
        row = self._connection.execute(_NOW, {"runner_id": runner_id}).one_or_none()
        return None if row is None else Coaching(row.id, row.coach_id, row.runner_id, row.since)

    def withdraw(self, runner_id: str, now: datetime) -> bool:
        """Stop sharing; False when nobody was sharing."""
        self.changed(runner_id)
        coaching = self.coaching_of(runner_id)
        if coaching is None:
            return False
        self._vault.take_back(SHARING, coaching.id, runner_id)
        ended = update(coachings).where(coachings.c.id == coaching.id)
        self._connection.execute(ended, {"ended_at": now})
        return True

    def runner_ids(self, coach_id: str) -> Sequence[str]:
        """Return who shares with this coach now."""
        mine = (coachings.c.coach_id == coach_id, coachings.c.ended_at.is_(None))
        query = select(coachings.c.runner_id).where(*mine).order_by(coachings.c.since)
        return self._connection.scalars(query).all()

    def looked(self, coach_id: str, runner_id: str, page: str, now: datetime) -> None:
        """Log that this coach opened this runner."""
        row = {"coach_id": coach_id, "runner_id": runner_id, "page": page, "at": now}
        self._connection.execute(insert(visits), row)

    def visits(self, runner_id: str, limit: int) -> Sequence[Visit]:
        """Return who looked at this runner, the newest first."""
        query = select(visits).where(visits.c.runner_id == runner_id)
        newest = query.order_by(visits.c.at.desc(), visits.c.number.desc()).limit(limit)
        rows = self._connection.execute(newest).all()
        names = {row.coach_id: self._coach(row.coach_id) for row in rows}
        return [
            Visit(coach.name, row.at, row.page)
            for row in rows
            if (coach := names[row.coach_id]) is not None
        ]

    def looks(self, coach_id: str, limit: int) -> Sequence[Look]:
        """Return at whom this coach looked, the newest first."""
        query = select(visits).where(visits.c.coach_id == coach_id)
        newest = query.order_by(visits.c.number.desc()).limit(limit)
        rows = self._connection.execute(newest)
        return [Look(row.runner_id, row.at, row.page) for row in rows]

    def changed(self, runner_id: str) -> None:
        """Let the version of his coach, if any, grow."""
        self._connection.execute(_CHANGED, {"of_runner": runner_id})

    def version(self, coach_id: str) -> int:
        """Return a number that grows with each change; 0 for nobody."""
        return self._connection.scalar(_VERSION, {"wanted": coach_id}) or 0


def _public_id(token_hash: bytes) -> str:
    """Return what names an invitation on a page: too little of its hash to find the link."""
    return token_hash.hex()[:16]
