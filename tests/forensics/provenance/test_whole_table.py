"""Every file of the shared provenance set is read as its table expects, dimension by dimension."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from forensics.codec import decode_line, encode
from forensics.provenance import words as w
from forensics.provenance.trust import NO_TRUST
from forensics.provenance.words import Question
from forensics.types import C2paManifest, C2paPresence, C2paReading, Result
from tests.conftest import SHARED_MEDIA
from tests.forensics.provenance.files import answers, published, reading

Row = dict[str, str]
TABLE = SHARED_MEDIA / "provenance" / "manifest.csv"
FAILURES_OF_BYTES = ("Hash.mismatch",)


def rows() -> list[Row]:
    if not TABLE.is_file():
        return []
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table) if row["file"].startswith("provenance/")]


def read(shared_media: Path, row: Row) -> C2paReading:
    path = shared_media / row["file"]
    sidecar = path.with_suffix(".c2pa").read_bytes() if path.name == "syn_sidecar.mp4" else None
    return reading(path, published(shared_media), sidecar=sidecar)


every = pytest.mark.parametrize("row", rows(), ids=lambda row: Path(row["file"]).name)


@every
def test_presence_is_what_the_table_says(shared_media: Path, row: Row) -> None:
    found = read(shared_media, row)
    state = row["state_official_itl"]
    if row["file"].endswith("dash_seg1.m4s"):
        assert found.presence is C2paPresence.NEEDS_INIT_SEGMENT
    elif "ManifestNotFound" in state:
        assert found.presence is C2paPresence.NONE
    elif "NotSupported" in state:
        assert found.presence is C2paPresence.CONTAINER_NOT_SUPPORTED
    elif "Remote:" in state:
        assert found.presence is C2paPresence.STORED_ELSEWHERE
        assert "https://cai-manifests.adobe.com/" in found.detail
    elif "prerelease" in state:
        assert found.presence is C2paPresence.UNREADABLE
    elif "nested" in state:
        assert found.presence is C2paPresence.NONE
    else:
        assert found.presence is C2paPresence.PRESENT
        assert len(found.manifests) == int(row["n_manifests"])
        if not row["failures"].startswith("cawg.") and "cawg.ica" not in row["failures"]:
            assert found.library_state == row["state_official_itl_noidentity"]


@every
def test_each_dimension_of_the_active_manifest_follows_the_table(shared_media: Path, row: Row) -> None:
    found = read(shared_media, row)
    if found.presence is not C2paPresence.PRESENT:
        assert found.dimensions == ()
        return
    active = found.manifests[0]
    said, failures = answers(active), row["failures"].split()
    informed = row["informational"].split()
    for question, expected in expectations(row, failures, informed):
        assert said[question] == expected, question
    assert said[Question.UNBOUND] == unbound(row, informed)


def expectations(row: Row, failures: list[str], informed: list[str]) -> Iterator[tuple[Question, str]]:
    name = Path(row["file"]).name
    if name.endswith(".c2pa"):
        yield Question.BINDING, w.Binding.NO_ASSET
    elif name == "dash_init.mp4":
        yield Question.BINDING, w.Binding.NEEDS_SEGMENTS
    else:
        differs = any(code.endswith(FAILURES_OF_BYTES) for code in failures)
        yield Question.BINDING, w.Binding.DIFFERS if differs else w.Binding.MATCHES
    differs = "assertion.hashedURI.mismatch" in failures
    yield Question.ASSERTIONS, w.Assertions.DIFFER if differs else w.Assertions.MATCH
    broken = "claimSignature.mismatch" in failures
    yield Question.SIGNATURE, w.Signature.DIFFERS if broken else w.Signature.VALIDATES
    yield Question.TRUST, w.Trust.NOT_LISTED if "signingCredential.untrusted" in failures else w.Trust.LISTED
    yield Question.CERTIFICATE, certificate(row, failures, broken=broken)
    yield Question.TIME_STAMP, time_stamp(row, informed)
    if "signingCredential.ocsp.skipped" in informed:
        yield Question.REVOCATION, w.Revocation.NOT_CHECKED
    yield Question.IDENTITY, identity(row, failures, informed)


def certificate(row: Row, failures: list[str], *, broken: bool) -> str:
    if broken:
        return w.Certificate.UNCONFIRMED
    if "signingCredential.invalid" in failures:
        return w.Certificate.UNSUITED
    if "signingCredential.expired" in failures:
        return w.Certificate.EXPIRED
    stamped = row["signed_time"] and "timeStamp.untrusted" not in row["informational"]
    return w.Certificate.IN_TIME_STAMPED if stamped else w.Certificate.IN_TIME


def time_stamp(row: Row, informed: list[str]) -> str:
    by_code = {
        "timeStamp.mismatch": w.TimeStamp.DIFFERS,
        "timeStamp.malformed": w.TimeStamp.MALFORMED,
        "timeStamp.untrusted": w.TimeStamp.NOT_LISTED,
    }
    found = next((word for code, word in by_code.items() if code in informed), None)
    return found or (w.TimeStamp.LISTED if row["signed_time"] else w.TimeStamp.NONE)


def identity(row: Row, failures: list[str], informed: list[str]) -> str:
    if "cawg.ica.did_unavailable" in failures:
        return w.Identity.NEEDS_NETWORK
    if any(code.startswith("cawg.") and code.endswith("mismatch") for code in failures):
        return w.Identity.DIFFERS
    if any(code.startswith("cawg.") for code in failures + informed):
        return w.Identity.VALIDATES
    return w.Identity.NONE


def unbound(row: Row, informed: list[str]) -> str:
    more = "assertion.bmffHash.additionalExclusionsPresent" in informed
    return w.Unbound.MORE if more else w.Unbound.USUAL


@every
def test_names_times_and_actions_are_quoted_as_the_table_has_them(shared_media: Path, row: Row) -> None:
    found = read(shared_media, row)
    if not found.manifests:
        return
    active = found.manifests[0]
    assert active.signer_organisation == row["signer_org"]
    assert active.signer_common_name == row["signer_cn"]
    assert active.signer_not_after[:10] == row["signer_not_after"]
    assert active.time_stamp_authority == row["timestamp_authority"]
    assert " ".join(action.action for action in active.actions) == row["actions_active"]
    kinds = {a.digital_source_type.rsplit("/", 1)[-1] for m in found.manifests for a in m.actions}
    assert kinds - {""} == set(row["digital_source_types_all_manifests"].split())


@every
def test_failures_that_a_signer_recorded_are_not_lost(shared_media: Path, row: Row) -> None:
    found = read(shared_media, row)
    recorded = {c for m in found.manifests for i in m.ingredients for c in i.recorded_failures}
    expected = set(row["recorded_ingredient_failures"].split())
    assert {code for code in expected if not code.startswith("timeStamp.")} <= recorded


@every
def test_failures_of_ingredients_are_found_first_hand(shared_media: Path, row: Row) -> None:
    found = read(shared_media, row)
    failures = {c for m in found.manifests for i in m.ingredients for c in i.found_failures}
    assert set(row["ingredient_failures"].split()) <= failures


@every
def test_without_a_list_trust_is_not_evaluated_and_the_rest_is_still_reported(shared_media: Path, row: Row) -> None:
    with_lists, without = read(shared_media, row), reading(shared_media / row["file"], NO_TRUST)
    if row["file"].endswith("syn_sidecar.mp4"):
        return
    assert without.presence is with_lists.presence
    same = (Question.BINDING, Question.ASSERTIONS, Question.SIGNATURE, Question.UNBOUND, Question.STATEMENT)
    for one, other in zip(without.manifests, with_lists.manifests, strict=True):
        assert answers(one)[Question.TRUST] == w.Trust.NOT_EVALUATED
        assert one.trusted_by == ()
        assert [answers(one)[q] for q in same] == [answers(other)[q] for q in same]


@every
def test_a_reading_survives_the_codec(shared_media: Path, row: Row) -> None:
    result = Result("c2pa", "1", read(shared_media, row))
    assert decode_line(encode(result)) == result


def test_the_lists_that_trust_the_real_generators_are_named(shared_media: Path) -> None:
    both = published(shared_media)
    expected = {
        "real_sora_openai_2026-02.mp4": ("Interim Trust List, anchors",),
        "real_veo_google_2026-01.mp4": ("C2PA Trust List",),
        "real_openai_media_service_2026-05.png": ("C2PA Trust List",),
        "real_sony_ebu_cawg_softbinding.mp4": (),
    }
    for name, lists in expected.items():
        assert reading(shared_media / "provenance" / name, both).manifests[0].trusted_by == lists


def test_a_time_stamp_list_vouches_for_no_signer(shared_media: Path) -> None:
    found = reading(
        shared_media / "provenance" / "real_veo_google_2026-01.mp4", published(shared_media, "C2PA-TSA-TRUST-LIST.pem")
    )
    assert found.library_state == "Trusted"  # the library has one place for all anchors
    assert answers(found.manifests[0])[Question.TRUST] == w.Trust.NOT_EVALUATED
    assert found.manifests[0].trusted_by == ()


def test_only_the_manifest_of_a_fragments_initialisation_segment_binds_it(shared_media: Path, tmp_path: Path) -> None:
    init = shared_media / "provenance" / "dash_init.mp4"
    segment = shared_media / "provenance" / "dash_seg1.m4s"
    found = reading(segment, init_segment=init)
    assert answers(found.manifests[0])[Question.BINDING] == w.Binding.MATCHES
    flipped = bytearray(segment.read_bytes())
    flipped[-100] ^= 0xFF
    (tmp_path / "seg.m4s").write_bytes(flipped)
    found = reading(tmp_path / "seg.m4s", init_segment=init)
    assert answers(found.manifests[0])[Question.BINDING] == w.Binding.DIFFERS


def test_a_cloud_manifest_that_is_given_apart_is_read(shared_media: Path) -> None:
    store = (shared_media / "provenance" / "c2pars_cloud_manifest.c2pa").read_bytes()
    found = reading(shared_media / "provenance" / "c2pars_cloud.jpg", sidecar=store)
    assert found.presence is C2paPresence.PRESENT
    assert answers(found.manifests[0])[Question.BINDING] == w.Binding.MATCHES


def manifest_of(found: C2paReading, depth: int) -> C2paManifest:
    return next(m for m in found.manifests if m.depth == depth)


def test_evidence_in_ancestors_is_walked_to_the_end(shared_media: Path) -> None:
    trust = published(shared_media)
    chain = reading(shared_media / "provenance" / "real_gemini_chain_synthid.png", trust)
    assert [m.depth for m in chain.manifests] == [0, 1, 2]
    assert "Applied imperceptible SynthID watermark." in [a.description for a in manifest_of(chain, 2).actions]
    assert answers(manifest_of(chain, 2))[Question.STATEMENT] == w.Statement.GENERATED
    premiere = reading(shared_media / "provenance" / "real_premiere_firefly_ingredient.mp4", trust)
    assert answers(manifest_of(premiere, 0))[Question.STATEMENT] == w.Statement.NOTHING
    assert answers(manifest_of(premiere, 1))[Question.STATEMENT] == w.Statement.PARTLY
    edited = reading(shared_media / "provenance" / "syn_edit_of_tampered_parent.mp4", trust)
    assert answers(manifest_of(edited, 0))[Question.INGREDIENTS] == w.Ingredients.RECORDED
    assert answers(manifest_of(edited, 0))[Question.BINDING] == w.Binding.MATCHES
    assert answers(manifest_of(edited, 1))[Question.BINDING] == w.Binding.OTHER_FILE


def test_the_rubrics_words_are_used(shared_media: Path) -> None:
    trust = published(shared_media)
    sora = reading(shared_media / "provenance" / "real_sora_openai_2026-02.mp4", trust)
    assert sora.rubric == ("Contains Fully GenAI Media", "Contains ambiguous actions")
    sony = reading(shared_media / "provenance" / "real_sony_ebu_cawg_softbinding.mp4", trust)
    assert "Contains Captured Media" in manifest_of(sony, 1).rubric
    aca = reading(shared_media / "provenance" / "real_aca_cawg_ica_trustmark.jpeg", trust)
    assert "Contains Media of Unknown Provenance" in aca.rubric
