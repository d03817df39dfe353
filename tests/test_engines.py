"""Engines: models of several libraries behind one protocol, and the memory of paragraphs read before."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from flows.cli import app
from tasks.entities import Engines, Span, find_mentions, load_engine
from tasks.entities.engines import source_of
from tasks.entities.engines.gliner import GlinerEngine
from tasks.entities.engines.models import ModelError, Source
from tasks.entities.engines.paragraphs import straighten, whole_words, windows
from tasks.entities.engines.spacy import SpacyEngine
from tasks.entities.engines.transformers import TransformersEngine
from tasks.languages import Pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tasks.entities import Engine


TEXT = "Ruth Kern parle à l’usine. Puis Ruth Kern se tait."


def tiny_spacy(folder: Path, *, seed: int = 0, label: str = "PER") -> Path:
    """A model that has learnt one name, in less than a second."""
    import spacy  # noqa: PLC0415 - half a second
    from spacy.training import Example  # noqa: PLC0415 - as above
    from thinc.api import fix_random_seed  # noqa: PLC0415 - as above

    fix_random_seed(seed)
    nlp = spacy.blank("fr")
    nlp.add_pipe("ner").add_label(label)  # type: ignore[attr-defined] # spaCy's components are callables for mypy
    spans = {"entities": [(0, 9, label), (32, 41, label)]}
    examples = [Example.from_dict(nlp.make_doc(straighten(TEXT)), spans)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    nlp.meta["name"] = "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_spacy(tmp_path_factory.mktemp("models") / "tiny")


def test_the_model_of_a_pack_is_loaded_once_for_all_who_ask() -> None:
    assert isinstance(load_engine("fr"), SpacyEngine)
    assert load_engine("fr") is load_engine("fr") is Engines(("en=other",))("fr")


def test_any_spacy_model_is_read_from_its_folder(tiny: Path) -> None:
    (mentions,) = find_mentions([("a", TEXT, "fr")], engines=Engines((f"fr={tiny}",)))
    assert [(m.start_char, m.end_char, m.text, m.label) for m in mentions] == [
        (0, 9, "Ruth Kern", "PERSON"),
        (32, 41, "Ruth Kern", "PERSON"),
    ]
    assert all(m.engine.startswith("spacy/tiny-") for m in mentions)


def test_two_models_of_one_name_and_version_are_two_engines(tiny: Path, tmp_path: Path) -> None:
    other = tiny_spacy(tmp_path / "tiny", seed=1)
    names = {Engines((str(folder),))("fr").name for folder in (tiny, other)}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("given", "language", "source"),
    [
        ("fr_core_news_sm", "ru", Source("spacy", "fr_core_news_sm")),
        ("fr=models/mine", "fr", Source("spacy", "models/mine")),
        ("gliner:urchade/gliner_multi-v2.1", "fr", Source("gliner", "urchade/gliner_multi-v2.1")),
        ("fr=transformers:models/a=b:c", "fr", Source("transformers", "models/a=b:c")),
    ],
)
def test_a_model_is_given_by_language_engine_and_name(given: str, language: str, source: Source) -> None:
    assert source_of(language, [given]) == source


def test_a_model_for_one_language_leaves_the_others_to_their_packs_and_the_last_one_counts() -> None:
    models = ("one", "fr=two", "fr=three")
    assert [found and found.model for found in (source_of("fr", models), source_of("en", models))] == ["three", "one"]
    assert source_of("en", ["fr=two"]) == source_of("en")


def test_a_pack_may_name_another_engine_and_its_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    section = {"model": "org/model", "engine": "transformers", "labels": {"Personne": "PERSON"}}
    monkeypatch.setattr("tasks.entities.engines.pack_of", lambda _: Pack("xx", "Test", {"entities": section}))
    assert source_of("xx") == Source("transformers", "org/model", (("Personne", "PERSON"),))
    section["engine"] = "steam"
    with pytest.raises(ModelError, match=r"'steam'.*spacy, transformers, gliner"):
        source_of("xx")


def test_a_pack_s_model_that_is_missing_is_said_and_the_gazetteer_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Pack("xx", "Test", {"entities": {"model": "no_such_model_package"}})
    monkeypatch.setattr("tasks.entities.engines.pack_of", lambda _: pack)
    engines = Engines()
    (line,) = engines.missing(["xx", "yy"])
    assert "no_such_model_package" in line
    assert "gazetteer only" in line
    assert engines("xx").name == "gazetteer"


def test_the_command_says_once_that_a_model_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Pack("fr", "French", {"entities": {"model": "no_such_model_package"}})
    monkeypatch.setattr("tasks.entities.engines.pack_of", lambda _: pack)
    lines = '{"id": 1, "text": "Paris.", "language": "fr"}\n' * 3
    done = CliRunner().invoke(app, ["extract", "entities", "--jsonl"], input=lines, catch_exceptions=False)
    assert done.stdout.count('"engine":"gazetteer"') == 3
    assert done.stderr.count("gazetteer only") == 1


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("no_such_package", "'no_such_package' is neither installed nor a folder"),
        ("transformers:org/model", r"needs .*torch.*pip install 'recoupe\[transformers\]'"),
        ("gliner:org/model", r"needs gliner.*pip install 'recoupe\[gliner\]'"),
    ],
)
def test_a_model_that_is_asked_for_must_be_there(model: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.entities.engines.models.find_spec", lambda _: None)
    with pytest.raises(ModelError, match=said):
        Engines((model,)).check()


@pytest.mark.parametrize("command", [["run"], ["extract", "entities"]])
def test_commands_refuse_a_missing_model_before_they_read(command: list[str], tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ModelError, match="'no_such_package' is neither"):
        CliRunner().invoke(app, [*command, str(text), "--model", "fr=no_such_package"], catch_exceptions=False)


def test_a_command_reads_with_the_model_that_it_is_given(tiny: Path) -> None:
    given = ["extract", "entities", "--language", "fr", "--model", f"fr=spacy:{tiny}"]
    done = CliRunner().invoke(app, given, input=TEXT, catch_exceptions=False)
    assert done.stdout.count('"text":"Ruth Kern"') == done.stdout.count('"engine":"spacy/tiny-') == 2


def test_a_model_is_refused_where_it_can_find_nothing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"finds ANIMAL; none of it is known"):
        Engines((str(tiny_spacy(tmp_path / "animals", label="ANIMAL")),))("fr")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot be loaded"):
        Engines((str(tmp_path / "empty"),))("fr")


class FakePipeline:
    """As a pipeline of transformers: tokens of four characters at most; a token of capitals is a person's."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def tokenizer(self, text: str, **_: object) -> dict[str, list[tuple[int, int]]]:
        return {"offset_mapping": [(at, min(at + 4, len(text))) for at in range(0, len(text), 4)]}

    def __call__(self, text: str) -> list[dict[str, Any]]:
        self.read.append(text)
        at = text.find("ACRO")
        found = [] if at < 0 else [{"entity_group": "PER", "start": at, "end": at + 4, "word": "?", "score": 0.9}]
        return [*found, {"entity_group": "UNKNOWN", "start": 0, "end": 1, "word": "?", "score": 0.9}]


def test_a_transformer_s_parts_of_words_become_spans_of_the_paragraph() -> None:
    pipeline = FakePipeline()
    engine = TransformersEngine(pipeline, "transformers/fake-1", {"PER": "PERSON"}, limit=10)
    paragraph = "mot " * 31 + "MACRON parle. " + "mot " * 20
    assert engine.ents([paragraph, ""]) == [[Span(124, 130, "PERSON")], []]
    assert max(map(len, pipeline.read)) <= 40
    assert "".join(pipeline.read) == paragraph


class FakeGliner:
    def __init__(self) -> None:
        self.read: list[str] = []

    def predict_entities(self, text: str, labels: Sequence[str], threshold: float) -> list[dict[str, Any]]:
        assert list(labels) == ["person"]
        assert threshold == 0.5
        self.read.append(text)
        at = text.find("Ruth")
        return [] if at < 0 else [{"start": at, "end": at + 9, "text": "?", "label": "person", "score": 0.9}]


def test_gliner_is_asked_for_its_labels_window_by_window() -> None:
    model = FakeGliner()
    engine = GlinerEngine(model, "gliner/fake-1", {"person": "PERSON"}, limit=12)
    paragraph = "Un mot. " * 10 + TEXT
    (spans,) = engine.ents([paragraph])
    assert {paragraph[span.start : span.end] for span in spans} == {"Ruth Kern"}
    assert all(len(text.replace(".", " .").split()) <= 12 for text in model.read)


def tiny_bert(folder: Path, kind: str, *special: str, **options: Any) -> None:  # noqa: ANN401 - the library's options
    """A BERT of random weights that reads letters, saved with its tokenizer."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch").manual_seed(0)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *special, ".", "'", *ascii_lowercase]
    words += [f"##{letter}" for letter in ascii_lowercase]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    limit = options["max_position_embeddings"]
    transformers.BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=limit).save_pretrained(folder)
    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = transformers.BertConfig(vocab_size=len(words), **small, **options)
    getattr(transformers, kind)(config).save_pretrained(folder)


def check_spans(engine: Engine) -> None:
    """Spans slice, none overlaps, and a paragraph is read the same in any company."""
    paragraphs = [TEXT * 20, "x" * 150, "", "👍 é", TEXT]
    found = engine.ents(paragraphs)
    assert engine.ents(paragraphs[::-1]) == found[::-1]
    assert sum(map(len, found)) > 0
    for paragraph, spans in zip(paragraphs, found, strict=True):
        assert all(0 <= span.start < span.end <= len(paragraph) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.filterwarnings("ignore")
def test_a_real_transformer_is_loaded_from_its_folder(tmp_path: Path) -> None:
    labels = {0: "O", 1: "B-PER", 2: "I-PER"}
    names = {label: at for at, label in labels.items()}
    folder = tmp_path / "tiny"
    tiny_bert(folder, "BertForTokenClassification", max_position_embeddings=24, id2label=labels, label2id=names)
    check_spans(Engines((f"transformers:{folder}",))("fr"))


@pytest.mark.filterwarnings("ignore")
def test_a_real_gliner_is_loaded_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gliner = pytest.importorskip("gliner")
    tiny_bert(tmp_path / "encoder", "BertModel", "<<ENT>>", "<<SEP>>", max_position_embeddings=512)
    config = gliner.GLiNERConfig(
        model_name=str(tmp_path / "encoder"), hidden_size=16, max_len=12, max_width=4, class_token_index=5
    )
    gliner.GLiNER.from_config(config).save_pretrained(tmp_path / "tiny")
    monkeypatch.setattr("tasks.entities.engines.gliner.THRESHOLD", 0.0)  # random weights are sure of nothing
    check_spans(Engines((f"gliner:{tmp_path / 'tiny'}",))("fr"))


@given(st.text(alphabet="ab .\n", max_size=120), st.integers(1, 9))
def test_windows_cover_all_tokens_once_and_none_is_too_long(text: str, limit: int) -> None:
    tokens = [(at, at + 1) for at, char in enumerate(text) if not char.isspace()]
    found = list(windows(text, tokens, limit))
    assert all(sum(start <= at < end for at, _ in tokens) <= limit for start, end in found)
    assert [at for start, end in found for at, _ in tokens if start <= at < end] == [at for at, _ in tokens]


def test_windows_end_behind_a_sentence_then_before_a_word() -> None:
    text = "Un deux. Trois quatre cinq six sept"
    tokens = [(m, m + 1) for m in range(len(text)) if not text[m].isspace()]
    assert [text[start:end] for start, end in windows(text, tokens, 12)] == [
        "Un deux.",
        "Trois quatre",
        "cinq six sept",
    ]


def test_spans_grow_to_whole_words_and_never_overlap() -> None:
    text = " Macron, Le Pen ?"
    assert whole_words(text, [Span(0, 3, "PERSON"), Span(3, 7, "ORG"), Span(8, 11, "LOC"), Span(15, 17, "ORG")]) == [
        Span(1, 7, "PERSON"),
        Span(9, 11, "LOC"),
    ]
