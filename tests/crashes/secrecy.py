"""Whether anything of the crowd can be read where it must not be: names, sentences, the token."""

import io
from collections.abc import Mapping
from pathlib import Path

from bot.clock import Clock
from bot.storage.backing_up import back_up_data, back_up_keys
from bot.usecases import exporting
from bot.usecases.export_formats import as_json
from bot.usecases.ports import UnitOfWork
from tests.canaries import Canaries
from tests.cluster import files_of
from tests.crashes.crowd import Crowd
from tests.leaks import Search


def leaks(folder: Path, url: str, keys_url: str, key: bytes, said: Mapping[str, str]) -> list[str]:
    """Search all that the bot wrote, a backup of it, and what its processes `said`."""
    search, written = Search(), set(said)
    search.folder(folder)
    for one, files in ((url, {"lichter.db", "lichter.db-wal"}), (keys_url, {"keys.db"})):
        if one.startswith("sqlite"):
            written |= files
        else:
            search.files(files_of(one))
    data, keys = io.BytesIO(), io.BytesIO()
    back_up_data(url, [key], data, Clock().machine_now(), lambda _done, _all: None)
    back_up_keys(keys_url, [key], keys)
    search.text("backup", data.getvalue())
    search.text("backup of the keys", keys.getvalue())
    for place, text in said.items():
        search.text(place, text.encode())
    assert all(search.searched.get(place) for place in written), "this proved nothing"
    return search.leaks


def taken_along(crowd: Crowd, uow: UnitOfWork) -> dict[str, bytes]:
    """Return what each runner takes along of his own, by his name."""
    found: dict[str, bytes] = {}
    for walker in crowd.walkers:
        runner = uow.runners.by_chat(walker.phone.person.id)
        export = runner and exporting.gather(uow, runner.id)
        if export:
            found[walker.name] = as_json(export)
    return found


def strangers_in(canaries: Canaries, taken: Mapping[str, bytes]) -> list[str]:
    """Return whom else one could read of in what somebody took along."""
    return [
        f"taken along by {whose}: {one}"
        for whose, (name,) in canaries.let_go.items()
        for one in canaries.found_in(taken.get(name, b""), but=whose)
    ]
