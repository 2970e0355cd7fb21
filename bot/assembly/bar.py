"""A bar for what takes longer than a few seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error, where nobody reads it who reads what was done."""
    console = Console(stderr=True)
    watched = console.is_terminal
    with Progress(console=console, transient=True, disable=not watched) as progress:
        task = progress.add_task(what, total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell
