"""What each step does: pure functions of (article, language pack); no Prefect, no clock, no global state."""

from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds sql/ and seeds/: the checkout, or site-packages for a built wheel."""

SAMPLES = ROOT / "seeds" / "articles"
"""The sample articles and, beside them, their metadata.csv; a built wheel has none."""

__version__ = version("recoupe")
