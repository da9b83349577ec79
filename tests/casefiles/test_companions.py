"""A manifest store beside a file is said, acquired when asked, linked, and read with the file; first segments too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import c2pa
import pytest

from casefiles import companions, rechecks, verification, workbench
from casefiles.case import Case
from casefiles.companions import Role
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.keys import Signer
from casefiles.views import ExhibitId, Watcher
from forensics.footage.signing import make_chain, sign
from forensics.provenance.words import Binding, Question
from forensics.types import C2paPresence, C2paReading
from tests.forensics.provenance.files import clip as footage

E1, E2 = ExhibitId("E-0001"), ExhibitId("E-0002")


@pytest.fixture
def path(tmp_path: Path, jane: Signer) -> Path:
    made = tmp_path / "films.assay"
    workbench.init(made, name="films", claim="It rained.", signer=jane)
    return made


@pytest.fixture
def parted(tmp_path: Path) -> Path:
    """Return unsigned footage with its manifest store beside it, as C2PA 2.2, 11.1.5 names it."""
    folder = tmp_path / "parted"
    folder.mkdir()
    source = footage(folder)
    chain = make_chain()
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, chain.certificates, chain.key, None)
    created = {
        "action": "c2pa.created",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }
    manifest = {
        "claim_generator_info": [{"name": "Assay test"}],
        "title": "parted",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }
    settings = {"core": {"allowed_network_hosts": []}, "builder": {"thumbnail": {"enabled": False}}}
    with (
        c2pa.Signer.from_info(info) as signer,
        c2pa.Builder(json.dumps(manifest), context=c2pa.Context.from_dict(settings)) as builder,
        source.open("rb") as reader,
        (folder / "again.mp4").open("w+b") as writer,
    ):
        builder.set_no_embed()
        store = builder.sign(signer, "video/mp4", reader, writer)
    (folder / "again.mp4").replace(source)
    source.with_suffix(".c2pa").write_bytes(store)
    return source


def readings(path: Path, exhibit: ExhibitId) -> list[C2paReading]:
    return [r.outcome for r in workbench.exhibit(path, exhibit).results if isinstance(r.outcome, C2paReading)]


def answers(reading: C2paReading) -> dict[str, str]:
    return {one.name: one.result for one in reading.dimensions}


def test_a_store_beside_a_file_is_said_and_not_taken_unasked(path: Path, parted: Path, jane: Signer) -> None:
    done = workbench.acquire(path, [parted], signer=jane)
    (seen,) = done.sidecars
    assert (seen.exhibit, Path(seen.path), seen.held) == (E1, parted.with_suffix(".c2pa"), None)
    assert len(workbench.exhibits(path)) == 1
    (row,) = workbench.examine(path, signer=jane)
    assert row.outcome == "complete"
    assert [one.presence for one in readings(path, E1)] == [C2paPresence.NONE]


def test_a_store_that_was_asked_for_is_an_exhibit_and_is_read_with_the_file(
    path: Path, parted: Path, jane: Signer
) -> None:
    done = workbench.acquire(path, [parted], signer=jane, with_sidecars=True)
    assert done.sidecars[0].held == E2
    assert done.refused == ()
    (row,) = workbench.examine(path, [E1], signer=jane)
    (reading,) = readings(path, E1)
    assert reading.presence is C2paPresence.PRESENT
    assert answers(reading)[Question.BINDING] == Binding.MATCHES
    (named,) = [value for name, value in row.environment if name == "manifest store beside it"]
    assert named.startswith("E-0002, SHA-256 ")
    with Case.open(path, signer=jane) as case:
        again = rechecks.recheck(case, E1)
        assert again.differences == ()
        assert "exhibits linked" in [event.action for event in case.events()]
        assert verification.verify(case, Watcher()).problems == ()


def test_a_store_of_another_file_is_read_and_does_not_match(
    path: Path, parted: Path, tmp_path: Path, jane: Signer
) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(parted.read_bytes()[:-1] + bytes([parted.read_bytes()[-1] ^ 1]))
    shutil.copy(parted.with_suffix(".c2pa"), tmp_path / "other.mp4.c2pa")
    workbench.acquire(path, [other], signer=jane, with_sidecars=True)
    workbench.examine(path, [E1], signer=jane)
    (reading,) = readings(path, E1)
    assert answers(reading)[Question.BINDING] == Binding.DIFFERS


def test_a_file_with_a_credential_inside_and_one_beside_is_read_both_ways(
    path: Path, parted: Path, tmp_path: Path, jane: Signer
) -> None:
    signed = tmp_path / "signed.mp4"
    sign(parted, signed)
    shutil.copy(parted.with_suffix(".c2pa"), tmp_path / "signed.c2pa")
    workbench.acquire(path, [signed], signer=jane, with_sidecars=True)
    workbench.examine(path, [E1], signer=jane)
    inside, beside = readings(path, E1)
    assert answers(inside)[Question.BINDING] == Binding.MATCHES
    assert inside.manifests[0].label != beside.manifests[0].label
    assert "given apart" in beside.detail


def test_what_is_no_store_is_not_offered(path: Path, parted: Path, jane: Signer) -> None:
    parted.with_suffix(".c2pa").write_bytes(b"not a store")
    assert workbench.acquire(path, [parted], signer=jane, with_sidecars=True).sidecars == ()


def test_a_link_is_refused_with_itself_and_with_nothing(path: Path, parted: Path, jane: Signer) -> None:
    workbench.acquire(path, [parted], signer=jane)
    with Case.open(path, signer=jane) as case:
        with pytest.raises(EntryRefused):
            companions.link(case, E1, Role.SIDECAR, E1)
        with pytest.raises(UnknownItem):
            companions.link(case, E1, Role.SIDECAR, E2)
        assert companions.links(case, E1) == ()


def test_a_shared_sidecar_is_read_with_its_film(path: Path, shared_media: Path, jane: Signer) -> None:
    workbench.acquire(path, [shared_media / "provenance/syn_sidecar.mp4"], signer=jane, with_sidecars=True)
    workbench.examine(path, [E1], signer=jane)
    (reading,) = readings(path, E1)
    assert answers(reading)[Question.BINDING] == Binding.MATCHES
    assert reading.manifests[0].claim_generator


def test_a_fragment_is_read_with_the_initialisation_segment_that_is_named_once(
    path: Path, shared_media: Path, jane: Signer
) -> None:
    files = [shared_media / "provenance" / name for name in ("dash_init.mp4", "dash_seg1.m4s")]
    workbench.acquire(path, files, signer=jane)
    workbench.examine(path, [E2], signer=jane)
    assert readings(path, E2)[0].presence is C2paPresence.NEEDS_INIT_SEGMENT
    for given in ({Role.INIT_SEGMENT: E1}, {}):
        workbench.examine(path, [E2], signer=jane, read_with=given)
        (reading,) = readings(path, E2)
        assert answers(reading)[Question.BINDING] == Binding.MATCHES
