"""Values as SQL writes them where it takes no parameters: in a view, ATTACH, COPY."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def text_literal(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """One file as `read_parquet` names it: absolute, and signs that would make it a pattern taken literally."""
    return text_literal("".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.resolve())))
