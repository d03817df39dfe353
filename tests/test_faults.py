"""Promises of robustness: kills, races, readers, full disks, a schedule on a real server. Slow: `make test-all`."""

from __future__ import annotations

import asyncio
import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from tasks import ROOT, catalogue, landing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Event
    from pathlib import Path

pytestmark = pytest.mark.fault

PATIENCE = 180
"""Seconds for one run or one server to do what it should; a busy machine is slow."""

PLACES = ["Lyon", "Marseille", "Kiev", "Bruxelles", "Lille", "Strasbourg", "Bordeaux", "Rennes", "Bamako", "Genève"]
SOURCES = ["la préfecture", "les pompiers", "le ministre Jean Valmont", "Washington", "la CGT", "l'hôpital"]
EVENTS = [
    "Un défilé a réuni {n} personnes à {place}, selon {source}. La veille, ils étaient déjà {m} sur la grand-place.",
    "Au moins {m} maisons ont été inondées près de {place}, a indiqué {source}. Environ {n} habitants sont évacués.",
    "{source} annonce {n} emplois supprimés à {place} d'ici à 2026, soit près de {m} % des effectifs du groupe.",
    "L'accident a fait {m} blessés à {place}, d'après {source}. Le chantier coûte {n} euros par jour de retard.",
]


def article(number: int, publisher: str = "Le Courrier") -> str:
    """One line of JSON Lines; every seventh is a near-copy of the one before it."""
    told = number - (number % 7 == 6)
    text = EVENTS[told % 4].format(
        n=1000 + 37 * told, m=3 + told % 90, place=PLACES[told % 10], source=SOURCES[told % 6]
    )
    more = f"Les secours restent mobilisés, et {2 + number % 5} enquêtes sont ouvertes depuis mardi dernier."
    day = f"2024-11-{1 + told % 28:02}"
    record = {"id": f"a{number}", "publisher": publisher, "date": day, "text": f"{text} {more}"}
    return json.dumps(record, ensure_ascii=False) + "\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 articles and one broken line in three files."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, numbers in {"a": range(50), "b": range(50, 80), "shared": range(80, 150)}.items():
        (folder / f"{name}.jsonl").write_text("".join(map(article, numbers)), encoding="utf-8")
    with (folder / "shared.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    return folder


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], Any], seconds: float = PATIENCE, *, every: float = 0.05) -> Any:  # noqa: ANN401 - whatever `what` answers
    """The first answer of `what` that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := what():
            return answer
        time.sleep(every)
    pytest.fail(f"nothing within {seconds} s")


def environment(**more: str) -> dict[str, str]:
    """Ours without what other tests set for Prefect, and two workers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "RECOUPE_WORKERS": "2", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", **more}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of commands that talk to a Prefect server of its own."""
    port, home = free_port(), tmp_path_factory.mktemp("prefect")
    given = environment(PREFECT_HOME=str(home), PREFECT_SERVER_API_PORT=str(port))
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    with (home / "log").open("w") as log, group(command, env=given, stdout=log, stderr=log) as process:
        wait_for(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, (home / "log").read_text()
        yield given | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}


def answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def group(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:  # noqa: ANN401 - handed to Popen
    """A command in a process group of its own, of which nothing is left behind the block."""
    with subprocess.Popen(command, text=True, cwd=ROOT, start_new_session=True, **options) as process:
        try:
            yield process
        finally:
            if alive(process.pid):
                os.killpg(process.pid, signal.SIGKILL)


def alive(group_id: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group_id, 0)
    except ProcessLookupError:
        return False
    return True


def recoupe(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "flows", *map(str, arguments)]


def started(warehouse: Path, *sources: Path, env: dict[str, str]) -> Any:  # noqa: ANN401 - a context manager of Popen
    command = recoupe("run", *sources, "--warehouse", warehouse, "--batch-size", 40)
    return group(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(warehouse: Path, *sources: Path, env: dict[str, str]) -> str:
    """What a run that must succeed said on standard error."""
    with started(warehouse, *sources, env=env) as process:
        talk = str(process.communicate(timeout=PATIENCE)[1])
    assert process.returncode == 0, talk
    return talk


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of one quiet run over the corpus."""
    warehouse = tmp_path_factory.mktemp("undisturbed")
    talk = finished(warehouse, corpus, env=server)
    assert "151 = 150 landed + 0 known + 1 rejected" in talk
    return catalogue.table_digests(warehouse)


def changed(path: Path, since: float) -> bool:
    return path.exists() and path.stat().st_mtime > since


MOMENTS: dict[str, Callable[[Path, float], bool]] = {
    "the first batch is staged": lambda w, _: any(w.glob("landing/_staging/*/*/documents/*.parquet")),
    "a shard is extracted": lambda w, since: any(
        changed(path, since) for path in w.glob("landing/_staging/*/*/figures/*.parquet")
    ),
    "a batch is committed": lambda w, since: any(changed(path, since) for path in w.glob("landing/_commits/*.json")),
    "models are being built": lambda w, since: changed(w / "build.duckdb", since),
    "marts are being published": lambda w, since: any(changed(path, since) for path in w.glob("marts/*/*.p*")),
}
"""When to kill: (warehouse, start of the run) → whether that moment has come."""


def test_a_run_that_is_killed_at_any_moment_is_made_good_by_the_next(
    corpus: Path, undisturbed: dict[str, str], server: dict[str, str], tmp_path: Path
) -> None:
    delays = random.Random(7)  # noqa: S311 - moments, not secrets
    for name, has_come in MOMENTS.items():
        since = time.time()
        with started(tmp_path, corpus, env=server) as process:
            wait_for(lambda: has_come(tmp_path, since) or process.poll() is not None, every=0.005)  # noqa: B023 - called here
            time.sleep(delays.uniform(0, 0.3))
            assert process.poll() is None, f"ended before the moment when {name}: {process.communicate()[1]}"
            os.killpg(process.pid, signal.SIGKILL)
    finished(tmp_path, corpus, env=server)
    assert catalogue.table_digests(tmp_path) == undisturbed
    assert landing.verify(tmp_path) == []


def test_nothing_outlives_a_run_whose_own_process_is_killed(
    corpus: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    alone = environment(PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120")  # a temporary server belongs to the run
    with started(tmp_path, corpus, env=alone) as process:
        wait_for(lambda: any(tmp_path.glob("landing/_staging/*/*/articles/*")) or process.poll() is not None)
        process.kill()
        process.wait()
        wait_for(lambda: not alive(process.pid), 20)
    staged = set(tmp_path.glob("landing/_staging/**/*"))
    finished(tmp_path, corpus, env=alone)
    assert catalogue.table_digests(tmp_path) == undisturbed
    assert staged <= set(tmp_path.glob("landing/_staging/**/*")), "what a killed run staged is swept after a day"


def test_two_runs_at_once_land_every_document_once(
    corpus: Path, undisturbed: dict[str, str], server: dict[str, str], tmp_path: Path
) -> None:
    shared = corpus / "shared.jsonl"
    with (
        started(tmp_path, corpus / "a.jsonl", shared, env=server) as one,
        started(tmp_path, corpus / "b.jsonl", shared, env=server) as other,
    ):
        said = [one.communicate(timeout=PATIENCE)[1], other.communicate(timeout=PATIENCE)[1]]
    assert [one.returncode, other.returncode] == [0, 0], said
    assert catalogue.table_digests(tmp_path) == undisturbed
    [(runs, wrong)] = ask(tmp_path, "select count(distinct run_id), count(*) filter (where not passed) from quality")
    assert (runs, wrong) == (2, 0)


def ask(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in catalogue.query(warehouse, sql).to_pylist()]


CONSISTENT = (
    "select (select list(n order by n) from (select count(*) as n from articles group by publisher)),"
    " (select count(*) from figures anti join articles using (article_id)),"
    " (select count(*) from mentions anti join articles using (article_id)),"
    " (select sum(figures) from articles) - (select count(*) from figures)"
)
"""Articles of each publisher, who stands for a batch; then three numbers that must be 0."""


def read_on(warehouse: Path, *, confined: bool, end: Event, said: Any) -> None:  # noqa: ANN401 - a queue of the spawn context
    """Read in a loop, each time through a fresh connection, until told to end; then say what was seen."""
    seen: set[tuple[Any, ...]] = set()
    reads = 0
    try:
        while not end.is_set():
            if confined:
                rows = ask(warehouse, CONSISTENT)
            else:
                with closing(duckdb.connect(warehouse / "news.duckdb", read_only=True)) as connection:
                    rows = connection.execute(CONSISTENT).fetchall()
            reads += 1
            seen |= {(tuple(counts), *rest) for counts, *rest in rows}
    except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
        said.put((reads, seen, repr(error)))
    else:
        said.put((reads, seen, None))


def test_readers_never_fail_and_never_see_half_a_batch(server: dict[str, str], tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    spawn = multiprocessing.get_context("spawn")
    end, said = spawn.Event(), spawn.Queue()
    readers: list[BaseProcess] = []
    for step in range(4):
        lines = [article(number, f"Journal {step}") for number in range(40 * step, 40 * step + 40)]
        (inbox / f"{step}.jsonl").write_text("".join(lines), encoding="utf-8")
        finished(warehouse, inbox, env=server)
        if not readers:
            for confined in (False, True):
                options = {"confined": confined, "end": end, "said": said}
                readers.append(spawn.Process(target=read_on, args=(warehouse,), kwargs=options, daemon=True))
                readers[-1].start()
    end.set()
    told = [said.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    whole = {((40,) * step, 0, 0, 0) for step in range(1, 5)}
    assert [error for _, _, error in told] == [None, None]
    assert all(seen <= whole for _, seen, _ in told), told
    assert all(reads > 20 and len(seen) >= 3 for reads, seen, _ in told), told


def test_a_worker_that_is_killed_is_said_plainly_and_the_next_run_completes(
    corpus: Path, undisturbed: dict[str, str], server: dict[str, str], tmp_path: Path
) -> None:
    with started(tmp_path, corpus, env=server) as process:
        wait_for(lambda: any(tmp_path.glob("landing/_staging/*/*/articles/*")) or process.poll() is not None)
        assert process.poll() is None, process.communicate()[1]
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        talk = str(process.communicate(timeout=PATIENCE)[1])
    assert process.returncode == 1
    assert "recoupe: a worker process died" in talk
    assert "run again" in talk
    assert "Traceback" not in talk
    finished(tmp_path, corpus, env=server)
    assert catalogue.table_digests(tmp_path) == undisturbed


def workers_of(process_id: int) -> list[int]:
    """The spawned worker processes of a run, by what `ps` shows."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [int(pid) for pid, parent, args in rows if int(parent) == process_id and "spawn_main" in args]


def test_a_warehouse_that_cannot_be_written_is_said_plainly(server: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with started(place, ROOT / "seeds" / "articles", env=server) as process:
            talk = str(process.communicate(timeout=PATIENCE)[1])
        assert process.returncode == 1
        assert talk.startswith(f"recoupe: {place}: ")
        assert "--warehouse" in talk
        assert "Traceback" not in talk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes, on machines where one may be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], check=False, capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_is_said_plainly_and_the_next_run_completes(
    corpus: Path, undisturbed: dict[str, str], server: dict[str, str], small_disk: Path
) -> None:
    warehouse = small_disk / "warehouse"
    with started(warehouse, corpus, env=server) as process:
        talk = str(process.communicate(timeout=PATIENCE)[1])
    assert process.returncode == 1
    last = next(line for line in talk.splitlines() if line.startswith("recoupe: "))
    assert os.strerror(errno.ENOSPC) in last
    assert str(small_disk) in last
    assert "Traceback" not in talk
    subprocess.run(["mount", "-o", "remount,size=300m", small_disk], check=True)
    finished(warehouse, corpus, env=server)
    assert catalogue.table_digests(warehouse) == undisturbed


def test_a_schedule_on_a_server_runs_the_flow(server: dict[str, str], tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    (inbox / "press.jsonl").write_text(article(0) + article(1) + "{broken\n", encoding="utf-8")
    command = recoupe("serve", "--inbox", inbox, "--cron", "* * * * *", "--warehouse", warehouse)
    with group(command, env=server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        found = wait_for(lambda: told_by(server, "scheduled"), every=1)
    assert found["tags"] >= {"recoupe", "auto-scheduled"}
    assert found["name"] == f"news into {warehouse}"
    tables = {"news-summary", "news-rejects", "news-disagreements", "news-revisions"}
    assert tables <= found["artifacts"] <= tables | {"news-chart"}
    assert {"read batch 1", "build models and publish"} <= found["tasks"]
    assert not {name for name in found["tasks"] if len(name.split()) < 2}, "every task run's name says what it works on"
    assert ask(warehouse, "select count(*) from articles") == [(2,)]
    assert ask(warehouse, "select reason from rejects") == [("bad_json",)]


def told_by(server: dict[str, str], what: str) -> Any:  # noqa: ANN401 - see `in_another_process`
    """What the server says of the first run that a schedule started and completed, else None."""
    answer = subprocess.run(
        [sys.executable, __file__, what], env=server, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    told = json.loads(answer)
    return told and {key: set(value) if isinstance(value, list) else value for key, value in told.items()}


def test_the_deployment_file_deploys_onto_a_work_pool(server: dict[str, str]) -> None:
    def prefect(*arguments: str) -> str:
        command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
        return subprocess.run(command, env=server, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    prefect("work-pool", "create", "recoupe", "--type", "process")
    prefect("deploy", "--all")
    listed = json.loads(prefect("deployment", "ls", "--output", "json"))
    (deployment,) = [found for found in listed if found["name"] == "inbox-pool"]
    assert deployment["work_pool_name"] == "recoupe"
    assert [schedule["schedule"]["cron"] for schedule in deployment["schedules"]] == ["*/15 * * * *"]


async def scheduled_run() -> dict[str, Any] | None:
    """Asked in a process of its own: Prefect takes its server's address from the environment, once."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - as above
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId  # noqa: PLC0415 - as above

    async with get_client() as client:
        runs = await client.read_flow_runs()
        done = [run for run in runs if run.auto_scheduled and run.state_name == "Completed"]
        if not done:
            return None
        this = FlowRunFilter(id=FlowRunFilterId(any_=[done[0].id]))
        return {
            "name": done[0].name,
            "tags": done[0].tags,
            "tasks": [run.name for run in await client.read_task_runs(flow_run_filter=this)],
            "artifacts": [artifact.key for artifact in await client.read_artifacts(flow_run_filter=this)],
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(scheduled_run())))
