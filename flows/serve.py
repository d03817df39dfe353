"""Deployments and their schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.news import news

if TYPE_CHECKING:
    from pathlib import Path


def serve_news(warehouse: Path, inbox: Path, cron: str) -> None:
    """Serve the main flow over an inbox folder until interrupted; a run that is due while one works waits for it."""
    news.serve(
        name="inbox",
        cron=cron,
        parameters={"sources": [str(inbox)], "warehouse": str(warehouse)},
        tags=["recoupe"],
        description=f"Reads {inbox} into {warehouse}",
        limit=1,
    )
