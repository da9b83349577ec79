"""What a package holds of the custody log: events, signatures, heads, proofs, rows, keys, seals, trust lists."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

from casefiles.case import Case
from casefiles.keys import openssh_line
from casefiles.merkle import Tree
from casefiles.package.bag import Bag
from casefiles.package.scope import Scope
from casefiles.schema import TABLES, EvidenceTable
from casefiles.views import HeadView
from forensics.codec import Json

EVENTS, SIGNATURES, HEADS = "data/log/events.jsonl", "data/log/signatures.txt", "data/log/heads.jsonl"
HEAD, PROOFS = "data/log/head.note", "data/log/proofs.json"
ROWS, KEYS, SEALS, TRUST = "data/rows", "data/keys", "data/seals", "data/trust"
_PUBLIC_DER = bytes.fromhex("302a300506032b6570032100")
"""What comes before the 32 bytes of an Ed25519 public key in DER (RFC 8410, 4)."""


def write_log(case: Case, bag: Bag, scope: Scope, head: HeadView, *, withheld: frozenset[str] = frozenset()) -> None:
    """Put the disclosed part of the log up to ``head`` into the bag, with what proves that it stood there.

    ``withheld`` names entries of source records whose words stay out.
    """
    events = "SELECT seq, canon, signature FROM event WHERE seq < ? ORDER BY seq"
    bag.write_lines(EVENTS, (canon + b"\n" for _, canon, _ in _events(case, events, scope, head)))
    signatures = _events(case, events, scope, head)
    bag.write_lines(SIGNATURES, (f"{seq} {signature.hex()}\n".encode() for seq, _, signature in signatures))
    bag.write(HEAD, head.note.encode())
    if scope.events is None:
        heads = case.store.rows("SELECT size, note FROM head WHERE size <= ? ORDER BY size", (head.size,))
        bag.write_lines(HEADS, (_line({"size": int(row["size"]), "note": str(row["note"])}) for row in heads))
    else:
        _write_proofs(case, bag, scope.events, head)
    for table in TABLES:
        _write_rows(case, bag, table, scope, head, withheld=withheld if table.name == "source_words" else frozenset())
    _write_keys(case, bag, head)
    _write_seals(case, bag, head)
    for row in case.store.rows("SELECT id, content FROM trust_list WHERE event < ?", (head.size,)):
        bag.write(TRUST + "/" + str(row["id"]) + ".pem", str(row["content"]).encode())


def _events(case: Case, sql: str, scope: Scope, head: HeadView) -> Iterator[tuple[int, bytes, bytes]]:
    for row in case.store.rows(sql, (head.size,)):
        seq, canon, signature = row["seq"], row["canon"], row["signature"]
        assert isinstance(seq, int) and isinstance(canon, bytes) and isinstance(signature, bytes)
        if scope.discloses(seq):
            yield seq, canon, signature


def _write_proofs(case: Case, bag: Bag, events: frozenset[int], head: HeadView) -> None:
    """Prove each disclosed event, and each sealed head, to belong to the log of the package's head."""
    rows = case.store.rows("SELECT leaf FROM event WHERE seq < ? ORDER BY seq", (head.size,))
    tree = Tree([leaf for row in rows if isinstance(leaf := row["leaf"], bytes)])
    sizes = "SELECT head_size FROM seal UNION SELECT head_size FROM stamp"
    sealed = {int(row["head_size"]) for row in case.store.rows(sizes)}
    proofs: dict[str, Json] = {
        "head": {"size": head.size, "root": head.root},
        "inclusion": {
            str(seq): [step.hex() for step in tree.inclusion(seq)] for seq in sorted(events) if seq < head.size
        },
        "consistency": {
            str(size): [step.hex() for step in tree.consistency(size)] for size in sorted(sealed) if size <= head.size
        },
    }
    bag.write(PROOFS, json.dumps(proofs, indent=1).encode() + b"\n")


def _write_rows(
    case: Case, bag: Bag, table: EvidenceTable, scope: Scope, head: HeadView, *, withheld: frozenset[str]
) -> None:
    """Write the rows of a table as JSON objects whose members stand in the order that their marks are made in."""
    names = (*table.bound, "binding") if table.owner else table.bound
    sql = f"SELECT {', '.join(names)} FROM {table.name} WHERE +event < ? ORDER BY {', '.join(table.key)}"  # noqa: S608 - names of the schema
    rows = (row for row in case.store.rows(sql, (head.size,)) if scope.discloses(int(row["event"])))
    if withheld:
        rows = (row for row in rows if str(row[table.key[0]]) not in withheld)
    first = next(rows, None)
    if first is None:
        return

    def lines() -> Iterator[bytes]:
        yield _line(dict(first))
        for row in rows:
            yield _line(dict(row))

    bag.write_lines(f"{ROWS}/{table.name}.jsonl", lines())


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _write_keys(case: Case, bag: Bag, head: HeadView) -> None:
    for row in case.store.rows("SELECT key, name, public FROM examiner WHERE event < ? ORDER BY event", (head.size,)):
        public = bytes.fromhex(str(row["public"]))
        body = base64.b64encode(_PUBLIC_DER + public).decode()
        pem = f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"
        key = str(row["key"])
        bag.write(f"{KEYS}/{key}.pem", pem.encode())
        bag.write(f"{KEYS}/{key}.pub", f"{openssh_line(str(row['name']), public)}\n".encode())


def _write_seals(case: Case, bag: Bag, head: HeadView) -> None:
    rows = case.store.rows(
        "SELECT s.id, s.token, s.certificates, h.note FROM seal s JOIN head h ON h.size = s.head_size "
        "WHERE s.event < ? ORDER BY s.id",
        (head.size,),
    )
    for row in rows:
        name = str(row["id"])
        bag.write(f"{SEALS}/{name}.tsr", bytes.fromhex(str(row["token"])))
        bag.write(f"{SEALS}/{name}.note", str(row["note"]).encode())
        bag.write(f"{SEALS}/{name}.pem", str(row["certificates"]).encode())
    rows = case.store.rows(
        "SELECT s.id, s.proof, h.note FROM stamp s JOIN head h ON h.size = s.head_size WHERE s.event < ? ORDER BY s.id",
        (head.size,),
    )
    for row in rows:
        name = str(row["id"])
        bag.write(f"{SEALS}/{name}.note", str(row["note"]).encode())
        bag.write(f"{SEALS}/{name}.note.ots", bytes.fromhex(str(row["proof"])))
