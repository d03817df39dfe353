"""Build sql/ over what is landed, run its tests, publish the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks import catalogue, landing

if TYPE_CHECKING:
    from pathlib import Path

    from prefect.client.schemas.objects import State, TaskRun
    from prefect.tasks import Task


IO_RETRIES = 3
IO_DELAYS: list[float] = [1, 5, 20]
"""Seconds before each retry."""


async def is_io_error(_task: Task[..., object], _run: TaskRun, state: State[object]) -> bool:
    """Whether a task run failed for its disk or network, which may pass, and not for its data, which will not."""
    return isinstance(await state.aresult(raise_on_failure=False), OSError)


@task(
    name="model",
    task_run_name="build models and publish",
    tags=["model"],
    cache_policy=NO_CACHE,
    retries=IO_RETRIES,
    retry_delay_seconds=IO_DELAYS,
    retry_condition_fn=is_io_error,
)
def build_and_publish(warehouse: Path) -> Path:
    """Build and test the models over the committed files, then swap the catalogue; its path.

    Raises:
        tasks.catalogue.ModelError: a model or test failed; the old catalogue stays.
    """
    landing.compact(warehouse)
    published = catalogue.build_and_publish(warehouse)
    landing.sweep(warehouse, older_than=catalogue.retention_seconds())
    return published
