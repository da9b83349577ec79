"""Hostile and odd manifests: text that tries to be more than text, damage, spoofed names, stores that were moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forensics.codec import decode_line, encode
from forensics.detectors.provenance_statements import judge
from forensics.provenance import words as w
from forensics.provenance.fitting import fitted
from forensics.provenance.jumbf import joined, manifest_boxes, up_to
from forensics.provenance.library import OFFLINE
from forensics.provenance.library import settings as library_settings
from forensics.provenance.presence import look, store_bytes
from forensics.provenance.signals import read_signals
from forensics.provenance.words import Question
from forensics.types import C2paPresence, Result
from tests.forensics.provenance.files import CREATED, DST, answers, clip, own_root, published, reading, sign

INJECTIONS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE event; --",
    "\x1b[31mred\x1b[0m\x07\x9b2J",
    "\u202egnp.exe\u2066 abc\u2069",
    '=HYPERLINK("http://example.invalid")',
    "x" * 20_000,
    "#let x = sys.inputs; $ _a_ *b* `c` \\ @d <e>",
    "line\nbreak\r\ttab",
)
HEADS = [b"", b"\0\0\0\x14ftypisom", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"]


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clip(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("text", INJECTIONS, ids=lambda text: repr(text[:12]))
def test_text_in_every_field_of_a_manifest_stays_text(footage: Path, tmp_path: Path, text: str) -> None:
    action = {
        **CREATED,
        "description": text,
        "softwareAgent": {"name": text, "version": text},
        "parameters": {"name": text, "com.example.any": text},
    }
    opinion = {"label": "com.example.opinion", "data": {"comment": text, text[:50]: text}}
    soft = {"label": "c2pa.soft-binding", "data": {"alg": text, "blocks": [{"scope": {}, "value": text}]}}
    signed = sign(
        footage,
        tmp_path / "signed.mp4",
        title=text,
        claim_generator_info=[{"name": text, "version": text}],
        actions=[action],
        extra=[opinion, soft],
    )
    found = reading(signed)
    assert found.presence is C2paPresence.PRESENT
    active = found.manifests[0]
    shown = text if len(text) <= 12_000 else text[:12_000]
    assert active.title.startswith(shown)
    assert active.actions[0].description.startswith(shown)
    assert dict(active.actions[0].parameters)["name"].startswith(shown)
    assert active.soft_bindings[0].startswith(text[:100])
    results = [Result("c2pa", "1", found), *(Result("signals", "1", s) for s in read_signals(signed, c2pa=[found]))]
    for result in results:
        line = encode(result)
        assert line.isascii()
        assert decode_line(line) == result
        assert len(line) < 1_000_000
    for finding in judge(results):
        assert encode(finding).isascii()


def test_the_library_is_always_told_to_stay_off_the_network(shared_media: Path) -> None:
    for trust in (own_root(), published(shared_media)):
        for identities in (True, False):
            made = library_settings(trust, identities=identities)
            assert made["verify"] == {"remote_manifest_fetch": False, "ocsp_fetch": False}
            assert made["core"]["allowed_network_hosts"] == []
    assert OFFLINE["core"]["allowed_network_hosts"] == []


def test_a_time_stamp_purpose_never_makes_a_claim_signer(shared_media: Path) -> None:
    purposes = str(library_settings(published(shared_media), identities=False)["trust"]["trust_config"]).split()
    assert "1.3.6.1.4.1.62558.2.1" in purposes
    assert "1.3.6.1.5.5.7.3.8" not in purposes
    assert "1.3.6.1.5.5.7.3.9" not in purposes


def test_our_own_root_vouches_for_our_own_signer(footage: Path, tmp_path: Path) -> None:
    signed = sign(footage, tmp_path / "signed.mp4")
    active = reading(signed, own_root()).manifests[0]
    assert answers(active)[Question.TRUST] == w.Trust.LISTED
    assert active.trusted_by == ("own root",)
    assert answers(active)[Question.STATEMENT] == w.Statement.GENERATED
    (finding,) = [f for f in judge([Result("c2pa", "1", reading(signed, own_root()))]) if f.code == "origin_declared"]
    assert finding.direction is not None
    assert finding.direction.towards == "H1"


def test_a_borrowed_name_gives_no_direction(footage: Path, tmp_path: Path) -> None:
    signed = sign(
        footage,
        tmp_path / "signed.mp4",
        claim_generator_info=[{"name": "Sora"}],
        actions=[{**CREATED, "softwareAgent": {"name": "Sora"}}],
    )
    findings = judge([Result("c2pa", "1", reading(signed))])
    assert [f.direction for f in findings] == [None] * len(findings)
    assert any("calls itself" in f.observation for f in findings)


def test_one_changed_media_byte_is_a_hash_that_does_not_match_and_nothing_more(footage: Path, tmp_path: Path) -> None:
    data = bytearray(sign(footage, tmp_path / "signed.mp4").read_bytes())
    data[data.find(b"mdat") + 200] ^= 1
    (tmp_path / "changed.mp4").write_bytes(data)
    found = reading(tmp_path / "changed.mp4", own_root())
    said = answers(found.manifests[0])
    assert said[Question.BINDING] == w.Binding.DIFFERS
    assert said[Question.SIGNATURE] == w.Signature.VALIDATES
    assert said[Question.ASSERTIONS] == w.Assertions.MATCH
    findings = judge([Result("c2pa", "1", found)])
    assert [f.direction.towards for f in findings if f.direction] == ["H2"]
    words = " ".join(f.observation for f in findings).casefold()
    assert not any(word in words for word in ("tamper", "fake", "authentic", "manipulat"))


def test_damage_in_the_store_is_damage_and_not_absence(footage: Path, tmp_path: Path) -> None:
    whole = sign(footage, tmp_path / "signed.mp4")
    (place,) = look(whole).places
    begin = place.parts[0].offset
    damaged = 0
    for offset in range(begin, begin + place.parts[0].length, 97):
        data = bytearray(whole.read_bytes())
        data[offset] ^= 0xFF
        (tmp_path / "damaged.mp4").write_bytes(data)
        found = reading(tmp_path / "damaged.mp4")
        assert found.presence in (C2paPresence.PRESENT, C2paPresence.UNREADABLE)
        damaged += found.presence is C2paPresence.UNREADABLE
    assert damaged > 5


def test_a_store_that_is_cut_off_is_damage(footage: Path, tmp_path: Path) -> None:
    whole = sign(footage, tmp_path / "signed.mp4").read_bytes()
    (place,) = look(tmp_path / "signed.mp4").places
    (tmp_path / "cut.mp4").write_bytes(whole[: place.offset + place.length // 2])
    found = reading(tmp_path / "cut.mp4")
    assert found.presence is C2paPresence.UNREADABLE
    assert "cut off" in found.detail


def test_a_store_moved_to_other_footage_does_not_match_it(footage: Path, tmp_path: Path) -> None:
    signed = sign(footage, tmp_path / "signed.mp4")
    (place,) = look(signed).places
    store = store_bytes(signed, place)
    other = tmp_path / "other.mp4"
    data = bytearray(footage.read_bytes())
    data[data.find(b"mdat") + 300] ^= 0x10
    other.write_bytes(data)
    found = reading(other, sidecar=store)
    assert answers(found.manifests[0])[Question.BINDING] == w.Binding.DIFFERS


def test_a_later_signers_record_hides_nothing(footage: Path, tmp_path: Path) -> None:
    data = bytearray(sign(footage, tmp_path / "first.mp4").read_bytes())
    data[data.find(b"mdat") + 200] ^= 1
    (tmp_path / "changed.mp4").write_bytes(data)
    edited = sign(tmp_path / "changed.mp4", tmp_path / "edited.mp4", actions=[], parent=True)
    found = reading(edited, own_root())
    assert found.library_state == "Trusted"
    assert answers(found.manifests[0])[Question.BINDING] == w.Binding.MATCHES
    assert answers(found.manifests[0])[Question.INGREDIENTS] == w.Ingredients.RECORDED
    assert "assertion.bmffHash.mismatch" in found.manifests[0].ingredients[0].recorded_failures
    assert "ingredient_failures" in [f.code for f in judge([Result("c2pa", "1", found)])]


def test_the_left_out_boxes_are_named_with_their_bytes(footage: Path, tmp_path: Path) -> None:
    signed = sign(footage, tmp_path / "signed.mp4")
    size = signed.stat().st_size
    with signed.open("ab") as file:
        file.write((40).to_bytes(4, "big") + b"free" + b"hidden text in a free box......."[:32])
    active = reading(signed, own_root()).manifests[0]
    assert answers(active)[Question.BINDING] == w.Binding.MATCHES
    assert answers(active)[Question.UNBOUND] == w.Unbound.MORE
    assert any(f"bytes {size} to {size + 40}" in part for part in active.unbound if "/free" in part)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x00" * 4096, b"\x1aE\xdf\xa3" + b"\x00" * 500, b"\xff\xd8\xff\xeb\x00\x10JP"]
)
def test_what_is_no_media_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a name\nwith a break.mp4"
    path.write_bytes(content)
    found = reading(path)
    assert found.presence in (
        C2paPresence.CONTAINER_NOT_SUPPORTED,
        C2paPresence.UNDETERMINED,
        C2paPresence.NONE,
        C2paPresence.UNREADABLE,
    )
    assert found.detail
    assert list(read_signals(path)) == []


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=3000), st.sampled_from([b"", b"\0\0\0\x14ftypisom", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"])
)
def test_any_bytes_are_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(head + tail)
    seen = look(path)
    for place in seen.places:
        store = store_bytes(path, place)
        for box in manifest_boxes(store):
            assert up_to(store, box.label)
        joined((store, store))
    list(read_signals(path))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_any_store_is_taken_apart_without_an_error(store: bytes) -> None:
    whole = (len(store) + 8).to_bytes(4, "big") + b"jumb" + store
    assert all(box.length >= 8 for box in manifest_boxes(whole))
    assert up_to(whole, "no such label") == b""


def test_a_source_type_in_an_opened_manifest_is_quoted(footage: Path, tmp_path: Path) -> None:
    action = {"action": "c2pa.created", "digitalSourceType": DST + "digitalCapture"}
    found = reading(sign(footage, tmp_path / "signed.mp4", actions=[action]), own_root())
    assert answers(found.manifests[0])[Question.STATEMENT] == w.Statement.CAPTURED
    assert "Contains Captured Media" in found.rubric


@pytest.mark.parametrize(("actions", "manifests"), [(100, 1), (500, 1), (120, 25)])
def test_a_reading_with_more_text_than_a_record_holds_is_cut_and_says_so(
    footage: Path, tmp_path: Path, actions: int, manifests: int
) -> None:
    found = reading(sign(footage, tmp_path / "signed.mp4"), own_root())
    (active,) = found.manifests
    action = replace(active.actions[0], description="é" * 11_000)
    huge = replace(active, actions=(action,) * actions)
    cut = fitted(replace(found, manifests=(huge,) * manifests))
    assert "too much text for one record" in cut.detail
    assert len(encode(Result("c2pa", "1", cut))) < 8 * 1024 * 1024
    assert cut.presence is C2paPresence.PRESENT
    assert answers(cut.manifests[0])[Question.BINDING] == w.Binding.MATCHES
    assert fitted(found) is found
