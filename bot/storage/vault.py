"""The boxes of runners and of the installation itself, with the keys that were used last."""

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from bot.storage.errors import KeyGoneError
from bot.storage.keystore import Keystore, Masters, TakenBack
from bot.storage.sealing import KEY_BYTES, Box

TRANSPORT = "transport"
"""Owner of the key for updates and messages on their way."""
INSTALLATION = "installation"
"""Owner of the key for what belongs to no runner: coaches, and what the installation keeps."""

GONE = "The key of these data was destroyed; nobody can read them."
SHARING, SHARED, SENTENCE = "sharing", "shared", "sentence"
"""What is taken back: sharing with a coach, that of one sentence, a sentence itself."""
_KEPT_BOXES = 2048  # some 200 bytes each


class Vault:
    """Gives the box of an owner. Safe to use from several threads."""

    def __init__(self, keystore: Keystore, masters: Masters) -> None:
        self._keystore = keystore
        self._masters = masters
        self._boxes: OrderedDict[str, Box] = OrderedDict()
        self._lock = Lock()

    def of(self, owner: str) -> Box:
        """Return the box of a runner (or `TRANSPORT`, `INSTALLATION`); KeyGoneError: destroyed."""
        with self._lock:
            box = self._boxes.get(owner)
            if box is not None:
                self._boxes.move_to_end(owner)
                return box
        wrapped = self._keystore.load(owner)
        if wrapped is None:
            raise KeyGoneError(GONE)
        return self._remember(owner, self._masters.unwrap(owner, wrapped))

    def of_all(self, owners: Iterable[str]) -> Mapping[str, Box]:
        """Return the boxes of many runners, in one look; KeyGoneError: one was destroyed."""
        wanted = frozenset(owners)
        with self._lock:
            found = {owner: self._boxes[owner] for owner in wanted & self._boxes.keys()}
            for owner in found:
                self._boxes.move_to_end(owner)
        missing = wanted - found.keys()
        if missing:
            wrapped = self._keystore.load_all(sorted(missing)).items()
            new = {owner: Box(owner, self._masters.unwrap(owner, one)) for owner, one in wrapped}
            if len(new) < len(missing):
                raise KeyGoneError(GONE)
            with self._lock:
                self._keep(new)
            found |= new
        return found

    def create(self, owner: str) -> Box:
        """Make the key of an owner, durable *before* anything is sealed with it; twice is fine."""
        key = secrets.token_bytes(KEY_BYTES)
        if self._keystore.add(owner, self._masters.wrap(owner, key)):
            return self._remember(owner, key)
        return self.of(owner)

    def erase(self, owner: str) -> None:
        """Destroy a key. Only after the rows are gone: what it sealed is lost from here on."""
        with self._lock:
            self._boxes.pop(owner, None)
        self._keystore.erase([owner])

    def take_back(self, kind: str, id_of_it: str, owner: str) -> None:
        """Remember outside the data that this is ended or gone: a restore goes by it.

        Durable before the commit: where that fails, an older backup brings back less, not more.
        """
        self._keystore.take_back([TakenBack(kind, id_of_it, owner)])

    def taken_back(self, kind: str) -> Sequence[str]:
        """Return the ids of what was taken back of this kind."""
        return [one.id for one in self._keystore.taken_back() if one.kind == kind]

    def close(self) -> None:
        """Forget all keys and close the keystore."""
        with self._lock:
            self._boxes.clear()
        self._keystore.close()

    def _remember(self, owner: str, key: bytes) -> Box:
        box = Box(owner, key)
        with self._lock:
            self._keep({owner: box})
        return box

    def _keep(self, boxes: Mapping[str, Box]) -> None:
        self._boxes.update(boxes)
        while len(self._boxes) > _KEPT_BOXES:
            self._boxes.popitem(last=False)
