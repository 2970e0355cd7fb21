"""The commands: `python -m bot` without one runs Lichter, the others look after it.

Read when there is more on the command line than that (`bot/__main__.py`): typer takes 0.03 s.
"""

import asyncio
import base64
import secrets
from pathlib import Path
from typing import Annotated

import typer

from bot import assembly
from bot.ending import run_and_leave, told
from bot.settings import KEY_BYTES, Settings

app = typer.Typer(
    help="Lichter: a coach in Telegram that helps people run themselves calm.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
coach = typer.Typer(help="The coaches.", no_args_is_help=True)
keys = typer.Typer(help="The keys that encrypt what runners write.", no_args_is_help=True)
app.add_typer(coach, name="coach")
app.add_typer(keys, name="keys")


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    only: Annotated[
        str,
        typer.Option(
            help="The part of the work that this process does, where several share a PostgreSQL"
            " database: receive, work, send, schedule, dashboard, separated by commas."
        ),
    ] = "",
) -> None:
    """Run Lichter: the demo without a token, the real bot with one."""
    if context.invoked_subcommand is None:
        run_and_leave(only)


@app.command()
def migrate() -> None:
    """Bring the database to the newest form (also done at each start)."""
    told(assembly.migrate)


@app.command()
def doctor() -> None:
    """Look at token, database, keys, clock, webhook and the rest, and say what to do."""
    told(_well)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where the file of the data is added.")],
    keys_file: Annotated[
        Path | None,
        typer.Option("--keys", help="The file of the wrapped keys. Else keys.backup in FOLDER."),
    ] = None,
) -> None:
    """Back up the data and the wrapped keys, encrypted, while Lichter runs."""
    told(lambda settings: print(assembly.back_up(settings, folder, keys_file)))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup of the data.")],
    keys_file: Annotated[
        Path | None,
        typer.Option("--keys", help="The backup of the keys, when the keystore is lost too."),
    ] = None,
) -> None:
    """Put a backup back into an empty database. Stop Lichter first."""
    told(lambda settings: print(assembly.restore(settings, file, keys_file)))


@app.command()
def export(
    runner: Annotated[str, typer.Argument(help="His id, or the number of his Telegram chat.")],
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
) -> None:
    """Write all that is stored of one runner, who asked for it in another way than in the chat."""
    told(lambda settings: print(asyncio.run(assembly.give_out(settings, runner, file))))


@app.command()
def retention() -> None:
    """Erase what is older than RETENTION_MONTHS (also done each hour)."""
    told(lambda settings: print(asyncio.run(assembly.keep_to_retention(settings))))


@coach.command("add")
def coach_add(
    name: Annotated[str, typer.Argument(help="As the runners see it.")],
    language: Annotated[str, typer.Option(help="A folder of content/locales.")] = "",
) -> None:
    """Add a coach and print the one-time link that activates the account in Telegram."""
    told(lambda settings: print(asyncio.run(assembly.add_coach(settings, name, language))))


@coach.command("list")
def coach_list() -> None:
    """Print each coach: name, how he stands, how many runners share with him, and his id."""
    nobody = ['There is no coach yet: `coach add "Name"` makes one.']
    told(lambda settings: print(*asyncio.run(assembly.coaches(settings)) or nobody, sep="\n"))


@coach.command("remove")
def coach_remove(
    who: Annotated[str, typer.Argument(help="The whole name, or the id that `coach list` shows.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002  typer's way
) -> None:
    """End all that a coach has, at once; his runners are told at a calm moment. No way back."""
    if not yes:
        typer.confirm(f"{who} sees nothing any more, at once and for good. Go on?", abort=True)
    told(lambda settings: print(asyncio.run(assembly.remove_coach(settings, who))))


@keys.command("new")
def keys_new() -> None:
    """Print a new key for DATA_KEYS. Keep a copy of it away from this machine."""
    print(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())


@keys.command("rotate")
def keys_rotate() -> None:
    """Lock all runners' keys with the first key of DATA_KEYS, while Lichter runs."""
    told(lambda settings: print(assembly.rotate_keys(settings)))


@keys.command("backup")
def keys_backup(
    file: Annotated[Path, typer.Argument(help="Written over: of keys one generation is kept.")],
) -> None:
    """Back up the wrapped keys alone: quick, so that it can be done often."""
    told(lambda settings: print(assembly.back_up_wrapped_keys(settings, file)))


def _well(settings: Settings) -> None:
    if not asyncio.run(assembly.doctor(settings)):
        raise typer.Exit(1)
