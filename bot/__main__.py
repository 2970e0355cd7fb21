"""`python -m bot` runs Lichter; with more on the command line, what looks after it."""

import sys

from bot.process.reading import lightly

with lightly():
    from bot.ending import run_and_leave

if __name__ == "__main__":
    if len(sys.argv) > 1:
        from bot.commands import app

        app(prog_name="python -m bot")
    run_and_leave()
