"""The command `recoupe`, called in this process as its console script calls it."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest

from flows.cli import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def recoupe(*args: object, stdin: bytes = b"") -> Said:
    """Run the command on a terminal of 80 columns that it does not see: everything is piped."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8") for raw in (stdin, b"", b""))
    streams = patch.multiple(sys, argv=["recoupe", *map(str, args)], stdin=given, stdout=out, stderr=err)
    with patch.dict(os.environ, {"COLUMNS": "80", "RECOUPE_TERMINAL": ""}), streams:
        with pytest.raises(SystemExit) as end:
            main()
        out.flush()
        err.flush()
    told, talked = (stream.buffer.getvalue().decode() for stream in (out, err) if isinstance(stream.buffer, io.BytesIO))
    return Said(int(end.value.code or 0), told, talked)
