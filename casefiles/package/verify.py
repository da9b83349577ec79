#!/usr/bin/env python3
"""Check a package of a case without the program that made it: `python3 verify.py [--head "SIZE ROOT"] [--key ID]`.

Needs Python 3.9 or newer and nothing else. Signatures are checked where the package `cryptography` is installed, seals
where `openssl` is; what could not be checked is said. Read this file before you rely on it: it is meant to be read.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

EVENT_TYPE = "application/vnd.assay.event+json"
KEY_TYPE = "application/vnd.assay.key-possession"
BLOCK = 1 << 22


class Report:
    """What was found: problems, things that could not be checked, and what was checked."""

    def __init__(self):
        self.problems, self.skipped, self.checked = [], [], []

    def problem(self, place, what):
        self.problems.append(f"{printable(place)}: {printable(what)}")

    def skip(self, what):
        self.skipped.append(printable(what))

    def ok(self, what):
        self.checked.append(printable(what))


def printable(text):
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(text))


def sha256_of(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def canonical(value):
    """Return RFC 8785 for texts, whole numbers, lists and objects with ASCII names, which is all that stands here."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Growing:
    """A Merkle tree of RFC 6962 that grows leaf by leaf."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf):
        height = 0
        while self.peaks and self.peaks[-1][0] == height:
            leaf, height = node_hash(self.peaks.pop()[1], leaf), height + 1
        self.peaks.append((height, leaf))
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        node = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            node = node_hash(left, node)
        return node


def included(index, size, leaf, path):
    """Return the root that an inclusion proof leads to (RFC 9162, 2.1.3.2), None for one of a wrong length."""
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return None if last else node


def consistent(size, new_size, old, path):
    """Return the roots of the old and the new tree that a consistency proof leads to (RFC 9162, 2.1.4.2)."""
    if size == new_size:
        return old, old
    steps = ([old] if size & (size - 1) == 0 else []) + list(path)
    place, last = size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return None, None
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None, None
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return (None, None) if last else (first, second)


def pae(kind, body):
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(body), body)


def signed(public, signature, message):
    """Return whether a signature is good; True where that cannot be checked, which is said once at the end."""
    if Ed25519PublicKey is None:
        return True
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def open_note(note, keys):
    """Return the text of a C2SP signed note and the key ids whose signatures under it are good."""
    text, _, tail = note.rpartition("\n\n")
    text += "\n"
    by = []
    for line in tail.splitlines():
        parts = line.split(" ")
        raw = base64.b64decode(parts[-1]) if len(parts) == 3 else b""
        for key, public in keys.items():
            name = f"assay.local/key/{key[:16]}"
            mark = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
            if len(parts) == 3 and parts[1] == name and raw[:4] == mark and signed(public, raw[4:], text.encode()):
                by.append(key)
    return text, by


def read_head(note, keys):
    """Return origin, size and root of a head, and who signed it."""
    text, by = open_note(note, keys)
    origin, size, root = text.split("\n")[:3]
    return origin, int(size), base64.b64decode(root), by


# 1. The bag: every file is named in a manifest and has its digest; the packer signed the tag manifest.


def check_bag(folder, report):
    named = {}
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / manifest).read_text("utf-8").splitlines():
            digest, _, name = line.partition("  ")
            parts = Path(name).parts
            if not parts or ".." in parts or Path(name).is_absolute():
                report.problem(manifest, f"names a path that leads out of the package: {name}")
            else:
                named[name] = digest
    for name, digest in named.items():
        path = folder / name
        if path.is_symlink() or not path.is_file():
            report.problem(name, "is missing")
        elif sha256_of(path) != digest:
            report.problem(name, "is not the file that the manifest names")
    known = {*named, "tagmanifest-sha256.txt", "tagmanifest-sha256.note"}
    for path in sorted(folder.rglob("*")):
        if not path.is_dir() and path.relative_to(folder).as_posix() not in known:
            report.problem(path.relative_to(folder).as_posix(), "is named in no manifest")
    report.ok(f"{len(named)} files held against the manifests")


def check_packer(folder, description, log, wanted, report):
    tagmanifest = sha256_of(folder / "tagmanifest-sha256.txt")
    if wanted and wanted.lower() != tagmanifest:
        report.problem("tagmanifest-sha256.txt", f"its SHA-256 is {tagmanifest}, not the one known from elsewhere")
    try:
        text, by = open_note((folder / "tagmanifest-sha256.note").read_text("utf-8"), log.keys)
    except (OSError, ValueError) as error:
        report.problem("tagmanifest-sha256.note", f"cannot be read: {error}")
        return
    if text != f"assay.local/{description['case']}/package\n{tagmanifest}\n":
        report.problem("tagmanifest-sha256.note", "signs other manifests than these: the package was changed")
    elif not by:
        report.problem("tagmanifest-sha256.note", "is not signed with a key of the case")
    else:
        report.ok(f"package as {', '.join(log.names[key] for key in by)} signed it (tag manifest {tagmanifest})")


# 2. The log: every event is in its place, signed with a key that stood in the case, and part of the head's tree.


class Log:
    def __init__(self, case):
        self.case, self.keys, self.names, self.revoked = case, {}, {}, {}
        self.events, self.leaves, self.rows, self.runs = {}, {}, {}, {}
        self.takeovers = []


def read_log(folder, description, report):
    log = Log(description["case"])
    canons = (folder / "data/log/events.jsonl").read_bytes().split(b"\n")[:-1]
    signatures = [line.split() for line in (folder / "data/log/signatures.txt").read_text("ascii").splitlines()]
    if len(canons) != len(signatures):
        report.problem("data/log", f"holds {len(canons)} events and {len(signatures)} signatures")
    whole, last, before = description["scope"] == "whole", None, None
    for canon, (number, signature) in zip(canons, signatures):
        seq, signature = int(number), bytes.fromhex(signature)
        place = f"event {seq}"
        try:
            event = json.loads(canon)
            if canonical(event) != canon:
                raise ValueError("not in canonical form")
            if event["seq"] != seq or event["case"] != log.case:
                report.problem(place, "is another event, or of another case")
            check_signer(log, seq, event, canon, signature, report)
            take_bindings(log, seq, event["body"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            report.problem(place, f"is no event: {error}")
            event = {"prev": None}
        if last is not None and seq <= last:
            report.problem(place, "stands out of order")
        if whole and seq != (0 if last is None else last + 1):
            report.problem(place, "stands after a gap in the log")
        if whole and event["prev"] != (before or "0" * 64):
            report.problem(place, "is not chained to the event before it")
        log.events[seq], log.leaves[seq] = event, leaf_hash(canon + signature)
        last, before = seq, log.leaves[seq].hex()
    report.ok(f"{len(log.events)} events read" + (f", {len(log.keys)} keys" if Ed25519PublicKey else ""))
    return log


def check_signer(log, seq, event, canon, signature, report):
    place, key, body = f"event {seq}", event["actor"]["key"], event["body"]
    if seq == 0 or event["action"] in ("key.enrol", "takeover"):
        enrolled = body["enrol"]
        public = bytes.fromhex(enrolled["public"])
        if hashlib.sha256(public).hexdigest() != enrolled["key"]:
            report.problem(place, "enrols a key under a wrong id")
        proof = bytes.fromhex(body.get("possession", ""))
        if seq and not signed(public, proof, pae(KEY_TYPE, log.case.encode() + public)):
            report.problem(place, "enrols a key without a good proof of possession")
        if event["action"] == "key.enrol" and key not in log.keys:
            report.problem(place, "enrols a key, but is signed with one that is not enrolled")
        if event["action"] == "takeover":
            log.takeovers.append((seq, enrolled["name"], enrolled["key"]))
        log.keys[enrolled["key"]], log.names[enrolled["key"]] = public, enrolled["name"]
    if key not in log.keys:
        report.problem(place, f"is signed with a key that was not enrolled: {key}")
    elif not signed(log.keys[key], signature, pae(EVENT_TYPE, canon)):
        report.problem(place, "its signature is not good")
    elif key in log.revoked:
        report.problem(place, f"is signed with a key that was revoked in event {log.revoked[key]}")
    elif log.names[key] != event["actor"]["name"]:
        report.problem(place, f"is signed with the key of {log.names[key]}, but names {event['actor']['name']}")
    if event["action"] == "key.revoke":
        log.revoked[body["revoke"]] = seq


def take_bindings(log, seq, body):
    for table, key, digest, _ in body.get("rows", []):
        log.rows[table, key] = (seq, digest)
    for table, owner, count, root in body.get("runs", []):
        log.runs[table, str(owner), seq] = (count, root)


def check_tree(folder, description, log, outside, report):
    """Hold the events against the head, and the head against those known from elsewhere."""
    origin, size, root, by = read_head((folder / "data/log/head.note").read_text("utf-8"), log.keys)
    if origin != f"assay.local/{log.case}" or not by:
        report.problem("data/log/head.note", "is of another case, or not signed with a key of this one")
    roots = {size: root}
    if description["scope"] == "whole":
        tree = Growing()
        for leaf in log.leaves.values():
            tree.add(leaf)
            roots[tree.size] = tree.root()
        if tree.size != size or tree.root() != root:
            report.problem("data/log", f"{tree.size} events do not have the root of the head of {size} events")
        check_heads(folder, log, roots, report)
    else:
        proofs = json.loads((folder / "data/log/proofs.json").read_text("utf-8"))
        for seq, leaf in log.leaves.items():
            path = [bytes.fromhex(step) for step in proofs["inclusion"].get(str(seq), [])]
            if included(seq, size, leaf, path) != root:
                report.problem(f"event {seq}", "is not proved to have stood in the log")
        report.ok(f"{len(log.leaves)} events proved to have stood in the log of {size} events")
    for known_size, known_root in outside:
        if known_size > size:
            report.problem(
                f"head of {known_size} events", f"the package ends at {size}: its end was cut off, or it is older"
            )
        elif known_size not in roots:
            report.skip(f"the head of {known_size} events: a package of chosen exhibits holds only that of {size}")
        elif roots[known_size] != known_root:
            report.problem(f"head of {known_size} events", "this log has another root: it was rewritten, or is another")
        else:
            report.ok(f"head of {known_size} events, known from elsewhere")
    return roots, size, root


def check_heads(folder, log, roots, report):
    count = 0
    for line in (folder / "data/log/heads.jsonl").read_text("utf-8").splitlines():
        head = json.loads(line)
        _, size, root, by = read_head(head["note"], log.keys)
        count += 1
        if size != head["size"] or roots.get(size) != root or not by:
            report.problem(
                f"head of {head['size']} events", "does not belong to this log, or its signature is not good"
            )
    report.ok(f"{count} signed heads held against the log")


def check_seals(folder, log, roots, size, root, report):
    """Let openssl check each time stamp, by the certificates that came with it, at the time that it states."""
    openssl, sealed = shutil.which("openssl"), 0
    proofs = folder / "data/log/proofs.json"
    steps = json.loads(proofs.read_text("utf-8"))["consistency"] if proofs.is_file() else {}
    stated = {row["id"]: row for row in table_rows(folder, "seal")}
    for token in sorted((folder / "data/seals").glob("*.tsr")):
        place, note = f"seal {token.stem}", token.with_suffix(".note")
        _, at, at_root, _ = read_head(note.read_text("utf-8"), log.keys)
        path = [bytes.fromhex(step) for step in steps.get(str(at), [])]
        if roots.get(at, at_root) != at_root or (
            at not in roots and consistent(at, size, at_root, path) != (at_root, root)
        ):
            report.problem(place, "is of a head that does not belong to this log")
        if openssl is None:
            continue
        text = run(openssl, "ts", "-reply", "-in", token, "-text")
        found = re.search(r"Time stamp: (\w+ +\d+ \d+:\d+:\d+)(?:\.\d+)? (\d+) GMT", text)
        if found is None:
            report.problem(place, "cannot be read by openssl")
            continue
        time = datetime.strptime(f"{found[1]} {found[2]}", "%b %d %H:%M:%S %Y").replace(tzinfo=timezone.utc)
        options = ("-CAfile", token.with_suffix(".pem"), "-attime", str(int(time.timestamp())))
        if "Verification: OK" not in run(openssl, "ts", "-verify", "-data", note, "-in", token, *options):
            report.problem(place, "openssl refuses it for the head that it is said to be of")
        elif token.stem not in stated or not stated[token.stem]["sealed"].startswith(
            time.strftime("%Y-%m-%dT%H:%M:%S")
        ):
            report.problem(place, f"states {time:%Y-%m-%d %H:%M:%S}, which is not what the case says")
        else:
            sealed = max(sealed, at)
            report.ok(f"{place}: the head of {at} events stood at {time:%Y-%m-%d %H:%M:%S} UTC, by its authority")
    for proof in sorted((folder / "data/seals").glob("*.ots")):
        report.skip(f"the OpenTimestamps proof {proof.name}: `ots verify` does that, with a Bitcoin node")
    if openssl is None and any((folder / "data/seals").glob("*.tsr")):
        report.skip("the seals: openssl is not installed")
    return sealed


def run(*command):
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, errors="replace", check=False
    )
    return done.stdout + done.stderr


# 3. The rows: each has the digest that its event names; and the files that rows name have the digests of the rows.


def table_rows(folder, table):
    path = folder / "data/rows" / f"{table}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def check_rows(folder, description, log, report):
    erased = {f"{row['of_table']}\n{row['of_key']}" for row in table_rows(folder, "erasure")}
    withheld = {key for table, key in description.get("withheld_rows", []) if table == "source_words"}
    if withheld:
        report.skip(f"the words of {len(withheld)} entries of source records: the packer withheld them")
    erased |= {f"source_words\n{key}" for key in withheld}
    count, found, runs = 0, {}, {}
    for path in sorted((folder / "data/rows").glob("*.jsonl")):
        table = path.stem
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            count += 1
            if "binding" in row:
                stored = row.pop("binding")
                marks = "".join(mark(table, row, name) for name in row)
                text = hashlib.sha256(canonical([table, row])).hexdigest() + marks
                if stored != text:
                    report.problem(f"table {table}, row {short(row)}", "was changed")
                owner = str(next(iter(row.values())))
                runs.setdefault((table, owner, row["event"]), Growing()).add(leaf_hash(text.encode()))
            else:
                found.setdefault(table, {})[hashlib.sha256(canonical([table, row])).hexdigest()] = row
    bound = {(table, digest): seq for (table, _), (seq, digest) in log.rows.items()}
    for table, rows in found.items():
        for digest, row in rows.items():
            if bound.get((table, digest)) != row["event"]:
                report.problem(f"table {table}, row {short(row)}", "is not what its event brought")
    for (table, key), (seq, digest) in log.rows.items():
        if digest not in found.get(table, {}) and f"{table}\n{key}" not in erased:
            report.problem(f"table {table}, row {key}", f"is missing or was changed; event {seq} brought it")
    for key, (rows, root) in log.runs.items():
        tree = runs.pop(key, Growing())
        if tree.size != rows or tree.root().hex() != root:
            report.problem(f"table {key[0]}, rows of {key[1]}", f"are not the {rows} that event {key[2]} brought")
    for table, owner, _ in runs:
        report.problem(f"table {table}, rows of {owner}", "were brought by no event")
    report.ok(f"{count} rows held against their events")


def mark(table, row, name):
    return hashlib.sha256(canonical([table, name, row.get("salt", ""), row[name]])).hexdigest()[:4]


def short(row):
    return "/".join(str(value)[:40] for value in list(row.values())[:2])


def check_files(folder, description, report):
    rows = {row["id"]: row["sha256"] for row in table_rows(folder, "exhibit")}
    originals = 0
    for exhibit in description["exhibits"]:
        if not exhibit["file"]:
            report.skip(f"the original of {exhibit['id']}: it was left out of the package")
        elif digest_of(folder, exhibit["file"]) != rows.get(exhibit["id"]):
            report.problem(exhibit["file"], f"is not the original that {exhibit['id']} was acquired as")
        else:
            originals += 1
    report.ok(f"{originals} originals as they were acquired")
    rows = {row["id"]: row["sha256"] for row in table_rows(folder, "derivative")}
    rows.update({f"{row['report']}/{row['format']}": row["sha256"] for row in table_rows(folder, "report_file")})
    named = {**description["derivatives"], **description["reports"]}
    for name, path in named.items():
        if digest_of(folder, path) != rows.get(name):
            report.problem(path, f"is not the file that was recorded as {name}")
    report.ok(f"{len(named)} derivatives and reports as they were recorded")


def digest_of(folder, name):
    path = folder / name
    inside = ".." not in Path(name).parts and not Path(name).is_absolute()
    return sha256_of(path) if inside and path.is_file() and not path.is_symlink() else None


def parse_head(text):
    words = text.split()
    if len(words) == 2 and words[0].isdigit():
        return int(words[0]), bytes.fromhex(words[1])
    _, size, root, _ = read_head(Path(text).read_text("utf-8"), {})
    return size, root


def check(folder: Path, heads: Sequence[str] = (), keys: Sequence[str] = (), tagmanifest: str = "") -> Report:
    """Return the report on a package in a folder; heads, keys and tagmanifest are what is known from elsewhere."""
    report = Report()
    try:
        description = json.loads((folder / "data/package.json").read_text("utf-8"))
        check_bag(folder, report)
        log = read_log(folder, description, report)
        check_packer(folder, description, log, tagmanifest, report)
        outside = [parse_head(text) for text in heads]
        roots, size, root = check_tree(folder, description, log, outside, report)
        sealed = check_seals(folder, log, roots, size, root, report)
        check_rows(folder, description, log, report)
        check_files(folder, description, report)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        report.problem("package", f"cannot be read to its end: {type(error).__name__}: {error}")
        return report
    for key in keys:
        if key.lower() not in log.keys:
            report.problem("keys", f"the key {key} is enrolled nowhere in this case")
    for key in sorted(set(log.keys) - {key.lower() for key in keys}):
        what = f"the key {key} of {log.names[key]}"
        if keys:
            report.problem("keys", f"{what} is not among those known from elsewhere")
        else:
            report.skip(f"whose key this is: {what}")
    if Ed25519PublicKey is None:
        report.skip("ALL SIGNATURES: the Python package cryptography is not installed (see HOWTO.txt for openssl)")
    if not heads and not sealed:
        report.skip("whether the end was cut off or all was written anew: no --head was given and no seal is good")
    for words in description["left_out"]:
        report.skip(f"not in the package: {words}")
    for seq, name, key in log.takeovers:
        report.skip(f"from event {seq} on {name} (key {key}) went on with a copy of the log of others")
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument(
        "--head", action="append", default=[], help="'SIZE ROOT' or a signed note, known from elsewhere"
    )
    parser.add_argument("--key", action="append", default=[], help="key id of an examiner, known from elsewhere")
    parser.add_argument("--tagmanifest", default="", help="SHA-256 of tagmanifest-sha256.txt, known from elsewhere")
    given = parser.parse_args()
    return tell(check(given.package, given.head, given.key, given.tagmanifest))


def tell(report):
    for mark_, lines in (("ok       ", report.checked), ("unchecked", report.skipped), ("PROBLEM  ", report.problems)):
        for line in lines:
            sys.stdout.write(f"{mark_} {line}\n")
    count = len(report.problems)
    sys.stdout.write(f"{count} problems found.\n" if count else "Everything that was checked is as it was recorded.\n")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
