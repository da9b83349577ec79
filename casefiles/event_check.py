"""What of an event or of a head can be checked by itself, without those before it; also as a program, for many at once.

`python -m casefiles.event_check` is started on each core by `event_pool`. It answers with marshalled tuples: those of
events and heads that are good in themselves, and rows as they are stored wherever anything is not, so that the one
careful reader (`log_check`) says what is wrong with them.
"""

from __future__ import annotations

import gc
import marshal
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing

from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError

from casefiles import custody, notes
from casefiles.custody import DECISIVE, EVENT_TYPE, EventRefused, pae
from casefiles.merkle import leaf_hash
from casefiles.notes import NoteRefused
from forensics.codec import Json

GoodEvent = tuple[int, bytes, str, str, str, str, bytes, Json, Json]
"""seq, leaf, prev, at, actor, key, the public key that the signature is good under, rows, runs."""
StoredEvent = tuple[object, object, object, object]
"""seq, canon, signature, leaf as the database gives them; their types are not relied on."""
GoodHead = tuple[int, str, bytes]
"""size, origin, root of a head all of whose signatures by known keys are good."""
StoredHead = tuple[object, object]
Chunk = tuple[list[GoodEvent | StoredEvent], list[GoodHead | StoredHead]]


def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Return whether an Ed25519 signature is good (libsodium, half again as fast as OpenSSL)."""
    try:
        crypto_sign_open(signature + message, public)
    except (CryptoError, ValueError, TypeError):
        return False
    return len(signature) == 64


def good_event(stored: StoredEvent, case: str, publics: Mapping[str, bytes]) -> GoodEvent | StoredEvent:
    """Return what an ordinary event says, if nothing in it is wrong or decides on others, else the row as it is."""
    seq, canon, signature, leaf = stored
    if not (isinstance(seq, int) and isinstance(canon, bytes) and isinstance(signature, bytes)) or seq == 0:
        return stored
    try:
        said = custody.fields_of(canon)
        actor, key = custody.actor_of(said)
    except EventRefused:
        return stored
    public, found = publics.get(key), leaf_hash(canon + signature)
    action, prev, at, body = said["action"], said["prev"], said["at"], said["body"]
    if (
        public is None
        or action in DECISIVE
        or (said["seq"], said["case"], found) != (seq, case, leaf)
        or not (isinstance(prev, str) and isinstance(at, str) and isinstance(body, dict))
        or not signed(public, signature, pae(EVENT_TYPE, canon))
    ):
        return stored
    return (seq, found, prev, at, actor, key, public, body.get("rows"), body.get("runs"))


def good_head(stored: StoredHead, named: Mapping[str, bytes]) -> GoodHead | StoredHead:
    """Return what a head says, if every signature under it by a known key is good, else the row as it is."""
    size, note = stored
    if not isinstance(size, int) or not isinstance(note, str):
        return stored
    try:
        text, signatures = notes.signatures(note, named)
        head = notes.read_checkpoint(text)
        message = text.encode()
    except (NoteRefused, UnicodeEncodeError):
        return stored
    if head.size != size or not all(signed(public, signature, message) for public, signature in signatures):
        return stored
    return (size, head.origin, head.root)


def check_range(
    connection: sqlite3.Connection, low: int, high: int, *, case: str, publics: Mapping[str, bytes]
) -> Chunk:
    """Check the events from ``low`` up to but without ``high``, and the heads that they end in; raise sqlite3.Error."""
    return checked(*read_range(connection, low, high), case=case, publics=publics)


def read_range(connection: sqlite3.Connection, low: int, high: int) -> tuple[list[StoredEvent], list[StoredHead]]:
    """Return those events and heads as they are stored; raise sqlite3.Error."""
    sql = "SELECT seq, canon, signature, leaf FROM event WHERE seq >= ? AND seq < ? ORDER BY seq"
    events = connection.execute(sql, (low, high)).fetchall()
    sql = "SELECT size, note FROM head WHERE size > ? AND size <= ? ORDER BY size"
    return events, connection.execute(sql, (low, high)).fetchall()


def checked(
    events: Sequence[StoredEvent], heads: Sequence[StoredHead], *, case: str, publics: Mapping[str, bytes]
) -> Chunk:
    """Check events and heads that were read."""
    named = notes.named_keys(publics)
    return [good_event(row, case, publics) for row in events], [good_head(row, named) for row in heads]


def main(arguments: Sequence[str]) -> None:
    """Check every ``of``-th range of ``step`` events, and answer with them in turn."""
    gc.disable()  # nothing here refers to itself, and looking for such things costs a tenth
    address, case, keys, total, step, first, of = arguments
    publics = {key: bytes.fromhex(public) for key, public in (pair.split(":") for pair in keys.split(",") if pair)}
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        for low in range(int(first) * int(step), int(total), int(of) * int(step)):
            high = min(low + int(step), int(total))
            chunk = check_range(connection, low, high, case=case, publics=publics)
            marshal.dump(chunk, sys.stdout.buffer)
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
