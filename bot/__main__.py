"""`python -m bot` runs Lichter, and what is read on the way there is chosen here."""

import gc

gc.disable()  # all that is read now stays: to look for garbage in it takes a sixth of the start

import os
import sys
from types import ModuleType


class _Named(ModuleType):
    """A library of which python-telegram-bot only names the classes: ours is another transport."""

    def __getattr__(self, name: str) -> type:
        """Return something that can be named in a signature."""
        return object


# structlog would read all of these, for colours that nobody sees here, and for threads of another
# kind than ours; python-telegram-bot would read httpx: 0.1 s and 9 MB.
_HIDDEN = {name: sys.modules.get(name) for name in ("rich", "pygments", "greenlet", "httpx")}
sys.modules |= dict.fromkeys(_HIDDEN)  # type: ignore[arg-type]
sys.modules["httpx"] = _HIDDEN["httpx"] or _Named("httpx")
# pydantic would look through all that is installed for plugins, and there are none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from bot.process.dataclasses_later import compiled_later

with compiled_later():
    from bot.ending import run_and_leave

for name, module in _HIDDEN.items():  # the doctor and the bars do show colours
    del sys.modules[name]
    if module is not None:
        sys.modules[name] = module
gc.freeze()
gc.enable()

if __name__ == "__main__":
    if len(sys.argv) > 1:
        from bot.commands import app

        app(prog_name="python -m bot")
    run_and_leave()
