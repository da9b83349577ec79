"""A library that desks share: entries that were given to it, in a PostgreSQL database, looked up by all who may read.

An entry is given deliberately, with whom to ask, and says what ``sharing.given`` says: never the case's path, and on
request no names. It holds no footage. Who may look up and who may give is ruled by the database's own roles; an entry
is taken back by who gave it. What comes from there is read as strictly as a file from a stranger.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from casefiles import library, sharing
from casefiles.errors import EntryRefused, SharedLibraryFailed, StorageFailed, UnknownItem
from casefiles.library import LibraryEntry
from casefiles.shared_index import SharedIndex
from forensics.codec import CodecError, clean_text, decode_as, encode
from forensics.fingerprint import sound, video
from forensics.fingerprint.codebook import codebook, codebook_sha256
from forensics.fingerprint.search import Found, checked
from forensics.fingerprint.sound import SoundFingerprint
from forensics.fingerprint.video import FingerprintRefused, VideoFingerprint

if TYPE_CHECKING:
    from psycopg import Connection

SETTING: Final = "shared.json"
_SECONDS: Final = 10
_MOST_BYTES: Final = 1 << 30

_TABLE: Final = """
CREATE TABLE {schema}.entries (
    name text PRIMARY KEY REFERENCES {schema}.members (name) ON DELETE CASCADE, sha256 text NOT NULL,
    said text NOT NULL, video bytea NOT NULL, sound bytea NOT NULL,
    giver text NOT NULL DEFAULT current_user, given timestamptz NOT NULL DEFAULT now());
CREATE INDEX entries_by_sha256 ON {schema}.entries (sha256);
ALTER TABLE {schema}.entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE {schema}.entries FORCE ROW LEVEL SECURITY;
CREATE POLICY read_all ON {schema}.entries FOR SELECT USING (true);
CREATE POLICY write_own ON {schema}.entries USING (giver = current_user) WITH CHECK (giver = current_user);
"""


@dataclass(frozen=True, slots=True)
class SharedHit:
    """An entry of the shared library that a clip was found in, with its fingerprints; ``found`` is None where only the
    file is the same.
    """

    entry: LibraryEntry
    video: VideoFingerprint
    sound: SoundFingerprint | None
    found: Found | None


def schema() -> str:
    """Return where in a database the library stands: one place for each codebook."""
    return f"assay_copies_{codebook_sha256()[:12]}"


def address() -> str:
    """Return the address of the shared library that is looked into, '' where there is none; raise EntryRefused."""
    path = library.place() / SETTING
    if not path.exists():
        return ""
    try:
        kept = json.loads(path.read_text("utf-8"))
        return str(kept["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EntryRefused(
            f"{path} cannot be read: {error}", hint="Connect again with `assay library connect`."
        ) from error


def connect(to: str) -> int:
    """Look into the shared library at an address from now on, and return how many entries it holds.

    Raise EntryRefused for an address that is none or holds a password, SharedLibraryFailed, StorageFailed.
    """
    _plain(to)
    with _connected(to) as connection:
        _prepared(connection)
        held = _count(connection)
    try:
        library.place().mkdir(parents=True, exist_ok=True, mode=0o700)
        (library.place() / SETTING).write_text(json.dumps({"address": to}), "utf-8")
    except OSError as error:
        raise StorageFailed(f"the library could not be written: {error.strerror}") from error
    return held


def disconnect() -> str:
    """Look into no shared library any more, and return the address it had; raise UnknownItem, StorageFailed."""
    had = _address()
    try:
        (library.place() / SETTING).unlink()
    except OSError as error:
        raise StorageFailed(f"the library could not be written: {error.strerror}") from error
    return had


def _plain(to: str) -> None:
    try:
        parts = urlsplit(to)
        secret = parts.password or "password" in parse_qs(parts.query)
    except ValueError as error:
        raise EntryRefused(f"{to} is no address: {error}") from error
    if parts.scheme not in {"postgresql", "postgres"}:
        raise EntryRefused(f"{to} is no address of a database", hint="Give postgresql://USER@HOST/DATABASE.")
    if secret:
        raise EntryRefused(
            "the address holds a password, which would stand in a file",
            hint="Put it into ~/.pgpass (PostgreSQL's own file for passwords), or use a certificate.",
        )


def _address() -> str:
    if not (to := address()):
        raise UnknownItem(
            "this desk looks into no shared library", hint="Name one with `assay library connect postgresql://…`."
        )
    return to


@contextmanager
def _connected(to: str) -> Iterator[Connection[Any]]:
    try:
        import psycopg
    except ImportError as error:
        raise SharedLibraryFailed(
            "shared libraries need the extra 'shared'", hint="Install it: pip install 'assay[shared]'."
        ) from error
    try:
        with psycopg.connect(to, connect_timeout=_SECONDS, autocommit=True) as connection:
            yield connection
    except psycopg.Error as error:
        raise SharedLibraryFailed(f"the shared library could not be asked: {clean_text(_first(error))}") from error


def _first(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _index(connection: Connection[Any]) -> SharedIndex:
    return SharedIndex(connection, codebook(), schema())


def _sql(text: str) -> bytes:
    return text.format(schema=schema()).encode("ascii")


def _there(connection: Connection[Any]) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", (f"{schema()}.entries",)).fetchone()
    return bool(row and row[0])


def _prepared(connection: Connection[Any]) -> None:
    """Make the tables where they are not there, which a role that only looks up need not be allowed to do."""
    if not _there(connection):
        with connection.transaction():
            _index(connection).prepare()  # others wait here, and then find the table
            if not _there(connection):
                connection.execute(_sql(_TABLE))


def _count(connection: Connection[Any]) -> int:
    row = connection.execute(_sql("SELECT count(*) FROM {schema}.entries")).fetchone()
    return int(row[0]) if row else 0


def share(identifiers: Sequence[str], *, contact: str, nameless: bool = False) -> tuple[LibraryEntry, ...]:
    """Give entries of this desk's library to the shared one, all or none; return what they say there.

    Raise EntryRefused, UnknownItem, SharedLibraryFailed.
    """
    if not contact.strip():
        raise EntryRefused("an entry that is shared needs somebody to ask", hint="Give a contact with --contact.")
    given = [(*sharing.given(one, contact=contact, nameless=nameless), library.share_of(one)) for one in identifiers]
    with _connected(_address()) as connection:
        _prepared(connection)
        index = _index(connection)
        sql = "SELECT name, giver FROM {schema}.entries WHERE name = ANY (%s) AND giver <> current_user"
        if row := connection.execute(_sql(sql), ([entry.id for entry, _, _ in given],)).fetchone():
            raise EntryRefused(f"{row[0]} was shared by {clean_text(row[1])}", hint="Ask there; it was not replaced.")
        with connection.transaction():
            index.add_all({entry.id: shared for entry, _, shared in given})
            for entry, prints, _ in given:
                connection.execute(
                    _sql("INSERT INTO {schema}.entries (name, sha256, said, video, sound) VALUES (%s, %s, %s, %s, %s)"),
                    (entry.id, entry.sha256, encode(entry), prints.video, prints.sound),
                )
        index.commit()
    return tuple(entry for entry, _, _ in given)


def withdraw(identifiers: Sequence[str]) -> int:
    """Take entries back that this desk's role gave; return how many. Raise UnknownItem, SharedLibraryFailed."""
    with _connected(_address()) as connection:
        sql = "SELECT name FROM {schema}.entries WHERE name = ANY (%s) AND giver = current_user"
        own = {str(name) for (name,) in connection.execute(_sql(sql), (list(identifiers),)).fetchall()}
        if missing := [one for one in identifiers if one not in own]:
            raise UnknownItem(
                f"the shared library holds no {missing[0]} of this desk's",
                hint="List what it holds with `assay library list --shared`.",
            )
        return _index(connection).remove(own)


def listed() -> tuple[LibraryEntry, ...]:
    """Return what the shared library holds; raise UnknownItem, SharedLibraryFailed, EntryRefused."""
    with _connected(_address()) as connection:
        rows = connection.execute(_sql("SELECT name, said FROM {schema}.entries ORDER BY name")).fetchall()
    return tuple(_read(str(name), str(said)) for name, said in rows)


def _read(name: str, said: str) -> LibraryEntry:
    try:
        entry = decode_as(LibraryEntry, said)
    except CodecError as error:
        raise EntryRefused(f"entry {clean_text(name)} of the shared library cannot be read: {error}") from error
    if entry.id != name or entry.case_path or not entry.contact:
        raise EntryRefused(f"entry {clean_text(name)} of the shared library is not one that was given")
    return entry


def look_up(pictures: VideoFingerprint, sha256: str) -> tuple[tuple[SharedHit, ...], int]:
    """Return the entries that show the same footage, or are the same file, and how many entries were searched.

    Raise UnknownItem, SharedLibraryFailed, EntryRefused.
    """
    with _connected(_address()) as connection:
        asked, candidates = _index(connection).search(pictures)
        fetched: dict[str, SharedHit] = {}

        def fetch(name: str) -> VideoFingerprint:
            fetched[name] = _fetched(connection, name)
            return fetched[name].video

        found = {one.name: one for one in checked(asked.frames, candidates, fetch)}
        same = connection.execute(_sql("SELECT name FROM {schema}.entries WHERE sha256 = %s"), (sha256,)).fetchall()
        for (name,) in same:
            if name not in fetched:
                fetch(str(name))
        names = dict.fromkeys([*(str(name) for (name,) in same), *found])
        hits = (
            SharedHit(one.entry, one.video, one.sound, found.get(name))
            for name, one in fetched.items()
            if name in names
        )
        return tuple(hits), _count(connection)


def _fetched(connection: Connection[Any], name: str) -> SharedHit:
    sql = (
        "SELECT said, video, sound FROM {schema}.entries "
        "WHERE name = %s AND octet_length(video) <= %s AND octet_length(sound) <= %s"
    )
    row = connection.execute(_sql(sql), (name, _MOST_BYTES, _MOST_BYTES)).fetchone()
    if row is None:
        raise EntryRefused(f"entry {clean_text(name)} of the shared library has no fingerprint that can be read")
    try:
        heard = sound.from_bytes(row[2]) if row[2] else None
        return SharedHit(_read(name, str(row[0])), video.from_bytes(row[1]), heard, None)
    except FingerprintRefused as error:
        raise EntryRefused(f"entry {clean_text(name)} of the shared library cannot be read: {error}") from error
