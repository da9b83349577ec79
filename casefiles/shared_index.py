"""The index of copies in PostgreSQL, beyond one machine: the same two calls, the same keys, written by many at once.

The lookup is the one of ``forensics.fingerprint.segment``: points under their word and first bits, marks under twelve
parts of twenty bits, both then compared bit by bit. The server does all three (a B-tree over the keys that holds what
is compared, ``bit_count`` of the bits that differ, the count by key frame), so that only votes travel. PostgreSQL 14
or later, nothing installed into it. A search only reads: a role that may SELECT can look up.

A key frame is the number of its member times 2^20 and its own; members that are gone leave rows that no search
returns, until ``swept``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.candidates import CHECKED, LEAST, VOTED, Candidate, candidates
from forensics.fingerprint.codebook import WORDS, Codebook
from forensics.fingerprint.query import Query, query
from forensics.fingerprint.segment import (
    FLIPS,
    MARK_REACH,
    NEAR_BITS,
    PART_BITS,
    POINT_REACH,
    STEEP,
    MarkHitRows,
    PointVotes,
    Share,
    kept_bits,
    key_of,
    parts_of,
    word_weights,
)
from forensics.fingerprint.video import VideoFingerprint

if TYPE_CHECKING:
    from psycopg import Connection

MEMBER_BITS: Final = 20
"""A member has fewer than 2^20 key frames: twelve days of them."""
_CROWDED: Final = 4096
"""Rows that are looked at under one key."""
_GROWN: Final = 1.1
"""Weights of words are counted again when there are this many times the key frames."""

TABLES: Final = """
CREATE SCHEMA IF NOT EXISTS {schema};
CREATE TABLE {schema}.members (
    member bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, frames bigint NOT NULL,
    giver text NOT NULL DEFAULT current_user);
CREATE TABLE {schema}.frames (
    frame bigint PRIMARY KEY, seconds real NOT NULL, points integer NOT NULL);
CREATE TABLE {schema}.posts (key integer NOT NULL, bits integer NOT NULL, frame bigint NOT NULL);
CREATE INDEX posts_by_key ON {schema}.posts (key) INCLUDE (bits, frame);
CREATE TABLE {schema}.marks (mark bigint PRIMARY KEY, bits bit(256) NOT NULL);
CREATE TABLE {schema}.parts (key integer NOT NULL, mark bigint NOT NULL);
CREATE INDEX parts_by_key ON {schema}.parts (key) INCLUDE (mark);
CREATE TABLE {schema}.weighed (frames bigint NOT NULL, points bytea NOT NULL);
ALTER TABLE {schema}.members ENABLE ROW LEVEL SECURITY;
ALTER TABLE {schema}.members FORCE ROW LEVEL SECURITY;
CREATE POLICY read_all ON {schema}.members FOR SELECT USING (true);
CREATE POLICY write_own ON {schema}.members USING (giver = current_user) WITH CHECK (giver = current_user);
"""

# Nested loops by LATERAL and LIMIT: the planner cannot know how few rows stand under a key.
_POINTS: Final = """
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(picture)s::int4[], %(key)s::int4[], %(bits)s::int4[], %(weight)s::float8[])
        AS a(picture, key, bits, weight)),
near AS (
    SELECT a.picture, p.frame, a.weight * exp(-power(x.apart / {steep}, 2)) AS vote
    FROM asked a
    CROSS JOIN LATERAL (SELECT frame, bits FROM {schema}.posts WHERE posts.key = a.key LIMIT {crowded}) p
    CROSS JOIN LATERAL (SELECT bit_count((a.bits # p.bits)::bit(32)) AS apart) x
    WHERE x.apart <= {point_reach}),
summed AS (
    SELECT picture, frame, sum(vote) AS votes FROM near GROUP BY picture, frame HAVING count(*) >= {least}),
ranked AS (
    SELECT picture, m.member, m.name, frame, f.seconds, votes / sqrt(greatest(f.points, 20)) AS votes,
        row_number() OVER (PARTITION BY picture ORDER BY votes / sqrt(greatest(f.points, 20)) DESC, frame) AS place
    FROM summed JOIN {schema}.frames f USING (frame) JOIN {schema}.members m ON m.member = frame >> {member_bits}
    WHERE %(held)s::text[] IS NULL OR m.name = ANY (%(held)s))
SELECT picture, member, name, frame, seconds, votes FROM ranked WHERE place <= {voted}
"""

_MARKS: Final = """
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(row)s::int4[], %(key)s::int4[]) AS a(row, key)),
met AS (
    SELECT DISTINCT a.row, p.mark FROM asked a
    CROSS JOIN LATERAL (SELECT mark FROM {schema}.parts WHERE parts.key = a.key LIMIT {crowded}) p),
near AS (
    SELECT DISTINCT met.row, met.mark >> {member_bits} AS member
    FROM met JOIN {schema}.marks USING (mark)
    WHERE bit_count(marks.bits # (%(bits)s::bit(256)[])[met.row + 1]) <= {mark_reach})
SELECT row, member, m.name FROM near JOIN {schema}.members m USING (member)
WHERE %(held)s::text[] IS NULL OR m.name = ANY (%(held)s)
"""

_SWEEP: Final = (
    "DELETE FROM {schema}.posts WHERE NOT EXISTS (SELECT FROM {schema}.members m WHERE m.member = frame >> {bits})",
    "DELETE FROM {schema}.frames WHERE NOT EXISTS (SELECT FROM {schema}.members m WHERE m.member = frame >> {bits})",
    "DELETE FROM {schema}.parts WHERE NOT EXISTS (SELECT FROM {schema}.members m WHERE m.member = mark >> {bits})",
    "DELETE FROM {schema}.marks WHERE NOT EXISTS (SELECT FROM {schema}.members m WHERE m.member = mark >> {bits})",
)


class SharedIndex:
    """An index in a database; ``schema`` names the place in it. Raise psycopg.Error where the server refuses.

    A member that is added under a name replaces what stood there, if the same role added that; all of it is seen at
    once, or nothing. Row-level security keeps a role from taking out what another one added.
    """

    def __init__(self, connection: Connection[Any], book: Codebook, schema: str) -> None:
        if not schema.isidentifier() or not schema.isascii():
            raise ValueError(f"{schema!r} names no place in a database")
        self._connection, self._book, self._schema = connection, book, schema

    def prepare(self) -> None:
        """Make the tables where they are not there."""
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"assay {self._schema}",))
            row = self._connection.execute("SELECT to_regclass(%s)", (f"{self._schema}.members",)).fetchone()
            if row is None or row[0] is None:
                self._connection.execute(self._filled(TABLES))

    def _filled(self, text: str) -> bytes:
        return text.format(
            schema=self._schema,
            steep=STEEP,
            crowded=_CROWDED,
            point_reach=POINT_REACH,
            mark_reach=MARK_REACH,
            least=LEAST,
            voted=VOTED,
            member_bits=MEMBER_BITS,
            bits=MEMBER_BITS,
        ).encode("ascii")

    @property
    def names(self) -> frozenset[str]:
        """Return the names of what is held."""
        rows = self._connection.execute(self._filled("SELECT name FROM {schema}.members")).fetchall()
        return frozenset(str(name) for (name,) in rows)

    def add(self, name: str, share: Share) -> None:
        """Take in what is looked up of a video, in place of what stood under its name."""
        self.add_all({name: share})

    def add_all(self, shares: Mapping[str, Share]) -> None:
        """Take in several videos in one transaction."""
        with self._connection.transaction():
            self.remove(shares)
            members = [self._member(name, len(one.key_times)) for name, one in shares.items()]
            for table, rows in _rows(members, list(shares.values())).items():
                with self._connection.cursor().copy(
                    self._filled(f"COPY {{schema}}.{table} FROM STDIN (FORMAT binary)")
                ) as copy:
                    copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
                    copy.write(rows)
                    copy.write(b"\xff\xff")

    def _member(self, name: str, frames: int) -> int:
        sql = "INSERT INTO {schema}.members (name, frames) VALUES (%s, %s) RETURNING member"
        row = self._connection.execute(self._filled(sql), (name, frames)).fetchone()
        return int(row[0]) if row else 0

    def remove(self, names: Collection[str]) -> int:
        """Take members out: no search returns them any more. Return how many were there."""
        sql = self._filled("DELETE FROM {schema}.members WHERE name = ANY (%s)")
        return self._connection.execute(sql, (list(names),)).rowcount

    def swept(self) -> None:
        """Delete the rows of members that are gone, which takes a reading of all tables."""
        with self._connection.transaction():
            for sql in _SWEEP:
                self._connection.execute(self._filled(sql))

    def commit(self) -> None:
        """Count anew how common words are, if much was added since that was done."""
        with self._connection.transaction():
            frames = self._one("SELECT coalesce(sum(frames), 0) FROM {schema}.members")
            if frames <= _GROWN * self._one("SELECT coalesce(max(frames), 0) FROM {schema}.weighed"):
                return
            sql = "SELECT key >> %s, count(*) FROM {schema}.posts GROUP BY 1"
            counts = np.zeros(WORDS, np.int64)
            for word, count in self._connection.execute(self._filled(sql), (NEAR_BITS,)).fetchall():
                counts[word] = count
            self._connection.execute(self._filled("DELETE FROM {schema}.weighed"))
            self._connection.execute(
                self._filled("INSERT INTO {schema}.weighed VALUES (%s, %s)"), (frames, counts.astype("<i8").tobytes())
            )

    def _one(self, sql: str) -> int:
        row = self._connection.execute(self._filled(sql)).fetchone()
        return int(row[0]) if row else 0

    def weights(self) -> npt.NDArray[np.float64]:
        """Return the weights of words as they were last counted."""
        sql = self._filled("SELECT frames, points FROM {schema}.weighed ORDER BY frames DESC LIMIT 1")
        row = self._connection.execute(sql).fetchone()
        if row is None or len(row[1]) != 8 * WORDS:
            return np.ones(WORDS)
        return word_weights(int(row[0]), np.frombuffer(row[1], "<i8").astype(np.float64))

    def search(
        self, fingerprint: VideoFingerprint, *, most: int = CHECKED, held: Collection[str] | None = None
    ) -> tuple[Query, tuple[Candidate, ...]]:
        """Return what was asked, and at most ``most`` candidates by points and as many by marks, of those ``held``."""
        weights = self.weights()
        asked = query(fingerprint, self._book, weights)
        names: dict[int, str] = {}
        with self._connection.transaction():
            self._connection.execute("SET LOCAL jit = off")
            votes = self._points(asked, weights, held, names)
            marks = self._marks(asked, held, names)
        place = {member: number for number, member in enumerate(names)}
        votes.member[:] = [place[int(member)] for member in votes.member]
        marks.member[:] = [place[int(member)] for member in marks.member]
        return asked, candidates(asked, [(list(names.values()), votes, marks)], most)

    def _points(
        self, asked: Query, weights: npt.NDArray[np.float64], held: Collection[str] | None, names: dict[int, str]
    ) -> PointVotes:
        points = asked.points
        weight = weights[points.keys >> np.uint32(NEAR_BITS)]
        point, probe = np.nonzero(weight > 0)
        given = {
            "picture": points.picture[point].tolist(),
            "key": points.keys[point, probe].astype(np.int32).tolist(),
            "bits": points.bits[point].view(np.int32).tolist(),
            "weight": weight[point, probe].tolist(),
            "held": None if held is None else list(held),
        }
        rows = self._connection.execute(self._filled(_POINTS), given, binary=True).fetchall() if len(point) else []
        names.update((int(row[1]), str(row[2])) for row in rows)
        columns = list(zip(*rows, strict=True)) or [()] * 6
        key = np.array(columns[3], np.int64) & ((1 << MEMBER_BITS) - 1)
        return PointVotes(
            np.array(columns[0], np.int64),
            np.array(columns[1], np.int64),
            key,
            np.array(columns[4], np.float64),
            np.array(columns[5], np.float64),
        )

    def _marks(self, asked: Query, held: Collection[str] | None, names: dict[int, str]) -> MarkHitRows:
        keys = (_part_keys(asked.marks)[:, :, None] ^ FLIPS.astype(np.int32)).transpose(1, 0, 2).reshape(-1)
        given = {
            "row": np.repeat(np.arange(len(asked.marks)), len(keys) // max(1, len(asked.marks))).tolist(),
            "key": keys.tolist(),
            "bits": ["".join(map(str, row)) for row in np.unpackbits(asked.marks, axis=1)],
            "held": None if held is None else list(held),
        }
        rows = self._connection.execute(self._filled(_MARKS), given, binary=True).fetchall() if len(keys) else []
        names.update((int(row[1]), str(row[2])) for row in rows)
        columns = list(zip(*rows, strict=True)) or [()] * 3
        none = np.zeros(len(rows))
        return MarkHitRows(np.array(columns[0], np.int64), np.array(columns[1], np.int64), none, none.astype(np.uint16))


def _part_keys(bits: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    """Return the keys of marks' parts, (12, n): the number of the part above its bits."""
    parts = parts_of(bits).astype(np.int32)
    return np.asarray(parts | (np.arange(len(parts), dtype=np.int32) << PART_BITS)[:, None])


def _rows(members: list[int], shares: list[Share]) -> dict[str, bytes]:
    """Return what COPY takes for each table, in PostgreSQL's binary form."""
    made: dict[str, list[bytes]] = {name: [] for name in ("frames", "posts", "marks", "parts")}
    for member, one in zip(members, shares, strict=True):
        first = member << MEMBER_BITS
        keys = np.arange(len(one.key_times))
        points = np.bincount(one.keys, minlength=len(keys)) if len(keys) else keys
        marks = first + np.arange(len(one.bits))
        parts = _part_keys(one.bits)
        made["frames"].append(_copied(("i8", first + keys), ("f4", one.key_times), ("i4", points)))
        made["posts"].append(
            _copied(
                ("i4", key_of(one.words, one.signatures)),
                ("i4", kept_bits(one.signatures).view(np.int32)),
                ("i8", first + one.keys.astype(np.int64)),
            )
        )
        # A bit string is sent with its length in bits before it.
        sized = np.concatenate([np.tile(np.array([0, 0, 1, 0], np.uint8), (len(one.bits), 1)), one.bits], axis=1)
        made["marks"].append(_copied(("i8", marks), ("V36", np.ascontiguousarray(sized).view("V36").ravel())))
        made["parts"].append(_copied(("i4", parts.ravel()), ("i8", np.tile(marks, len(parts)))))
    return {name: b"".join(rows) for name, rows in made.items()}


def _copied(*columns: tuple[str, npt.NDArray[Any]]) -> bytes:
    """Return rows of these columns as COPY takes them: the number of fields, then each with its length before it."""
    fields = [
        part for number in range(len(columns)) for part in ((f"s{number}", ">i4"), (f"c{number}", columns[number][0]))
    ]
    kinds = [(name, kind if kind.startswith((">", "V")) else f">{kind}") for name, kind in fields]
    rows = np.zeros(len(columns[0][1]), np.dtype([("fields", ">i2"), *kinds]))
    rows["fields"] = len(columns)
    for number, (kind, values) in enumerate(columns):
        rows[f"s{number}"] = np.dtype(kind).itemsize
        rows[f"c{number}"] = values
    return rows.tobytes()
