"""Words of crisis, and red flags of the body: heard in any text, answered with fixed ones alone.

`hearing` asks both: `phrases`, looked for all at once by `matching`, and what words weigh
(`weighing`, out of a `weight_table`); `spelling` first puts right how people type.
"""

from bot.domain.safety.hearing import (
    SafetyLanguage,
    SafetyWords,
    Signs,
    get_ready,
    in_body,
    in_crisis,
)

__all__ = ["SafetyLanguage", "SafetyWords", "Signs", "get_ready", "in_body", "in_crisis"]
