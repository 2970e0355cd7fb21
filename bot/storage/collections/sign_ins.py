"""How a coach gets in: activation, one-time links, sessions. Only hashes of tokens are kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, delete, exists, insert, select, update

from bot.storage.collections.rows import Rows
from bot.storage.records import Record
from bot.storage.sealing import Sealed
from bot.storage.tables import coaches, sessions, tokens
from bot.storage.vault import INSTALLATION, Vault
from bot.usecases.ports import Coach, Session

ACTIVATION = "activation"
SIGN_IN = "sign_in"
INVITATION = "invitation"

_coach = Record(TypeAdapter(Coach))

COACH_BY_ID = select(coaches.c.id, coaches.c.profile).where(coaches.c.id == bindparam("wanted"))
_USE = (
    update(tokens)
    .where(
        tokens.c.token_hash == bindparam("wanted"),
        tokens.c.purpose == bindparam("of_purpose"),
        tokens.c.used_at.is_(None),
        tokens.c.withdrawn_at.is_(None),
        tokens.c.expires > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
    .returning(tokens.c.coach_id)
)
_OPENS = select(tokens.c.coach_id).where(
    tokens.c.token_hash == bindparam("wanted"),
    tokens.c.purpose == bindparam("of_purpose"),
    tokens.c.used_at.is_(None),
    tokens.c.withdrawn_at.is_(None),
    tokens.c.expires > bindparam("now"),
)
_SESSION = select(sessions).where(sessions.c.token_hash == bindparam("wanted"))


def seal_coach(vault: Vault, coach: Coach) -> Sealed:
    """Return the sealed profile of a coach."""
    return vault.of(INSTALLATION).seal(_coach.dump(coach), f"coaches·profile·{coach.id}")


def open_coach(vault: Vault, row: Row[*tuple[object, ...]]) -> Coach:
    """Return the coach of a row with `id` and `profile`."""
    box = vault.of(INSTALLATION)
    return _coach.load(box.open(row.profile, f"coaches·profile·{row.id}"))


class SignInRows(Rows):
    """The doors among `Coaches` of the ports."""

    def activate(self, token_hash: bytes, chat: int, now: datetime) -> Coach | None:
        """Use an activation token; None also when this chat is another coach's already."""
        taken = select(exists().where(coaches.c.chat == chat))
        if self._connection.scalar(taken):
            return None
        coach = self._use(token_hash, ACTIVATION, now)
        if coach is None:
            return None
        activated = replace(coach, chat=chat)
        row = {"profile": seal_coach(self._vault, activated), "chat": chat}
        self._connection.execute(update(coaches).where(coaches.c.id == coach.id), row)
        return activated

    def add_link(self, coach_id: str, token_hash: bytes, expires: datetime) -> None:
        """Store a one-time sign-in link."""
        self._add_token(coach_id, token_hash, SIGN_IN, expires)

    def link_opens(self, token_hash: bytes, now: datetime) -> bool:
        """Whether this link would still sign somebody in."""
        wanted = {"wanted": token_hash, "of_purpose": SIGN_IN, "now": now}
        return self._connection.scalar(_OPENS, wanted) is not None

    def use_link(self, token_hash: bytes, now: datetime) -> Coach | None:
        """Consume a sign-in link; of two at once only one succeeds."""
        return self._use(token_hash, SIGN_IN, now)

    def add_session(self, session: Session, token_hash: bytes) -> None:
        """Store a signed-in browser."""
        row = {
            "id": session.id,
            "token_hash": token_hash,
            "coach_id": session.coach_id,
            "created_at": session.created_at,
            "last_seen_at": session.last_seen_at,
            "trusted": session.trusted,
        }
        self._connection.execute(insert(sessions), row)

    def session(self, token_hash: bytes) -> Session | None:
        """Return the session of this cookie, whatever its age."""
        row = self._connection.execute(_SESSION, {"wanted": token_hash}).one_or_none()
        return None if row is None else _session(row)

    def touch_session(self, session_id: str, now: datetime) -> None:
        """Note that the session was used now."""
        touched = update(sessions).where(sessions.c.id == session_id)
        self._connection.execute(touched, {"last_seen_at": now})

    def sessions(self, coach_id: str) -> Sequence[Session]:
        """Return his signed-in browsers, the newest first."""
        his = select(sessions).where(sessions.c.coach_id == coach_id)
        rows = self._connection.execute(his.order_by(sessions.c.created_at.desc(), sessions.c.id))
        return [_session(row) for row in rows]

    def end_session(self, session_id: str) -> None:
        """Sign out."""
        self._connection.execute(delete(sessions).where(sessions.c.id == session_id))

    def end_sessions(self, coach_id: str) -> None:
        """Sign out everywhere, by links on their way too."""
        self._connection.execute(delete(sessions).where(sessions.c.coach_id == coach_id))
        unused = (tokens.c.purpose == SIGN_IN, tokens.c.used_at.is_(None))
        self._connection.execute(delete(tokens).where(tokens.c.coach_id == coach_id, *unused))

    def prune_sign_ins(self, begun_before: datetime, expired_before: datetime) -> None:
        """Forget sessions that are over, and links that are and say of no runner that he came."""
        self._connection.execute(delete(sessions).where(sessions.c.created_at < begun_before))
        over = (tokens.c.used_by.is_(None), tokens.c.expires < expired_before)
        self._connection.execute(delete(tokens).where(*over))

    def withdraw_links(self, coach_id: str, now: datetime) -> None:
        """Let his links open nothing any more, nor what somebody followed and did not answer."""
        his = update(tokens).where(tokens.c.coach_id == coach_id)
        unused = (tokens.c.used_at.is_(None), tokens.c.withdrawn_at.is_(None))
        self._connection.execute(his.where(*unused), {"withdrawn_at": now})
        unanswered = (tokens.c.used_by.is_not(None), tokens.c.decided_at.is_(None))
        self._connection.execute(his.where(*unanswered), {"decided_at": now})

    def _use(self, token_hash: bytes, purpose: str, now: datetime) -> Coach | None:
        wanted = {"wanted": token_hash, "of_purpose": purpose, "now": now}
        coach_id = self._connection.scalar(_USE, wanted)
        return None if coach_id is None else self._coach(coach_id)

    def _add_token(
        self,
        coach_id: str,
        token_hash: bytes,
        purpose: str,
        expires: datetime,
        created_at: datetime | None = None,
    ) -> None:
        row = {
            "token_hash": token_hash,
            "purpose": purpose,
            "coach_id": coach_id,
            "created_at": created_at,
            "expires": expires,
        }
        self._connection.execute(insert(tokens), row)

    def _coach(self, coach_id: str) -> Coach | None:
        row = self._connection.execute(COACH_BY_ID, {"wanted": coach_id}).one_or_none()
        return None if row is None else open_coach(self._vault, row)


def _session(row: Row[*tuple[object, ...]]) -> Session:
    return Session(row.id, row.coach_id, row.created_at, row.last_seen_at, row.trusted)
