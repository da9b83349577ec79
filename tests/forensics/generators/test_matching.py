"""Files held against the register: real ones come out as such, borrowed names and shapes are not over-read."""

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path

import pytest

from forensics.footage.signing import Chain
from forensics.generators.claims import ClaimField, Register
from forensics.generators.matching import FamilyMatch, Statement, match
from forensics.generators.register import load_register
from forensics.generators.traits import FileTraits, traits
from forensics.generators.trials import Held, Weight
from forensics.media.opening import CannotOpen, describe, open_media
from forensics.media.structure import read_structure
from forensics.provenance.c2pa_reader import read_c2pa
from forensics.provenance.signals import read_signals
from forensics.provenance.trust import NO_TRUST, TrustSettings
from forensics.types import C2paReading, Element, Measurement, Outcome, Tag
from tests.forensics.provenance import files
from tests.forensics.provenance.files import CREATED, clip, own_root, published, sign

NAMED = {Statement.LISTED_PRODUCT, Statement.LISTED_MAKER}


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def read(path: Path, trust: TrustSettings) -> FileTraits:
    size = path.stat().st_size
    with path.open("rb") as file:
        outcomes: list[Outcome] = list(read_structure(file, size))
    with contextlib.suppress(CannotOpen):
        outcomes += describe(open_media(path, size))
    outcomes += read_c2pa(path, trust=trust)
    outcomes += read_signals(
        path,
        [o for o in outcomes if isinstance(o, Element)],
        [o for o in outcomes if isinstance(o, Tag)],
        [o for o in outcomes if isinstance(o, Measurement)],
        [o for o in outcomes if isinstance(o, C2paReading)],
    )
    return traits(outcomes)


def matched(register: Register, path: Path, trust: TrustSettings) -> dict[str, FamilyMatch]:
    return {found.family.id: found for found in match(register, read(path, trust))}


def named(found: dict[str, FamilyMatch]) -> set[str]:
    return {identifier for identifier, one in found.items() if one.statement in NAMED}


def test_real_files_of_generators_come_out_as_such(register: Register, shared_media: Path) -> None:
    folder, trust = shared_media / "provenance", published(shared_media)
    sora = matched(register, folder / "real_sora_openai_2026-02.mp4", trust)
    assert named(sora) == {"openai-sora", "openai-sora-2"}
    assert "do not tell one from the other" in sora["openai-sora"].reminders[0]
    sound = next(r for r in sora["openai-sora-2"].rows if r.claim.field is ClaimField.AUDIO)
    assert (sound.tried.held, sound.tried.weight) == (Held.CONTRADICTED, Weight.LITTLE)
    veo = matched(register, folder / "real_veo_google_2026-01.mp4", trust)
    assert named(veo) == {"google-veo"}
    assert veo["google-veo"].statement is Statement.LISTED_MAKER
    assert veo["openai-sora"].statement is Statement.OTHER_PRODUCT


@pytest.mark.parametrize(
    ("name", "family", "statement"),
    [
        ("syn_standin_sora.mp4", "openai-sora", Statement.UNLISTED),
        ("syn_standin_veo.mp4", "google-veo", Statement.UNLISTED),
        ("syn_standin_firefly.mp4", "adobe-firefly", Statement.UNLISTED),
        ("syn_tampered.mp4", "openai-sora", Statement.BROKEN),
        ("syn_wrong_eku.mp4", "openai-sora", Statement.UNLISTED),
        ("syn_edit_of_tampered_parent.mp4", "openai-sora", Statement.UNLISTED),
        ("real_premiere_firefly_ingredient.mp4", "adobe-firefly", Statement.INGREDIENT),
        ("real_chatgpt_2025.png", "openai-sora", Statement.NOTHING),
        ("real_chatgpt_cn_in_sora.png", "openai-sora", Statement.NOTHING),
        ("real_openai_media_service_2026-05.png", "openai-sora", Statement.OTHER_PRODUCT),
        ("real_gemini_chain_synthid.png", "google-veo", Statement.OTHER_KIND),
        ("real_gemini_single.png", "google-veo", Statement.OTHER_KIND),
        ("syn_aigc_label.mp4", "kling", Statement.UNSIGNED),
        ("real_midjourney_iptc_only.png", "openai-sora", Statement.NOTHING),
        ("real_firefly_tabby.jpg", "adobe-firefly", Statement.LISTED_PRODUCT),
    ],
)
def test_files_are_not_over_read(
    register: Register, shared_media: Path, name: str, family: str, statement: Statement
) -> None:
    found = matched(register, shared_media / "provenance" / name, published(shared_media))
    assert found[family].statement is statement
    if statement not in NAMED:
        assert named(found) == set()


def test_no_unsigned_footage_of_the_sets_is_named(register: Register, shared_media: Path) -> None:
    for path in sorted((shared_media / "detection").glob("*.mp4"))[:12]:
        found = matched(register, path, published(shared_media))
        assert named(found) == set()


def test_without_lists_nothing_is_named(register: Register, shared_media: Path) -> None:
    for name in ("real_sora_openai_2026-02.mp4", "real_veo_google_2026-01.mp4"):
        found = matched(register, shared_media / "provenance" / name, NO_TRUST)
        assert named(found) == set()
        assert Statement.UNLISTED in {one.statement for one in found.values()}


def test_a_borrowed_signers_name_names_nothing(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoofed = files.make_chain()
    assert isinstance(spoofed, Chain)
    monkeypatch.setattr(files, "chain", lambda: spoofed)  # another root than the one that is loaded
    path = sign(
        clip(tmp_path),
        tmp_path / "spoofed.mp4",
        claim_generator_info=[{"name": "Sora"}],
        actions=[{**CREATED, "softwareAgent": {"name": "Sora"}}],
    )
    monkeypatch.undo()
    found = matched(register, path, own_root())
    assert found["openai-sora"].statement is Statement.UNLISTED
    row = next(r for r in found["openai-sora"].rows if r.claim.field is ClaimField.PROVENANCE)
    assert (row.tried.held, row.tried.weight) == (Held.NOT_TESTABLE, Weight.NEARLY_NOTHING)


def test_only_a_whole_name_counts(register: Register, tmp_path: Path) -> None:
    source = clip(tmp_path)
    for number, name in enumerate(("Sora Downloader", "My Sora", "sora", "Adobe_Firefly_clone")):
        path = sign(source, tmp_path / f"{number}.mp4", claim_generator_info=[{"name": name}])
        assert named(matched(register, path, own_root())) == set()


def test_shapes_weigh_nearly_nothing_and_contradict_a_little(register: Register) -> None:
    shaped = FileTraits((), (), False, Fraction(8), Fraction(24), (720, 1280), has_sound=True)
    for found in match(register, shaped):
        assert found.statement is Statement.NOTHING
        for row in found.rows:
            assert row.tried.weight in (Weight.NOTHING, Weight.NEARLY_NOTHING, Weight.LITTLE)
            if row.tried.held is Held.MET:
                assert row.tried.weight is not Weight.LITTLE


def test_what_was_not_measured_is_not_testable(register: Register) -> None:
    nothing = FileTraits((), (), None, None, None, None, None)
    for found in match(register, nothing):
        assert {row.tried.held for row in found.rows} == {Held.NOT_TESTABLE}
        assert found.statement is Statement.NOTHING


def test_every_family_is_shown_with_a_reminder_that_sites_resell(register: Register) -> None:
    for found in match(register, FileTraits((), (), None, None, None, None, None)):
        assert "site" in " ".join(found.reminders).casefold()
        assert [row.claim.id for row in found.rows] == [claim.id for claim in found.family.standing()]
