"""Commands that look after the warehouse: status, publish, serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import duckdb
import pyarrow as pa
import typer

from flows.printing import Failure, Format, FormatOption, print_rows
from flows.settings import WarehouseOption, prepare_prefect, warehouse_of
from tasks import catalogue, landing


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

    Example: `recoupe status --digest`
    """
    root = warehouse_of(warehouse)
    if not landing.landing_of(root).exists():
        message = f"{root}: no warehouse here; make one with recoupe run, or name another with --warehouse"
        raise Failure(message)
    if digest:
        found = catalogue.table_digests(root)
        print_rows(pa.table({"table": list(found), "digest": list(found.values())}), how)
    elif verify:
        problems = landing.verify(root)
        catalogue.describe_tables(root)  # counts every mart: says so when one of its files is gone
        print_rows(pa.table({"problem": pa.array(problems, pa.string())}), how)
        if problems:
            message = f"{len(problems)} problems; restore the files named above"
            raise Failure(message)
    else:
        for table in _state(root):
            print_rows(table, how)


def _state(root: Path) -> list[pa.Table]:
    files = landing.committed_files(root)
    asked = {
        "runs": "select started_at, records_read as read, records_landed as landed, records_known as known,"
        " records_rejected as rejected, records_read = records_landed + records_known + records_rejected as reconciles,"
        " figures_landed as figures from read_parquet($paths) order by started_at desc limit 10",
        "rejects": "select stage, reason, count(*) as rows from read_parquet($paths) group by all order by all",
    }
    with duckdb.connect() as connection:
        answers = [
            cast("pa.Table", connection.sql(sql, params={"paths": list(map(str, files[table]))}).to_arrow_table())
            for table, sql in asked.items()
            if files[table]
        ]
    parts = [part for part in sorted(root.iterdir()) if not part.name.startswith(".")]
    sizes = [sum(path.stat().st_size for path in [part, *part.rglob("*")] if path.is_file()) for part in parts]
    counts = [len(paths) for paths in files.values()]
    landed = pa.table({"landed": list(files), "files": counts, "rows": [_rows(paths) for paths in files.values()]})
    disk = pa.table({"on disk": [part.name for part in parts], "megabytes": [round(size / 1e6, 1) for size in sizes]})
    return [*answers, landed, disk]


def _rows(paths: list[Path]) -> int:
    return sum(landing.row_count(path) for path in paths)


def publish(*, warehouse: WarehouseOption = None) -> None:
    """Export the marts and swap the catalogue again: after a move of the folder, or by hand.

    Example: `recoupe publish --warehouse /data/news`
    """
    root = warehouse_of(warehouse)
    with landing.writer_lock(root):
        catalogue.build_models(root, landing.committed_files(root))
        made = catalogue.publish(root, landing.state_id(root))
    typer.echo(made)


def serve(
    inbox: Annotated[str, typer.Option(help="Folder that is read at every run.")] = "inbox",
    cron: Annotated[str, typer.Option(help="When to run.")] = "*/15 * * * *",
    *,
    warehouse: WarehouseOption = None,
) -> None:
    """Deploy the main flow over an inbox folder, with a schedule, on the Prefect server that the profile names.

    Runs until interrupted. Example: `recoupe serve --inbox /data/inbox --cron "0 * * * *"`
    """
    root = warehouse_of(warehouse)
    prepare_prefect(root)
    from flows.serve import serve_news  # noqa: PLC0415 - must come after Prefect's environment is set

    Path(inbox).mkdir(parents=True, exist_ok=True)
    serve_news(root, Path(inbox).resolve(), cron)
