"""How a command ends: done, or with one sentence about what a person can mend."""

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from bot import assembly
from bot.process import event_loop
from bot.settings import Settings, SettingsError, load


def run_and_leave(only: str = "") -> NoReturn:
    """Run Lichter until it is told to stop. `only`: the part of the work, as `--only` names it."""
    told(lambda settings: event_loop.run(assembly.run(settings, roles=assembly.parse_roles(only))))
    _leave()


def told(work: Callable[[Settings], None]) -> None:
    """Do `work`; what a person can mend is one sentence on standard error, and exit code 1."""
    try:
        work(load())
    except (SettingsError, *assembly.TOLD) as error:
        _end(str(error))
    except PermissionError as error:
        _end(f"{error.filename}: {error.strerror}. Start this as the user that runs Lichter.")
    except KeyboardInterrupt:
        sys.exit(130)


def _leave() -> NoReturn:
    """End now: all is closed, and taking Python apart costs half a second of the promised two."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _end(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)
