"""Articles of a batch → sentences, signatures, mentions, figures, dates, statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.shards import Shard, extract_shard

if TYPE_CHECKING:
    from flows.workers import Workers


@task(name="extract", task_run_name="extract {shard.batch_id}-{shard.number}", cache_policy=NO_CACHE)
def extract(shard: Shard, workers: Workers) -> Shard:
    """From articles to sentences, signatures, mentions, figures, dates, statements."""
    return workers.run(extract_shard, shard)
