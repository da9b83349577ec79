"""Single-byte changes of a case folder: `python -m benchmarks.crash.changes --count 10000`.

A case is made with everything that custody keeps: originals, derivatives, reports, seals of a local authority where
openssl is installed, statements, people. Then one byte somewhere in its files is changed, `verify` is asked, and the
byte is put back. Each change must be

- reported: verification names a problem, or refuses to open the case; or
- outside of the evidence: everything that can be read of the database through SQL is as it was, and the file is none
  that the log speaks of (the lock, free space in database pages, counters in its header, the time of a migration).

Anything else is printed as MISSED, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from casefiles import keys, people, reports, vault
from casefiles.case import DATABASE, Case
from casefiles.errors import AssayError
from casefiles.keys import Signer
from casefiles.verification import verify
from casefiles.views import Provided, Watcher

UNSPOKEN = ("incoming/",)
"""Beginnings of paths of files that hold no evidence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One byte: in which file, where, and what is added to it without carry."""

    path: Path
    offset: int
    bits: int

    def make(self) -> None:
        """Change the byte; the same again puts it back."""
        mode = self.path.stat().st_mode
        self.path.chmod(0o644)
        before = self.path.stat()
        with self.path.open("r+b", buffering=0) as file:
            file.seek(self.offset)
            (value,) = file.read(1)
            file.seek(self.offset)
            file.write(bytes([value ^ self.bits]))
        self.path.chmod(mode)
        os.utime(self.path, ns=(before.st_atime_ns, before.st_mtime_ns))


def make_case(folder: Path) -> tuple[Path, Signer]:
    """Return a closed case with a row in every table that custody is about, and its examiner."""
    jane = replace(keys.create(folder / "jane", name="Jane Doe", passphrase="x"), home=folder / "none")
    omar = keys.create(folder / "omar", name="Omar Haddad", passphrase="x")
    path, chance = folder / "c.assay", random.Random(7)
    with Case.create(path, name="flips", claim="It rained.", signer=jane) as case:
        for number in range(4):
            source = folder / f"source-{number}.bin"
            source.write_bytes(chance.randbytes(20_000 + 9_000 * number))
            vault.acquire(case, source, Provided(received_from="a reader", source="mail", note="as attachment"))
        people.enrol(case, people.request(case.id, omar), roles=("reviewer",), reason="second opinion")
        _derivative(case)
        _seal(case, folder)
        reports.write(case, folder=None, formats=("json", "html"), watcher=Watcher())
        assert verify(case).problems == ()
    return path, jane


def _derivative(case: Case) -> None:
    """Put a file beside the originals as an examination does, with its rows."""
    content = random.Random(8).randbytes(12_000)
    name = f"derivatives/sha256/{sha256(content).hexdigest()[:2]}/{sha256(content).hexdigest()}.png"
    (case.path / name).parent.mkdir(parents=True)
    (case.path / name).write_bytes(content)
    with case.change("examination", item="E-0001") as change:
        change.insert(
            "examination",
            {
                "id": "X-0001",
                "exhibit": "E-0001",
                "started": change.at,
                "ended": change.at,
                "by": "Jane Doe",
                "outcome": "complete",
                "results": 0,
                "findings": 0,
                "not_measured": 0,
                "environment": "[]",
            },
        )
        change.insert(
            "derivative",
            {
                "id": "D-0001",
                "examination": "X-0001",
                "parent": "E-0001",
                "quantity": "picture.still",
                "recipe": "",
                "media_type": "image/png",
                "width": 1,
                "height": 1,
                "sha256": sha256(content).hexdigest(),
                "path": name,
                "locus_words": "",
            },
        )


def _seal(case: Case, folder: Path) -> None:
    """Have the head sealed by an authority that openssl runs here, where it is installed."""
    try:
        from tests.casefiles.test_seal import OPENSSL, LocalAuthority
    except ImportError:
        return
    if OPENSSL is None:
        return
    from casefiles.seal import seal

    (folder / "tsa").mkdir()
    local = LocalAuthority(folder / "tsa")
    seal(case, local.authority, post=local.post)


def what_sql_shows(path: Path) -> bytes:
    """Return a digest of everything that can be read of a database through SQL; raise sqlite3.Error."""
    digest = sha256()
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        database.text_factory = bytes
        tables = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
        digest.update(repr(tables).encode())
        for pragma in ("application_id", "user_version"):
            digest.update(repr(database.execute(f"PRAGMA {pragma}").fetchall()).encode())
        for kind, name, _, _ in tables:
            if kind == b"table" and not name.startswith(b"sqlite_"):
                # When a migration was made is the one thing in the database that no event is about.
                what = "migration_set, name" if name == b"_sqlite_migrations" else "*"
                for row in database.execute(f'SELECT {what} FROM "{name.decode()}" ORDER BY 1, 2'):
                    digest.update(repr(row).encode())
    return digest.digest()


def judge(path: Path, change: Change, shown: bytes) -> str:
    """Return 'reported', 'outside of the evidence' or 'MISSED' for a change that was made."""
    try:
        with Case.open(path) as case:
            if verify(case).problems:
                return "reported"
    except AssayError:
        return "reported"
    inside = change.path.relative_to(path).as_posix()
    if inside.startswith(UNSPOKEN):
        return "outside of the evidence"
    if inside == DATABASE:
        try:
            return "outside of the evidence" if what_sql_shows(change.path) == shown else "MISSED"
        except (sqlite3.Error, UnicodeDecodeError):
            return "MISSED"
    return "MISSED"


def campaign(folder: Path, *, count: int, seed: int, show: bool = True) -> Counter[str]:
    """Make so many changes, each in a file chosen as often as any other kind of file; return how each was judged."""
    path, _ = make_case(folder)
    chance, outcomes = random.Random(seed), Counter[str]()
    kinds: dict[str, list[Path]] = {}
    for file in sorted(one for one in path.rglob("*") if one.is_file() and one.stat().st_size):
        kinds.setdefault(file.relative_to(path).parts[0], []).append(file)
    shown = what_sql_shows(path / DATABASE)
    weights = {kind: 10 if kind == DATABASE else 2 for kind in kinds}
    for number in range(count):
        kind = chance.choices(list(weights), list(weights.values()))[0]
        file = chance.choice(kinds[kind])
        change = Change(file, chance.randrange(file.stat().st_size), chance.randrange(1, 256))
        change.make()
        try:
            judged = judge(path, change, shown)
        finally:
            change.make()
        outcomes[f"{kind}: {judged}"] += 1
        if judged == "MISSED":
            print(f"MISSED: {file.relative_to(path)} at byte {change.offset}, bits {change.bits:08b}")
        if show and number % 500 == 499:
            print(f"{number + 1} changes", flush=True)
    with Case.open(path) as case:
        assert verify(case).problems == (), "the case is not as it was before"
    return outcomes


def main() -> int:
    """Make the changes and print how they were judged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="assay-changes-") as name:
        outcomes = campaign(Path(name), count=given.count, seed=given.seed)
    for words, times in sorted(outcomes.items()):
        print(f"{times:6}  {words}")
    missed = sum(times for words, times in outcomes.items() if words.endswith("MISSED"))
    print(f"{sum(outcomes.values())} changes, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
