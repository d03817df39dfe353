"""Commands that look after the warehouse: status, publish, serve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.printing import Failure, Format, FormatOption, print_dicts, print_lines, tell
from flows.settings import WarehouseOption, landed_warehouse_of, prepare_prefect, warehouse_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RECENT_RUNS = 10

Sections = dict[str, list[dict[str, Any]]]
"""Title → rows of equal keys: first what they are about, then counts."""


def status(
    *,
    digest: Annotated[
        bool, typer.Option("--digest", help="A hash of every table's rows, whatever their order and batch.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check every file that a commit or the catalogue names.")
    ] = False,
    how: FormatOption = Format.table,
    warehouse: WarehouseOption = None,
) -> None:
    """Say how the warehouse stands: runs and whether they reconcile, rejects by reason, space on disk.

    For example:

    `recoupe status --digest`
    """
    root = landed_warehouse_of(warehouse)
    if digest:
        _print_digests(root, how)
    elif verify:
        _print_problems(root, how)
    else:
        _print_sections(_state(root), how)


def _print_digests(root: Path, how: Format) -> None:
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    print_dicts([{"table": table, "digest": digest} for table, digest in catalogue.table_digests(root).items()], how)


def _print_problems(root: Path, how: Format) -> None:
    """Print what is wrong with the warehouse's files, and fail if anything is."""
    from tasks import catalogue, landing  # noqa: PLC0415 - quick commands need no DuckDB

    problems = landing.verify(root)
    if problems:
        print_dicts([{"problem": problem} for problem in problems], how)
        message = f"{root}: {len(problems)} problems; restore the files named above"
        raise Failure(message)
    tables = catalogue.describe_tables(root)  # counts every mart: says so when one of its files is gone
    landed = sum(map(len, landing.committed_files(root).values()))
    tell(f"{root}: all {landed} landed files are as committed, all {len(tables)} tables as published")


def _print_sections(sections: Sections, how: Format) -> None:
    """Tables one below the other for people; for programs one table, a count a row."""
    if how is not Format.table:
        print_dicts(list(_counts(sections)), how)
        return
    gap = ""
    for title, rows in sections.items():
        if rows:
            print_lines([f"{gap}{title}"])
            print_dicts(rows, how)
            gap = "\n"


def _counts(sections: Sections) -> Iterator[dict[str, object]]:
    for title, rows in sections.items():
        for row in rows:
            (_, about), *counts = row.items()
            for measure, count in counts:
                yield {"section": title, "about": str(about), "measure": measure, "count": int(count)}


def _state(root: Path) -> Sections:
    from tasks import landing  # noqa: PLC0415 - quick commands need no DuckDB

    files = landing.committed_files(root)
    rows = {table: sum(map(landing.row_count, paths)) for table, paths in files.items()}
    return {
        f"runs, the last {RECENT_RUNS}": _asked(
            files["runs"],
            "select started_at as run, records_read as read, records_landed as landed, records_known as known,"
            " records_rejected as rejected, records_read = records_landed + records_known + records_rejected as"
            " reconciles, articles_landed as articles, figures_landed as figures"
            " from read_parquet($paths) order by started_at desc",
        )[:RECENT_RUNS],
        "rejects": _asked(
            files["rejects"],
            "select stage || ': ' || reason as reason, count(*) as rows from read_parquet($paths)"
            " group by all order by all",
        ),
        "landed": [{"table": table, "files": len(paths), "rows": rows[table]} for table, paths in files.items()],
        "on disk": [{"part": part.name, "bytes": _size(part)} for part in sorted(root.iterdir())],
    }


def _asked(paths: Sequence[Path], sql: str) -> list[dict[str, Any]]:
    import duckdb  # noqa: PLC0415 - quick commands need none

    if not paths:
        return []
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        found = connection.sql(sql, params={"paths": list(map(str, paths))}).to_arrow_table()
        rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def _size(part: Path) -> int:
    return sum(path.stat().st_size for path in [part, *part.rglob("*")] if path.is_file())


def publish(*, warehouse: WarehouseOption = None) -> None:
    """Export the marts and swap the catalogue again: after a move of the folder, or by hand.

    For example:

    `recoupe publish --warehouse /data/news`
    """
    from tasks import catalogue  # noqa: PLC0415 - quick commands need no DuckDB

    root = landed_warehouse_of(warehouse)
    tell(f"building the models of {root}, as soon as no other command writes there …")
    print_lines([str(catalogue.build_and_publish(root))])


def serve(
    inbox: Annotated[str, typer.Option(help="Folder that is read at every run.")] = "inbox",
    cron: Annotated[str, typer.Option(help="When to run.")] = "*/15 * * * *",
    *,
    warehouse: WarehouseOption = None,
) -> None:
    """Deploy the main flow over an inbox folder, with a schedule, on the Prefect server that the profile names.

    Runs until interrupted. For example:

    `recoupe serve --inbox /data/inbox --cron "0 * * * *"`
    """
    root = warehouse_of(warehouse)
    prepare_prefect(root)
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415 - as below

    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        message = f"--cron is {cron!r}, which is no cron expression; write five fields, as in '*/15 * * * *'"
        raise Failure(message) from error
    from flows.serve import serve_news  # noqa: PLC0415 - must come after Prefect's environment is set

    Path(inbox).mkdir(parents=True, exist_ok=True)
    serve_news(root, Path(inbox).resolve(), cron)
