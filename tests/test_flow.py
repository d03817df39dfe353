"""The main flow, whole: what is read lands once, reconciles, and is the same however it is cut."""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from flows import artifacts
from flows.artifacts import NOVELTIES_SHOWN
from flows.progress import TERMINAL
from tasks import catalogue, landing
from tasks.provenance import trace
from tests.conftest import ROOT
from tests.marts import MARCH, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.progress import Progress
    from tests.conftest import News

SAMPLES = ROOT / "seeds" / "articles"


def ask(warehouse: Path, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = catalogue.query(warehouse, sql).to_pylist()
    return rows


def article(number: int, text: str) -> str:
    return json.dumps({"id": f"a{number}", "publisher": "Le Courrier", "date": "2024-11-07", "text": text}) + "\n"


STORIES = [
    "Onze mille soldats ont été déployés dans la région, a déclaré jeudi le ministre de la Défense à Paris.",
    "La préfecture du Rhône a compté 1 200 manifestants à Lyon, contre 5 000 selon la CGT et Force ouvrière.",
    "L'incendie a fait au moins douze morts et une quarantaine de blessés, selon un dernier bilan des pompiers.",
    "Le groupe prévoit de supprimer 500 postes en France, soit près de 8 % de ses effectifs, d'ici à 2026.",
]


@contextmanager
def sources(folder: Path, lines: list[str]) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "press.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    yield str(path)


def test_every_sample_record_lands_and_reconciles(sampled: tuple[Path, Progress]) -> None:
    warehouse, progress = sampled
    assert progress.read == progress.rows["documents"] == progress.rows["articles"] == 38
    assert (progress.known, progress.rejected) == (0, 0)
    assert ask(warehouse, "from quality where not passed") == []
    assert ask(warehouse, "select count(*) as n from quality")[0]["n"] > 0


def test_every_figure_and_mention_is_where_it_says(sampled: tuple[Path, Progress]) -> None:
    warehouse, _ = sampled
    for table in ("figures", "mentions", "statements", "dates"):
        wrong = ask(
            warehouse,
            f"select t.* from {table} t join articles a using (article_id)"  # noqa: S608 - one of the four names above
            " where substring(a.text, t.start_char + 1, t.end_char - t.start_char) <> t.text",
        )
        assert wrong == []


def test_show_finds_the_bytes_that_came_in(sampled: tuple[Path, Progress]) -> None:
    warehouse, _ = sampled
    found = ask(warehouse, "select figure_id, text from figures order by figure_id")
    for row in found[::7]:
        shown = trace(warehouse, row["figure_id"])
        assert shown.span == row["text"]
        raw = Path(shown.source_uri).read_bytes()
        if not shown.record:
            assert raw[shown.raw_start : shown.raw_end] == shown.raw
        assert shown.raw


def test_the_answer_has_clashing_sources(sampled: tuple[Path, Progress]) -> None:
    warehouse, _ = sampled
    answer = ask(warehouse, (ROOT / "sql" / "queries" / "contested.sql").read_text(encoding="utf-8"))
    assert len({row["says"] for row in answer}) >= 3
    assert len({row["how_many"] for row in answer}) >= 4


def test_copies_and_versions_of_the_samples_are_related(sampled: tuple[Path, Progress]) -> None:
    warehouse, _ = sampled
    names = {
        row["article_id"]: Path(row["source_uri"]).name + ("#" + row["record"] if row["record"] else "")
        for row in ask_landing(warehouse)
    }
    found = {frozenset((names[row["a"]], names[row["b"]])) for row in ask(warehouse, "from duplicates")}
    lines = (SAMPLES / "agence.jsonl").read_text(encoding="utf-8").splitlines()
    records = {f"agence.jsonl#{json.loads(line)['id']}": f"agence.jsonl#line {n}" for n, line in enumerate(lines, 1)}
    gold = [
        json.loads(line) for line in (ROOT / "seeds" / "gold" / "copies.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    wanted = {frozenset((records.get(pair["a"], pair["a"]), records.get(pair["b"], pair["b"]))) for pair in gold}
    assert found == wanted


def ask_landing(warehouse: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - only here

    return [
        {**row, "article_id": row["document_id"]}
        for path in landing.committed_files(warehouse)["documents"]
        for row in pq.read_table(path, columns=["document_id", "source_uri", "record"]).to_pylist()
    ]


def test_running_again_lands_nothing_and_changes_nothing(run: News, tmp_path: Path) -> None:
    with sources(tmp_path / "in", [article(n, text) for n, text in enumerate(STORIES)]) as source:
        run(sources=[source], warehouse=str(tmp_path / "w"))
        before = catalogue.table_digests(tmp_path / "w")
        again = run(sources=[source], warehouse=str(tmp_path / "w"))
    assert (again.read, again.known, again.rows["documents"]) == (4, 4, 0)
    assert catalogue.table_digests(tmp_path / "w") == before
    assert ask(tmp_path / "w", "select count(distinct run_id) as n from quality") == [{"n": 2}]


def test_batches_and_their_order_do_not_matter(run: News, tmp_path: Path) -> None:
    lines = [article(n, text) for n, text in enumerate(STORIES)]
    with sources(tmp_path / "one", lines) as source:
        run(sources=[source], warehouse=str(tmp_path / "w1"))
    with sources(tmp_path / "two", lines[2:]) as second, sources(tmp_path / "three", lines[1::-1]) as first:
        run(sources=[second, first], warehouse=str(tmp_path / "w2"), batch_size=1)
    assert catalogue.table_digests(tmp_path / "w1") == catalogue.table_digests(tmp_path / "w2")


def test_bad_records_become_rejects_and_lose_nothing_else(run: News, tmp_path: Path) -> None:
    lines = [article(0, STORIES[0]), "{not json\n", '{"id": "empty", "text": "  "}\n', "[1]\n", article(1, STORIES[1])]
    with sources(tmp_path / "in", lines) as source:
        progress = run(sources=[source], warehouse=str(tmp_path / "w"))
        again = run(sources=[source], warehouse=str(tmp_path / "w"))
    assert (progress.read, progress.rows["documents"], progress.rejected) == (5, 2, 3)
    assert (again.read, again.known, again.rejected) == (5, 2, 3)
    found = ask(tmp_path / "w", "select record, reason from rejects order by record")
    assert found == [
        {"record": "line 2", "reason": "bad_json"},
        {"record": "line 3", "reason": "no_text"},
        {"record": "line 4", "reason": "not_an_object"},
    ]


def test_a_strict_run_stops_at_a_reject(run: News, tmp_path: Path) -> None:
    with (
        sources(tmp_path / "in", [article(0, STORIES[0]), "{not json\n"]) as source,
        pytest.raises(ValueError, match="--strict"),
    ):
        run(sources=[source], warehouse=str(tmp_path / "w"), strict=True)
    assert landing.read_commits(tmp_path / "w") == []


def test_a_new_version_is_kept_beside_the_old_one(run: News, tmp_path: Path) -> None:
    lines = [article(0, STORIES[0]), article(0, STORIES[0].replace("Onze mille", "Douze mille"))]
    with sources(tmp_path / "in", lines) as source:
        run(sources=[source], warehouse=str(tmp_path / "w"))
    assert [
        row["value"] for row in ask(tmp_path / "w", "select value from figures where kind = 'count' order by value")
    ] == [11000, 12000]
    assert ask(tmp_path / "w", "select relation from duplicates") == [{"relation": "version"}]


def test_a_failing_model_test_keeps_the_old_catalogue(run: News, tmp_path: Path) -> None:
    with sources(tmp_path / "in", [article(0, STORIES[0])]) as source:
        run(sources=[source], warehouse=str(tmp_path / "w"))
    published = (tmp_path / "w" / "news.duckdb").read_bytes()
    (path,) = landing.committed_files(tmp_path / "w")["figures"]
    shift_spans(path)
    with pytest.raises(catalogue.ModelError, match="slices"):
        catalogue.build_models(tmp_path / "w", landing.committed_files(tmp_path / "w"))
    assert (tmp_path / "w" / "news.duckdb").read_bytes() == published


def shift_spans(path: Path) -> None:
    """The fault under test: figures whose span is one character off."""
    import pyarrow as pa  # noqa: PLC0415 - only here
    import pyarrow.compute as pc  # noqa: PLC0415 - only here
    import pyarrow.parquet as pq  # noqa: PLC0415 - only here

    table = pq.read_table(path)
    place = table.schema.get_field_index("start_char")
    pq.write_table(table.set_column(place, table.schema.field(place), pc.add(table["start_char"], pa.scalar(1))), path)


def test_a_moved_warehouse_is_published_anew(sampled: tuple[Path, Progress], tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(sampled[0], moved)
    with landing.writer_lock(moved):
        catalogue.publish(moved, catalogue.build_id_of(moved))
    shutil.rmtree(moved / "build.duckdb", ignore_errors=True)
    assert ask(moved, "select count(*) as n from articles") == [{"n": 38}]


def test_fields_may_have_other_names(run: News, tmp_path: Path) -> None:
    line = json.dumps({"corps": STORIES[0], "text": "Menu", "auteurice": "A. Blin"}) + "\n"
    with sources(tmp_path / "in", [line]) as source:
        run(sources=[source], warehouse=str(tmp_path / "w"), fields={"text": ["corps"], "authors": ["auteurice"]})
    assert ask(tmp_path / "w", "select text, authors from articles") == [{"text": STORIES[0], "authors": "A. Blin"}]
    assert [row["text"] for row in ask(tmp_path / "w", "select text from figures")] == ["Onze mille"]


@pytest.mark.parametrize("path", ["/w[x]/:cross_mark:/[/]", "/[bold]w[/bold]"])
def test_a_path_is_told_as_it_is(path: str) -> None:
    with TERMINAL.capture() as told:
        TERMINAL.print(path, soft_wrap=True)
    assert told.get() == f"{path}\n"


async def artifacts_of(run_id: str) -> dict[str, Any]:
    """Key → data of what a run left."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - once its server is chosen
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId  # noqa: PLC0415 - as above

    async with get_client() as client:
        this = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(run_id)]))
        left = await client.read_artifacts(flow_run_filter=this)
    return {str(artifact.key): artifact.data for artifact in left}


def test_a_run_leaves_what_it_brought(sampled: tuple[Path, Progress]) -> None:
    warehouse, progress = sampled
    left = asyncio.run(artifacts_of(progress.run_id))
    disagreements = ask(warehouse, "select * from disagreements where relation != 'bound'")
    assert len(json.loads(left["news-disagreements"])) == min(len(disagreements), NOVELTIES_SHOWN) > 0
    assert json.loads(left["news-revisions"])[0]["about"]
    assert left["news-chart"].startswith("data:image/png;base64,")


def test_words_of_articles_are_no_markdown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[str] = []
    monkeypatch.setattr(artifacts, "create_table_artifact", lambda *_, **__: None)
    monkeypatch.setattr(artifacts, "create_image_artifact", lambda *_, description, **__: told.append(description))
    artifacts.leave_novelties(published(tmp_path, [replace(MARCH[0], label="[x](javascript:1) <b>*a*")]), ["batch"])
    assert r"\[x\]\(javascript:1\) \<b\>\*a\*" in told[0]


def test_a_run_without_claims_leaves_tables_that_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    left: dict[str, Any] = {}
    for kind in ("table", "image"):
        monkeypatch.setattr(artifacts, f"create_{kind}_artifact", lambda data, key, **_: left.update({key: data}))
    artifacts.leave_novelties(published(tmp_path, []), [])
    assert left == {"news-disagreements": [{"about": "none"}], "news-revisions": [{"about": "none"}]}
