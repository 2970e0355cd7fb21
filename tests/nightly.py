"""Whether the long forms of tests run: `python3 run.py nightly` sets LICHTER_NIGHTLY.

Every check is in the short form too; the long one only tries more of the same.
"""

import os

NIGHTLY = os.environ.get("LICHTER_NIGHTLY") == "1"
EXAMPLES = 1_000 if NIGHTLY else 30
"""How many examples hypothesis tries; the few are the same each time."""
