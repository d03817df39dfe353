"""Articles of a batch → sentences, signatures, mentions, figures, dates, statements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.shards import Shard, extract_shard

if TYPE_CHECKING:
    from flows.workers import Workers
    from tasks.entities import Engines


@task(
    name="extract",
    task_run_name="extract batch {number} shard {shard.number}",
    tags=["extract"],
    cache_policy=NO_CACHE,
)
def extract(shard: Shard, workers: Workers, engines: Engines, number: int) -> Shard:  # noqa: ARG001 - batch number, for the run's name
    """From articles to sentences, signatures, mentions, figures, dates, statements."""
    return workers.run(partial(extract_shard, engines=engines), shard)
