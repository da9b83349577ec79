"""A copy without sound is laid on its original by the pictures, and what was found is printed as a calculation."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from casefiles import examinations, synchronising, vault
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.views import Provided, Watcher
from forensics.footage.encode import Encoding, make, reencode
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain


def test_a_silent_copy_is_laid_by_its_pictures(jane: Signer, tmp_path: Path) -> None:
    whole = make(tmp_path / "whole.mp4", Scene(width=320, height=180, seed=3), plain(Fraction(25), Fraction(4)))
    silent = reencode(whole, tmp_path / "silent.mp4", Encoding(quality=30, sound=False))
    with Case.create(tmp_path / "rain.assay", name="rain", claim="It rained.", signer=jane) as case:
        for clip in (whole.path, silent.path):
            taken = vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=Watcher())
            examinations.examine(case, taken.exhibit.id)
        found = synchronising.synchronise(case, watcher=Watcher())
        (group,) = found.groups
        assert group.clips[1].start == pytest.approx(0, abs=0.05)
        assert found.by_picture == (("E-0001", "E-0002"),)
        assert [name for name, _ in found.silent] == ["E-0002"]
        (kept,) = synchronising.keep_synchronised(case, found, note="as filmed")
        assert kept.sheet.kind == "synchronisation by picture"
        assert dict(kept.sheet.given)["reference"] == "E-0001"
