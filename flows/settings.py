"""What must be set before Prefect is imported, and where the warehouse is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from flows.printing import Failure

EPHEMERAL = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # a cold start takes 10–30 s, the default gives up at 20
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the terminal shows our own progress; the UI every line
    "DO_NOT_TRACK": "1",
}


def warehouse_of(given: str | None) -> Path:
    """The warehouse's folder, absolute: the option, else RECOUPE_WAREHOUSE, else `warehouse/` here.

    Raises:
        Failure: a file stands there.
    """
    root = Path(given or os.environ.get("RECOUPE_WAREHOUSE") or "warehouse").resolve()
    if root.exists() and not root.is_dir():
        message = f"{root}: is a file; name a folder with --warehouse"
        raise Failure(message)
    return root


def landed_warehouse_of(given: str | None) -> Path:
    """The folder of a warehouse that a run has made.

    Raises:
        Failure: there is none.
    """
    root = warehouse_of(given)
    if not (root / "landing").is_dir():
        message = f"{root}: no warehouse here; make one with `recoupe run`, or name another with --warehouse"
        raise Failure(message)
    return root


def prepare_prefect(warehouse: Path) -> None:
    """Set Prefect's environment, leaving whatever the user has set.

    Prefect's home is one a warehouse: two runs in one home share one SQLite file. The user's profiles still count.
    """
    for name, value in EPHEMERAL.items():
        os.environ.setdefault(name, value)
    profiles = Path.home() / ".prefect" / "profiles.toml"
    if "PREFECT_HOME" not in os.environ:
        home = warehouse / ".prefect"
        home.mkdir(parents=True, exist_ok=True)  # SQLite does not make folders
        os.environ["PREFECT_HOME"] = str(home)
        if profiles.exists():
            os.environ.setdefault("PREFECT_PROFILES_PATH", str(profiles))


WarehouseOption = Annotated[
    str | None,
    typer.Option("--warehouse", envvar="RECOUPE_WAREHOUSE", help="Folder of the warehouse.", show_default="warehouse/"),
]

ModelOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[LANGUAGE=][ENGINE:]NAME",
        help="Model that finds names, instead of the language pack's: a package, folder or hub name; "
        "engines are spacy, transformers, gliner; repeatable.",
    ),
]
