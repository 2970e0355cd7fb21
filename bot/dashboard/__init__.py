"""The coach's door: his pages in the browser."""

from bot.dashboard.app import create_app
from bot.dashboard.door import Dashboard
from bot.dashboard.live import Live

__all__ = ["Dashboard", "Live", "create_app"]
