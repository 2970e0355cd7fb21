"""The menu: one line for each page in it, in the order in which a coach meets them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu. Its icon is `templates/icons/<section>.svg`."""

    section: str
    path: str
    words: str


MENU = (
    Entry("today", "/", "dashboard-today"),
    Entry("attention", "/attention", "dashboard-attention"),
    Entry("runners", "/runners", "dashboard-runners"),
    Entry("invite", "/invite", "invite-title"),
    Entry("settings", "/settings", "coach-settings-title"),
)
