"""Which texts share a signature, and which share nothing."""

from __future__ import annotations

import gzip
import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.shingles import BANDS, WINDOW
from tasks.signatures import sign, sign_all

DATA = Path(__file__).parents[2] / "shared" / "data"

TEXT = (
    "La crue de la Garonne a coupé trois routes et isolé deux villages dans la nuit de lundi à mardi. Les pompiers ont "
    "évacué 120 habitants de Castelmayran, dont 14 enfants, vers le gymnase du collège. Le préfet a demandé de ne pas "
    "prendre la voiture avant la décrue, attendue jeudi au plus tôt. L'eau a atteint 6,2 mètres au pont de Malause, "
    "soit quarante centimètres de moins que lors de la crue de 1981. Aucun blessé n'est à déplorer, mais une centaine "
    "de bêtes ont été emportées. Les écoles du canton resteront fermées jusqu'à la fin de la semaine."
)


def shared(one: str, other: str) -> int:
    """Bands and passages that two texts have in common."""
    first, second = sign("a", one), sign("b", other)
    return len({*first.bands} & {*second.bands}) + len({*first.passages} & {*second.passages})


def alike(one: str, other: str) -> bool:
    """Whether two texts are candidates, as sql/models/intermediate/int_copy_candidates.sql has it."""
    first, second = sign("a", one), sign("b", other)
    fewer = min(len(first.passages), len(second.passages))
    return bool({*first.bands} & {*second.bands} or len({*first.passages} & {*second.passages}) >= 0.3 * fewer)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace(" ", "\n"),
        TEXT.replace("'", "’").replace(". ", " ! « "),
        TEXT.replace("6,2 ", "６,２\u00a0"),
    ],
    ids=["same", "capitals", "lines", "marks", "wide digits"],
)
def test_exact_copies_have_one_signature(copy: str) -> None:
    assert sign("a", copy) == sign("a", TEXT)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT.replace("120 habitants", "135 habitants"),
        TEXT.replace(" à mardi", ""),
        "Inondations : trois routes coupées\n" + TEXT + "\nLire aussi : ce que l'on sait de la crue",
        TEXT[: 3 * len(TEXT) // 4],
    ],
    ids=["another number", "two words less", "headline and link around", "cut at three quarters"],
)
def test_near_copies_share_bands_but_not_the_key(copy: str) -> None:
    assert shared(TEXT, copy) > 0
    assert sign("a", TEXT).text_key != sign("a", copy).text_key


@pytest.mark.parametrize(
    "other",
    [
        "Le conseil municipal a voté le budget lundi soir par 21 voix contre 8, après cinq heures de débat.",
        " ".join(reversed(TEXT.split())),
        "",
    ],
    ids=["another event", "same words, other order", "nothing"],
)
def test_other_texts_share_nothing(other: str) -> None:
    assert shared(TEXT, other) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" … — ! ", 0),
        ("Un", 1),
        ("un deux trois quatre", 1),
        ("un deux trois quatre cinq", 1),
        ("un deux trois quatre cinq six", 2),
        ("de " * 100, 1),
    ],
)
def test_shingle_count_is_of_distinct_windows(text: str, count: int) -> None:
    signature = sign("a", text)
    assert signature.shingle_count == count
    assert len(signature.bands) == (BANDS if count else 0)


def test_short_texts_are_told_apart_by_all_their_words() -> None:
    texts = ["Oui", "Oui oui", "Non", "oui et non", "non et oui", "oui et non alors", "oui et non alors bon"]
    assert not any(shared(one, other) for one, other in combinations(texts, 2))


def test_signatures_never_change() -> None:
    """Landed signatures are compared with those of later runs: another hash here needs a rebuild of every warehouse."""
    signature = sign("a", TEXT)
    assert (signature.text_key, signature.shingle_count) == (2980167228585975818, 100)
    assert signature.bands[:3] == [38396527568, 242846289325, 570805998129]


def test_no_text_has_a_say_in_the_signature_of_another() -> None:
    texts = ["", TEXT, "Un", "…", "mot " * 70_000, TEXT.replace("6,2", "６,２"), "km² 🔴 東京 e\u0301té", TEXT[:90], ""]
    named = [(str(number), text) for number, text in enumerate(texts)]
    assert sign_all(named) == [sign(*pair) for pair in named]
    assert sign_all([]) == []


def test_twenty_words_in_a_row_share_a_passage() -> None:
    words = TEXT.split()
    for start in range(0, len(words) - 24, 5):
        run = " ".join(words[start : start + 24]).replace("'", "")
        page = " ".join(f"autre{n}" for n in range(900)) + " " + run + " " + " ".join(f"encore{n}" for n in range(900))
        assert {*sign("a", run).passages} & {*sign("b", page).passages}


@given(st.text(max_size=400))
def test_bands_are_sorted_distinct_and_fit_the_column(text: str) -> None:
    signature = sign("a", text)
    assert signature.bands == sorted(set(signature.bands))
    assert all(-(2**63) <= key < 2**63 for key in [signature.text_key, *signature.bands])


@pytest.mark.parametrize(("jaccard", "least", "most"), [(0.7, 1.0, 1.0), (0.5, 1.0, 1.0), (0.05, 0.0, 0.05)])
def test_pairs_are_found_as_often_as_they_are_alike(jaccard: float, least: float, most: float) -> None:
    """Texts of 300 words of which a run in the middle is shared, so that the share of common windows is `jaccard`."""
    chance = random.Random(7)  # noqa: S311 - fixed texts, no secret
    found = [alike(*_pair(chance, jaccard)) for _ in range(150)]
    assert least <= sum(found) / len(found) <= most


def _pair(chance: random.Random, jaccard: float) -> tuple[str, str]:
    words = 300
    common = round(2 * jaccard / (1 + jaccard) * words) + WINDOW - 1
    run = [f"mot{chance.randrange(5000)}" for _ in range(common)]
    one, other = ([f"mot{chance.randrange(5000)}" for _ in range(words - common)] for _ in range(2))
    return " ".join(one + run), " ".join(run + other)


def test_near_copies_of_the_press() -> None:
    pairs_file, press = DATA / "labels" / "near_duplicate_pairs.jsonl", DATA / "press_fr" / "gilets_jaunes.jsonl.gz"
    if not pairs_file.exists() or not press.exists():
        pytest.skip("development data is not here")
    pairs = [json.loads(line) for line in pairs_file.read_text(encoding="utf-8").split("\n") if line]
    close = [(pair["a"], pair["b"]) for pair in pairs if pair["jaccard5"] >= 0.5]
    wanted = {name for pair in close for name in pair}
    with gzip.open(press, "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in wanted}
    found = [alike(texts[one], texts[other]) for one, other in close]
    assert sum(found) / len(found) > 0.99
