"""Custody beside the simplest programs that give the same promise, in one run: `python -m benchmarks.custody`.

1 durable changes a second (rows, signed event, signed head) beside a bare sqlite3 loop of one durable insert each;
2 events verified a second beside the signatures alone, one after another;
3 a case of many exhibits verified beside hashing the same files on all cores.

`--prototype FILE` takes another log into the comparison: a Python module with `Custody.create(path, key, name,
journal=, sync=)`, `.append(type, body, key)`, and `verify(path, public, check_sigs=)`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from casefiles import custody, event_check, event_pool, keys, notes, vault
from casefiles.case import DATABASE, Case
from casefiles.clock import stamp
from casefiles.custody import EVENT_TYPE, Act, Place
from casefiles.file_check import KeptFile, check_files
from casefiles.keys import Signer
from casefiles.merkle import Growing
from casefiles.notes import Checkpoint, origin, signer_name
from casefiles.verification import verify
from casefiles.views import Provided
from forensics.codec import Json

BODY: dict[str, Json] = {
    "item": "E-0001",
    "path": "originals/clip الفيديو.mp4",
    "size": 734_003_200,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "blake3": "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    "note": "copied from source, read back, hashes equal",
}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the clock, and of all processors in this process and those it started, that work took."""
    wall, cpu = time.perf_counter(), processor_time()
    work()
    return time.perf_counter() - wall, processor_time() - cpu


def processor_time() -> float:
    """Return the processor seconds of this process and of all that it waited for."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def bare_appends(path: Path, count: int, journal: str) -> None:
    """Insert blobs as large as an event and its head, one durable transaction each."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(f"PRAGMA journal_mode = {journal}")
        database.execute(f"PRAGMA synchronous = {'FULL' if journal == 'WAL' else 'EXTRA'}")
        database.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, canon BLOB, note TEXT)")
        for seq in range(count):
            database.execute("INSERT INTO event VALUES (?, ?, ?)", (seq, bytes(750), "x" * 250))


def changes(path: Path, signer: Signer, count: int) -> None:
    """Make changes without rows."""
    with Case.open(path, signer=signer) as case:
        for _ in range(count):
            with case.change("note", body=BODY):
                pass


def prototype_log(module: ModuleType, path: Path, count: int) -> Callable[[], None]:
    """Return what appends so many events to a new log of the other program, one durable transaction each.

    It ends as a case does, with the write-ahead log put into the file.
    """
    key = Ed25519PrivateKey.generate()
    log = module.Custody.create(os.fspath(path), key, "alice", journal="WAL", sync="FULL")

    def append() -> None:
        for _ in range(count):
            log.append("evidence.copy", BODY, key)
        log.db.close()

    return append


def appends(folder: Path, signer: Signer, count: int, rounds: int, other: ModuleType | None) -> None:
    """Compare in turns, so that what else the machine does falls on all."""
    times: dict[str, list[float]] = {}

    def take(name: str, work: Callable[[], object]) -> None:
        times.setdefault(name, []).append(timed(work)[0])

    for number in range(rounds):
        case = folder / f"appends{number}.assay"
        Case.create(case, name="b", claim="", signer=signer).close()
        take("bare, journal", lambda n=number: bare_appends(folder / f"d{n}.db", count, "DELETE"))
        take("bare, write-ahead", lambda n=number: bare_appends(folder / f"w{n}.db", count, "WAL"))
        if other:
            take("prototype", prototype_log(other, folder / f"p{number}.db", count))
        take("case.change", lambda path=case: changes(path, signer, count))
    best = {name: count / min(seconds) for name, seconds in times.items()}
    for name, rate in best.items():
        ratios = ", ".join(f"{rate / best[base]:.2f} of {base}" for base in best if base != name)
        print(f"{name:24} {rate:10,.0f} /s   {ratios}")


def long_log(path: Path, signer: Signer, count: int) -> None:
    """Write a log of so many events in one transaction, each event and head signed as ever."""
    with Case.create(path, name="b", claim="", signer=signer) as case:
        lengthen(case, signer, count)


def lengthen(case: Case, signer: Signer, count: int) -> None:
    """Add events to the log of a case, in one transaction, until there are so many."""
    edge, prev = Growing(), custody.NO_LEAF
    for (leaf,) in case.store.tuples("SELECT leaf FROM event ORDER BY seq"):
        assert isinstance(leaf, bytes)
        edge.add(leaf)
        prev = leaf.hex()
    with case.store.writing():
        for seq in range(edge.size, count):
            place = Place(case.id, seq, prev, stamp(case.clock.now()), "not asked")
            entry = custody.write(place, Act("note"), {**BODY, "rows": [], "runs": []}, signer)
            leaf = entry.leaf
            edge.add(leaf)
            prev = leaf.hex()
            text = Checkpoint(origin(case.id), edge.size, edge.root()).text()
            note = notes.sign(text, signer_name(signer.key_id), signer.public, signer.sign)
            blobs = {"canon": entry.canon, "signature": entry.signature, "leaf": leaf}
            case.store.insert("event", {"seq": seq, **blobs})
            case.store.insert("head", {"size": edge.size, "note": note})


def signatures_alone(path: Path, public: bytes) -> None:
    """Check every event's and every head's signature, one after another, and nothing else."""
    key = Ed25519PublicKey.from_public_bytes(public)
    with closing(sqlite3.connect(path / DATABASE)) as database:
        for canon, signature in database.execute("SELECT canon, signature FROM event"):
            key.verify(signature, custody.pae(EVENT_TYPE, canon))
        named = {signer_name(keys.key_id(public)): public}
        for (note,) in database.execute("SELECT note FROM head"):
            text, found = notes.signatures(note, named)
            key.verify(found[0][1], text.encode())


def without_signatures(path: Path) -> Callable[[], None]:
    """Return what verifies a case as ever, on all cores, but takes every signature for good."""

    def unsigned(*given: str) -> list[str]:
        return [sys.executable, "-m", "benchmarks.unsigned_check", *given]

    def work() -> None:
        kept = event_check.signed, event_pool.checking
        event_check.signed, event_pool.checking = (lambda *_: True), unsigned
        try:
            verified(path)
        finally:
            event_check.signed, event_pool.checking = kept

    return work


def compare_logs(folder: Path, signer: Signer, count: int, other: ModuleType | None) -> None:
    """Verify a long log, and a log of the other program that is as long."""
    path = folder / "long.assay"
    long_log(path, signer, count)
    ours, theirs = timed(lambda: verified(path)), timed(lambda: signatures_alone(path, signer.public))
    compare("verify", ours, theirs, "signatures alone", count, "events")
    if other is None:
        return
    database = folder / "prototype.db"
    key = Ed25519PrivateKey.generate()
    log = other.Custody.create(os.fspath(database), key, "alice", journal="WAL", sync="OFF")
    for _ in range(count - 1):
        log.append("evidence.copy", BODY, key)
    log.head(key, "alice")
    log.db.execute("PRAGMA journal_mode = DELETE")
    log.db.close()
    theirs = timed(lambda: other.verify(os.fspath(database), other.raw_pub(key)))
    compare("verify", ours, theirs, "prototype", count, "events")
    ours, theirs = timed(without_signatures(path)), timed(lambda: other.verify(os.fspath(database), check_sigs=False))
    compare("without signatures", ours, theirs, "prototype, without", count, "events")


def verified(path: Path) -> None:
    """Verify a case as anybody can, and see that it is whole."""
    with Case.open(path) as case:
        assert verify(case).problems == ()


def compare(
    name: str, ours: tuple[float, float], theirs: tuple[float, float], beside: str, units: float, unit: str
) -> None:
    """Print rates by the clock and by processor time, and their ratios."""
    print(f"{name:24} {units / ours[0]:10,.0f} {unit}/s by the clock, {units / ours[1]:10,.0f} by processor time")
    print(f"{beside:24} {units / theirs[0]:10,.0f} {unit}/s by the clock, {units / theirs[1]:10,.0f} by processor time")
    print(f"{'ratio':24} {theirs[0] / ours[0]:10.2f} by the clock, {theirs[1] / ours[1]:10.2f} by processor time")


def exhibits(folder: Path, signer: Signer, count: int, size: int) -> tuple[Path, list[KeptFile]]:
    """Make a case of so many exhibits; the copies are not flushed, because only the reading is measured."""
    path = folder / "exhibits.assay"
    kept = []
    with Case.create(path, name="b", claim="", signer=signer) as case:
        case.store.connection.execute("PRAGMA synchronous = OFF")
        source = folder / "source"
        for _ in range(count):
            source.write_bytes(random.randbytes(size))
            row = vault.acquire(case, source, Provided()).exhibit
            kept.append(KeptFile(row.stored_as, row.sha256, row.id, row.size))
    return path, kept


def hash_all(path: Path, kept: list[KeptFile]) -> None:
    """Hash files on all cores and do nothing else."""

    def digest(one: KeptFile) -> bool:
        with (path / one.path).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == one.sha256

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        assert all(pool.map(digest, kept))


def module_of(path: Path) -> ModuleType:
    """Return the module that stands in a file."""
    found = importlib.util.spec_from_file_location("prototype", path)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--exhibits", type=int, default=1_000)
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of an exhibit")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a temporary folder if not given")
    parser.add_argument("--prototype", type=Path, default=None, help="another log, as a module")
    given = parser.parse_args()
    other = module_of(given.prototype) if given.prototype else None
    with TemporaryDirectory(dir=given.folder) as place:
        folder = Path(place)
        signer = replace(keys.create(folder / "home", name="Bench", passphrase="x"), home=folder / "none")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        appends(folder, signer, given.changes, given.rounds, other)
        compare_logs(folder, signer, given.events, other)
        case, kept = exhibits(folder, signer, given.exhibits, given.size)
        total = sum(one.size for one in kept) / 1e6
        check_files(case, kept, lambda _count: None)  # both find the files in memory
        ours, theirs = timed(lambda: verified(case)), timed(lambda: hash_all(case, kept))
        compare(f"verify {given.exhibits} exhibits", ours, theirs, "hashing on all cores", total, "MB")


if __name__ == "__main__":
    main()
