"""Which language a text is in, and what a pack says of a language."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from tasks.languages import SLICE, SURE, UNDETERMINED, _language_of_sample, language_of, pack_codes, pack_of
from tasks.profiles import grams_of, profiles

SENTENCES = Path(__file__).parents[2] / "shared" / "data" / "language_id" / "sentences.jsonl.gz"

FRENCH = "Les pompiers ont éteint l'incendie dans la nuit, mais la route reste fermée à la circulation."
ENGLISH = "The firefighters put out the blaze during the night, but the road is still closed to traffic."

TEXTS = {
    FRENCH: "fr",
    ENGLISH: "en",
    "Die Feuerwehr hat den Brand in der Nacht gelöscht, die Straße bleibt jedoch gesperrt.": "de",
    "Los bomberos apagaron el incendio durante la noche, pero la carretera sigue cerrada.": "es",
    "Пожежники загасили вогонь уночі, але дорога залишається закритою для руху.": "uk",
    "رجال الإطفاء أخمدوا الحريق خلال الليل لكن الطريق ما زال مغلقا أمام حركة السير": "ar",
    "消防员昨夜扑灭了大火，但是道路仍然封闭，警方正在调查事故的原因。": "zh",
    "消防員昨夜撲滅了大火，但是道路仍然封閉，警方正在調查事故的原因。": "zh",
    "消防隊は夜のうちに火を消しましたが、道路はまだ通行止めになっています。": "ja",
    "LES POMPIERS ONT ÉTEINT L'INCENDIE PENDANT LA NUIT": "fr",
    "THE FIREFIGHTERS PUT OUT THE BLAZE DURING THE NIGHT": "en",
    "Environ 12.500 foyers privés d'électricité, 3.200 hier https://journal.example/2024/11/02/panne-a-8-h-30": "fr",
    "https://journal.example/2024/11/02/the-road-is-still-closed-to-all-traffic": UNDETERMINED,
    "": UNDETERMINED,
    " \n\t ": UNDETERMINED,
    "OK": UNDETERMINED,
    "12 500, 3.200 et 8,5 %": UNDETERMINED,
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20": UNDETERMINED,
    # langdetect knows neither, and says Norwegian, Swedish or Hungarian for the first
    "Slökkviliðið slökkti eldinn í nótt en vegurinn er enn lokaður fyrir allri umferð þar til síðdegis.": UNDETERMINED,
    "Հրշեջները գիշերը մարեցին հրդեհը, սակայն ճանապարհը դեռ փակ է": UNDETERMINED,
    f"{FRENCH} {ENGLISH}": UNDETERMINED,
}


@pytest.mark.parametrize(("text", "language"), TEXTS.items(), ids=[text[:30] for text in TEXTS])
def test_language_of(text: str, language: str) -> None:
    assert language_of(text)[0] == language


@given(st.text(max_size=300))
def test_any_text_has_an_answer_that_its_confidence_agrees_with(text: str) -> None:
    language, confidence = language_of(text)
    assert 0 <= confidence <= 1
    assert (language == UNDETERMINED) == (confidence < SURE)


def test_more_of_a_language_is_surer_than_less() -> None:
    words = FRENCH.split()
    confidences = [language_of(" ".join(words[:size]))[1] for size in (3, 8, len(words))]
    assert confidences == sorted(confidences)


def test_a_foreign_page_header_does_not_name_the_language() -> None:
    article = " ".join([FRENCH] * 30)
    assert len(article) > 3 * SLICE
    assert language_of(f"{ENGLISH}\n{article}")[0] == "fr"


def test_an_exact_copy_is_detected_once() -> None:
    text = f"{FRENCH} Les deux ponts du village aussi."
    language_of(text)
    detected = _language_of_sample.cache_info().misses
    language_of(text)
    assert _language_of_sample.cache_info().misses == detected


def test_another_process_and_other_threads_say_the_same() -> None:
    program = "import sys; from tasks.languages import language_of; print(language_of(sys.argv[1]))"
    here = language_of(FRENCH)
    root = Path(__file__).parents[1]
    there = subprocess.run(
        [sys.executable, "-c", program, FRENCH], capture_output=True, text=True, check=True, cwd=root
    ).stdout
    assert there.strip() == str(here)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(language_of, [FRENCH] * 8)) == {here}


@pytest.mark.parametrize("text", [text for text in TEXTS if not text.isupper()], ids=lambda text: text[:30])
def test_n_grams_are_those_of_langdetect(text: str) -> None:
    detector = langdetect().create()
    detector.append(text)
    detector.cleaning_text()
    known = set(profiles().keys.tolist())
    ours = Counter(key for keys in grams_of(text) for key in keys.tolist() if key in known)
    grams = detector._extract_ngrams()  # noqa: SLF001 - what the public detect() draws from
    theirs = Counter(int("".join(f"{ord(char):021b}" for char in gram), 2) for gram in grams)
    assert ours == theirs


@cache
def langdetect() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory


def test_sentences_of_79_languages() -> None:
    """Every fourth sentence; about a hundred letters each."""
    if not SENTENCES.exists():
        pytest.skip("development data is not here")
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::4]
    known = {code[:2] for code in profiles().codes} | {"nb", "nn"}
    found = [(row["lang"].replace("nb", "no").replace("nn", "no"), language_of(row["text"])[0]) for row in rows]
    counts = Counter(
        (row["lang"] in known, "right" if said == lang else "und" if said == UNDETERMINED else "wrong")
        for row, (lang, said) in zip(rows, found, strict=True)
    )
    of_known = sum(count for (is_known, _), count in counts.items() if is_known)
    assert counts[True, "right"] / of_known > 0.92
    assert counts[True, "wrong"] / of_known < 0.01
    assert counts[False, "und"] / (counts.total() - of_known) > 0.78


def test_a_language_without_pack_has_an_empty_one() -> None:
    pack = pack_of("xx")
    assert pack.code == "xx"
    assert dict(pack.section("sentences")) == {}


def test_packs_are_named_by_their_files() -> None:
    assert {"en", "fr"} <= set(pack_codes())
    assert [pack_of(code).code for code in pack_codes()] == list(pack_codes())


@pytest.mark.parametrize(
    ("content", "complaint"), [("code = 'yy'\nname = 'Y'", "must be 'xx'"), ("code = ", "not TOML")]
)
def test_a_broken_pack_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, complaint: str) -> None:
    (tmp_path / "xx.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr("tasks.languages.PACKS", tmp_path)
    with pytest.raises(ValueError, match=complaint):
        pack_of.__wrapped__("xx")
