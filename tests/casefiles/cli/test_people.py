"""Several people and one case, through the command line: keys, handover, corrections, erasure, seals, heads."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.casefiles.cli.conftest import Desk
from tests.casefiles.test_seal import LocalAuthority

OPENSSL = shutil.which("openssl")


def enrolled(desk: Desk, case: Path) -> str:
    """Let Jane enrol Omar and return his key id."""
    request = desk("people", "request", case, by="Omar Haddad")
    assert request.code == 0
    line = Path("request.txt")
    line.write_text(request.out)
    made = desk("people", "enrol", case, line, "--role", "reviewer", "--reason", "second pair of eyes", "--json")
    return str(made.json()["key"])


def test_a_second_examiner_is_enrolled_takes_custody_and_can_be_revoked(desk: Desk, desk_case: Path) -> None:
    key = enrolled(desk, desk_case)
    listed = desk("people", "list", desk_case, "--json").json()
    assert [(one["name"], one["roles"][0]) for one in listed] == [
        ("Jane Doe", "collector"),
        ("Omar Haddad", "reviewer"),
    ]
    offered = desk("handover", "offer", desk_case, "--to", key[:12], "--reason", "end of shift", "--json").json()
    assert (offered["id"], offered["to_key"], offered["answer"]) == ("H-0001", key, "open")
    assert desk("handover", "accept", desk_case, "H-0001").code == 7, "only the recipient may accept"
    accepted = desk("handover", "accept", desk_case, "H-0001", "--json", by="Omar Haddad").json()
    assert accepted["answer"] == "accepted"
    again = desk("handover", "offer", desk_case, "--to", listed[0]["key"], "--reason", "back", by="Omar Haddad")
    assert again.code == 0
    assert desk("handover", "refuse", desk_case, "H-0002", "--reason", "not my case any more").code == 0
    assert [one["answer"] for one in desk("handover", "list", desk_case, "--json").json()] == ["accepted", "refused"]
    assert desk("people", "revoke", desk_case, key[:12], "--reason", "left the desk").code == 0
    refused = desk("acquire", desk_case, "clip.mp4", by="Omar Haddad")
    assert refused.code == 7
    assert "revoked" in refused.err
    assert desk("verify", desk_case).code == 0


def test_a_request_that_was_changed_or_is_none_is_refused(desk: Desk, desk_case: Path) -> None:
    line = desk("people", "request", desk_case, by="Omar Haddad").out
    for text in ("", "hello", line.replace("Omar", "Olga").replace(line[-20:-10], "0" * 10)):
        Path("request.txt").write_text(text)
        assert desk("people", "enrol", desk_case, "request.txt", "--reason", "x").code == 7


@pytest.mark.parametrize("key", ["", "zz", "0123456789abcdef"])
def test_a_key_that_is_not_enrolled_cannot_be_named(desk: Desk, desk_case: Path, key: str) -> None:
    assert desk("people", "revoke", desk_case, key, "--reason", "x").code == 10


def test_a_correction_stands_beside_what_it_corrects(desk: Desk, desk_case: Path) -> None:
    made = desk("correct", "add", desk_case, "1", "--replacement", "It came by post.", "--reason", "misheard", "--json")
    assert made.json()["corrects"] == 1
    (listed,) = desk("correct", "list", desk_case, "--event", "1", "--json").json()
    assert listed["replacement"] == "It came by post."
    assert desk("correct", "list", desk_case, "--event", "0", "--json").json() == []
    assert desk("correct", "add", desk_case, "99", "--replacement", "x", "--reason", "y").code == 10


def test_what_a_person_stated_can_be_erased_and_the_log_stays_whole(desk: Desk, desk_case: Path) -> None:
    assert "a reader" in desk("show", desk_case, "E-0001").out
    assert desk("erase", desk_case, "A-0001", "--reason", "asked by the source").code == 0
    assert "a reader" not in desk("show", desk_case, "E-0001").out
    assert b"a reader" not in (desk_case / "case.db").read_bytes()
    assert desk("verify", desk_case).code == 0
    assert desk("erase", desk_case, "A-0001", "--reason", "again").code == 10
    assert desk("erase", desk_case, "E-0001", "--reason", "x").code == 10
    assert desk("erase", desk_case, "J-0001", "--reason", "x").code == 10


def test_a_head_known_from_elsewhere_finds_an_older_copy(desk: Desk, desk_case: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(desk_case, tmp_path / "older.assay"))
    desk("correct", "add", desk_case, "1", "--replacement", "x", "--reason", "y")
    head = desk("show", desk_case, "--json").json()["summary"]["head"]
    Path("head.note").write_text(head["note"])
    for given in ("head.note", f"{head['size']} {head['root']}"):
        assert desk("verify", desk_case, "--head", given).code == 0
        found = desk("verify", older, "--head", given)
        assert found.code == 11
        assert "its end was cut off, or it is an older copy" in found.out
    assert desk("verify", desk_case, "--head", "3 zz").code == 16
    assert desk("verify", desk_case, "--head", "missing.note").code == 8


def test_a_key_known_from_elsewhere_is_held_against_the_case(desk: Desk, desk_case: Path) -> None:
    (jane,) = desk("people", "list", desk_case, "--json").json()
    assert desk("verify", desk_case, "--key", jane["key"].upper()).code == 0
    found = desk("verify", desk_case, "--key", "00" * 32)
    assert found.code == 11
    assert "is enrolled nowhere" in found.out


def test_a_quick_check_looks_and_does_not_read(desk: Desk, desk_case: Path) -> None:
    kept = next((desk_case / "originals").rglob("*/??/*"))
    kept.chmod(0o644)
    content = kept.read_bytes()
    kept.write_bytes(b"\xff" + content[1:])
    kept.chmod(0o444)
    quick = desk("verify", desk_case, "--quick", "--json").json()
    assert (quick["problems"], quick["bytes_read"], quick["extent"]) == ([], 0, "quick")
    assert "were not read" in quick["limits"][0]
    assert desk("verify", desk_case).code == 11
    kept.chmod(0o644)
    kept.write_bytes(content[:-1])
    assert desk("verify", desk_case, "--quick").code == 11
    assert "Look at this: " in desk("show", desk_case).out
    assert "has 199999 bytes instead of 200000" in desk("show", desk_case).out


def test_a_scheduler_verifies_only_what_was_not_verified_lately(desk: Desk, desk_case: Path) -> None:
    def events() -> int:
        return len(desk("show", desk_case, "--events", "--json").json())

    before = events()
    assert desk("verify", desk_case, "--quick").code == 0, "a quick check does not count"
    assert desk("verify", desk_case, "--if-older-than", "7").code == 0
    assert events() == before + 2
    said = desk("verify", desk_case, "--if-older-than", "7")
    assert (said.code, events()) == (0, before + 2)
    assert "nothing was done" in said.out
    assert desk("verify", desk_case, "--if-older-than", "0").code == 0
    assert events() == before + 3


class Answering(BaseHTTPRequestHandler):
    """A time-stamp authority that answers over HTTP on this machine."""

    tsa: LocalAuthority

    def do_POST(self) -> None:
        """Answer a request."""
        request = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.tsa.post(self.tsa.authority.address, request)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Return address and root certificate of an authority on the loopback."""
    if OPENSSL is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path / "tsa"
    folder.mkdir()
    Answering.tsa = LocalAuthority(folder)
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", folder / "root.pem"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_case_is_sealed_over_the_network_and_openssl_reads_the_seal(
    desk: Desk, desk_case: Path, authority: tuple[str, Path]
) -> None:
    address, root = authority
    assert desk("seal", "ask", desk_case).code == 10, "no authority was named"
    assert desk("seal", "ask", desk_case, "--authority", "Desk clock").code == 2
    named = ("--authority", "Desk clock", "--address", address, "--certificates", root)
    made = desk("seal", "ask", desk_case, *named, "--json").json()
    assert [one["authority"] for one in made["made"]] == ["Desk clock"]
    assert desk("seal", "ask", desk_case).code == 0, "the authority is known from then on"
    shown = desk("seal", "show", desk_case, "--json").json()
    assert ([one["id"] for one in shown["seals"]], shown["unsealed"]) == (["S-0001", "S-0002"], 1)
    command = desk("seal", "export", desk_case, "S-0002", "-o", "out", "--json").json()["command"]
    done = subprocess.run(command.split(), capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr
    assert desk("seal", "export", desk_case, "S-0002", "-o", "out").code == 9, "nothing is overwritten"
    assert desk("seal", "export", desk_case, "S-0009", "-o", "other").code == 10
    assert desk("verify", desk_case).code == 0


def test_without_a_network_the_wish_stays_recorded(desk: Desk, desk_case: Path, authority: tuple[str, Path]) -> None:
    _, root = authority
    named = ("--authority", "Away", "--address", "http://127.0.0.1:1/", "--certificates", root)
    said = desk("seal", "ask", desk_case, *named)
    assert said.code == 17
    assert "not sealed yet by Away" in said.err
    assert "No seal covers the 3 events." in desk("seal", "show", desk_case).out
    assert desk("seal", "ask", desk_case).code == 17, "it is asked again"
    last = json.loads(desk("show", desk_case, "--events", "--json").out)[-1]
    assert last["action"] == "seal.authority"


def test_a_folder_is_acquired_an_original_removed_and_unfinished_copies_listed(desk: Desk, desk_case: Path) -> None:
    Path("card/a").mkdir(parents=True)
    Path("card/a/clip").write_bytes(b"clip")
    Path("card/link").symlink_to("a")
    (taken,) = desk("acquire", desk_case, "card", "--folder", "--json").json()
    assert [pair[0] for pair in taken["acquired"]] == ["a/clip"]
    assert "FO-0002 card: 1 files acquired, 1 left out." in desk("acquire", desk_case, "card", "--folder").out
    assert desk("acquire", desk_case, "clip.mp4", "--folder").code == 8
    assert desk("acquire", desk_case, "card").code == 8
    removed = desk("remove", desk_case, "E-0002", "--reason", "not ours to keep", "--json").json()
    assert removed["size"] == 4
    assert desk("remove", desk_case, "E-0002", "--reason", "again").code == 10
    assert "E-0002: its original was removed" in desk("show", desk_case).out
    assert "by Jane Doe: not ours to keep" in desk("show", desk_case, "E-0002").out
    (shown,) = desk("show", desk_case, "E-0002", "--json").json()
    assert (shown["removal"]["id"], desk("show", desk_case, "--json").json()["removals"]) == (
        "RM-0001",
        [shown["removal"]],
    )
    assert desk("verify", desk_case).code == 0
    assert desk("unfinished", desk_case).out == "No copy was begun and not finished.\n"
    assert desk("unfinished", desk_case, "--discard", "--json").json() == []


def test_a_case_goes_to_another_desk_and_on_from_there(desk: Desk, desk_case: Path) -> None:
    packed = desk("package", desk_case, "-o", "sent.zip", "--zip", "--json").json()
    assert packed["exhibits"] == ["E-0001"]
    assert desk("package", desk_case, "-o", "sent.zip", "--zip").code == 4
    made = desk("import", "theirs.assay", "sent.zip", "--reason", "second opinion", by="Omar Haddad")
    assert made.code == 0, made.err
    assert packed["tagmanifest_sha256"] in made.out
    assert desk("acquire", "theirs.assay", "sent.zip", by="Omar Haddad").code == 0
    assert desk("verify", "theirs.assay", by="Omar Haddad").code == 0
    one = desk("package", desk_case, "-o", "one", "--exhibit", "e-0001", "--without-originals", "--json").json()
    assert "they are about other exhibits" in one["left_out"][1]
    assert desk("import", "one.assay", "one", by="Omar Haddad").code == 16
