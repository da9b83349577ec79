"""OpenTimestamps: proofs as the reference implementation writes them, a calendar on this machine, and block headers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles import ots, seal, stamps
from casefiles.case import Case
from casefiles.errors import EntryRefused, NetworkUnavailable, UnknownItem, VerificationFailed
from casefiles.ots import Attestation, Node, ProofRefused
from casefiles.verification import verify
from tests.casefiles.test_verification import attack, check, places

# Written with opentimestamps 0.4.5 for a file that holds b"head of a log\n": two promises and one Bitcoin block.
REFERENCE = bytes.fromhex(
    "004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294010802a92abc6148d3d69252175b8366f20368098de22f6f9f"
    "18b03b39462decfc6df010000102030405060708090a0b0c0d0e0f08fff02001010101010101010101010101010101010101010101010101"
    "01010101010101080083dfe30d2ef90c8e161568747470733a2f2f616c6963652e6578616d706c65f105020202020208ff0083dfe30d2ef9"
    "0c8e141368747470733a2f2f626f622e6578616d706c650808000588960d73d7190103b9ca31"
)
OF = sha256(b"head of a log\n").digest()
# The first block of Bitcoin: its one transaction hashes to the Merkle root.
FIRST_HEADER = bytes.fromhex(
    "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3"
    "888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c"
)
FIRST_TRANSACTION = bytes.fromhex(
    "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468652054696d"
    "65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f7220"
    "62616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f"
    "4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000"
)


def test_a_proof_of_the_reference_implementation_is_read_and_written_back_byte_for_byte() -> None:
    root = ots.read_proof(REFERENCE, OF)
    assert ots.write_proof(OF, root) == REFERENCE
    assert stamps.states(REFERENCE, OF) == (
        "a promise by https://alice.example, which proves nothing yet",
        "a promise by https://bob.example, which proves nothing yet",
        "the Bitcoin block 812345",
    )


def test_a_proof_that_leads_to_the_first_block_shows_its_time() -> None:
    digest = sha256(FIRST_TRANSACTION).digest()
    root = Node(digest, steps=[(bytes([ots.SHA256]), Node(sha256(digest).digest(), [Attestation(ots.BITCOIN, b"\0")]))])
    proof = ots.write_proof(digest, root)
    (words,) = stamps.shows(proof, digest, {0: [FIRST_HEADER]}, 3)
    assert "block 0 of 2009-01-03 18:15:05 UTC" in words
    assert "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f" in words
    assert stamps.shows(proof, digest, {1: [FIRST_HEADER]}, 3) == ()
    assert ots.read_header(FIRST_HEADER).difficulty == 1


@pytest.mark.parametrize("place", range(0, 80, 7))
def test_a_changed_block_header_bears_no_work(place: int) -> None:
    changed = FIRST_HEADER[:place] + bytes([FIRST_HEADER[place] ^ 1]) + FIRST_HEADER[place + 1 :]
    with pytest.raises(ProofRefused, match="header"):
        ots.read_header(changed)


@given(data=st.data())
def test_a_proof_with_a_changed_byte_is_refused_or_leads_elsewhere_or_to_the_same(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(REFERENCE) - 1))
    changed = REFERENCE[:place] + bytes([REFERENCE[place] ^ data.draw(st.integers(1, 255))]) + REFERENCE[place + 1 :]
    try:
        found = ots.read_proof(changed, OF)
    except ProofRefused:
        return
    whole = {(node.message, one.tag, one.payload) for node, one in ots.attested(ots.read_proof(REFERENCE, OF))}
    assert {(node.message, one.tag, one.payload) for node, one in ots.attested(found)} != whole


@pytest.mark.parametrize(
    "proof",
    [
        b"",
        REFERENCE[:60],
        REFERENCE + b"\0",
        ots.MAGIC + b"\x02" + bytes(20),
        ots.MAGIC + b"\x08" + OF + b"\x08" * 300,
        ots.MAGIC + b"\x08" + OF + b"\x99",
        ots.MAGIC + b"\x08" + OF + b"\xf0\xff\xff\xff\xff\xff\xff\xff",
        ots.MAGIC + b"\x08" + OF + b"\xff\x08\x00" + bytes(9) + b"\xff" * 5,
    ],
)
def test_what_is_no_proof_is_refused(proof: bytes) -> None:
    with pytest.raises(ProofRefused):
        ots.read_proof(proof, OF)


def _promise(address: str) -> bytes:
    payload = bytes([len(address)]) + address.encode()
    return b"\0" + ots.PENDING + bytes([len(payload)]) + payload


class Calendar:
    """A calendar on this machine, over real HTTP: it promises, and completes when it is told to."""

    def __init__(self) -> None:
        self.header = b""
        self.height = 7
        self.asked: list[bytes] = []
        calendar = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["Content-Length"]))
                calendar.asked.append(question)
                self._say(b"\x08" + _promise(calendar.address))

            def do_GET(self) -> None:
                if not calendar.header:
                    self.send_error(404)
                    return
                self._say(b"\xf0\x04more\x08" + b"\0" + ots.BITCOIN + b"\x01" + bytes([calendar.height]))

            def _say(self, answer: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def confirm(self) -> None:
        """Put what was asked into a block whose work is as easy as that of a test network."""
        promised = sha256(self.asked[-1]).digest()
        root = sha256(promised + b"more").digest()
        for number in range(1_000):
            header = bytes(36) + root + (1_700_000_000).to_bytes(4, "little") + (0x207FFFFF).to_bytes(4, "little")
            header += number.to_bytes(4, "little")
            try:
                ots.read_header(header)
            except ProofRefused:
                continue
            self.header = header
            return


@pytest.fixture
def calendar() -> Iterator[Calendar]:
    """Return a calendar that answers."""
    made = Calendar()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_a_head_is_stamped_completed_and_held_against_a_header(
    filled: Case, calendar: Calendar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ots, "EASIEST", 0x7FFFFF << 232)
    with pytest.raises(UnknownItem, match="names no calendar"):
        stamps.ask(filled, over=stamps.over_network)
    stamps.name_calendar(filled, calendar.address)
    note = filled.head().note
    (made,) = stamps.ask(filled, over=stamps.over_network).made
    assert (made.id, made.head_size) == ("OT-0001", 4)
    assert calendar.asked[0] != sha256(note.encode()).digest(), "a salt hides which file is stamped"
    assert made.states == (f"a promise by {calendar.address}, which proves nothing yet",)
    assert any("lead to no block header" in limit for limit in verify(filled).limits)
    not_yet = stamps.upgrade(filled, over=stamps.over_network)
    assert not_yet.made == () and "no answer yet" in not_yet.waiting[0][1]
    calendar.confirm()
    (completed,) = stamps.upgrade(filled, over=stamps.over_network).made
    assert (completed.id, completed.supersedes) == ("OT-0002", "OT-0001")
    assert "the Bitcoin block 7" in completed.states
    assert stamps.upgrade(filled, over=stamps.over_network) == stamps.Stamped((), ())
    with pytest.raises(EntryRefused, match="no stamp of this case leads"):
        stamps.bring_header(filled, 8, calendar.header, source="my node")
    brought = stamps.bring_header(filled, 7, calendar.header, source="my node")
    assert brought.shown[0].startswith("OT-0002: the head of 4 events stood before the Bitcoin block 7 of 2023-11-14")
    found = verify(filled)
    assert found.problems == ()
    assert any("By OpenTimestamps the head of 4 events stood before" in limit for limit in found.limits)
    kept, proof = seal.export(filled, "OT-0002", tmp_path / "out")
    assert kept.read_text() == note
    assert proof.read_bytes() == stamps.proof_of(filled, "OT-0002")[1]


def test_without_a_network_the_wish_stays(filled: Case) -> None:
    stamps.name_calendar(filled, "https://calendar.example")
    stamps.name_calendar(filled, "https://calendar.example")

    def unreachable(address: str, body: bytes) -> bytes:
        raise NetworkUnavailable(f"{address} could not be reached")

    done = stamps.ask(filled, over=unreachable)
    assert (done.made, [name for name, _ in done.waiting]) == ((), ["https://calendar.example"])
    assert stamps.calendars(filled) == ("https://calendar.example",)
    done = stamps.ask(filled, over=lambda _, question: b"\x08" + _promise("https://calendar.example"))
    assert [one.head_size for one in done.made] == [4]
    assert verify(filled).problems == ()


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\x08" * 400, bytes(ots.LONGEST + 1)])
def test_an_answer_that_is_no_proof_is_not_kept(filled: Case, answer: bytes) -> None:
    stamps.name_calendar(filled, "https://calendar.example")
    before = filled.head()
    with pytest.raises(VerificationFailed, match="was not kept"):
        stamps.ask(filled, over=lambda *_: answer)
    assert filled.head() == before


def test_only_https_is_asked_of_what_a_promise_names(filled: Case) -> None:
    stamps.name_calendar(filled, "https://calendar.example")
    stamps.ask(filled, over=lambda *_: b"\x08" + _promise("http://inside.example"))
    done = stamps.upgrade(filled, over=lambda *_: pytest.fail("it was asked"))
    assert "only https is" in done.waiting[0][1]


def test_an_exchanged_proof_is_found(filled: Case) -> None:
    stamps.name_calendar(filled, "https://calendar.example")
    stamps.ask(filled, over=lambda *_: b"\x08" + _promise("https://calendar.example"))
    filled.close()
    with attack(filled.path) as database:
        database.execute("UPDATE stamp SET proof = ?", (REFERENCE.hex(),))
    assert {"stamp OT-0001", "case.db, table stamp, row OT-0001, column proof"} == set(places(check(filled.path)))


@pytest.mark.parametrize("address", ["calendar.example", "https://a b", ""])
def test_a_calendar_is_named_by_its_web_address(filled: Case, address: str) -> None:
    with pytest.raises(EntryRefused, match="no web address"):
        stamps.name_calendar(filled, address)
    with pytest.raises(NetworkUnavailable):
        stamps.over_network("file:///etc/passwd", b"")
