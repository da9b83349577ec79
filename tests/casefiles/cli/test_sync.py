"""`assay sync` lays clips of one event on a common time and keeps it with the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from forensics.synchronise.trace import SAMPLES
from tests.casefiles.cli.conftest import Desk
from tests.forensics.synchronise.making import noisy, street, written


def test_clips_of_one_event_are_laid_on_a_common_time_and_others_are_not(desk: Desk, tmp_path: Path) -> None:
    sound = street(16, 5)
    whole = written(tmp_path / "balcony.mkv", sound[: 12 * SAMPLES])
    later = written(tmp_path / "street.wav", noisy(sound[4 * SAMPLES :], 3))
    other = written(tmp_path / "elsewhere.wav", street(12, 99))
    silent = tmp_path / "words.txt"
    silent.write_text("words only")
    desk("init", "event.assay")
    assert desk("acquire", "event.assay", whole, later, other, silent).code == 0

    said = desk("sync", "event.assay", "--keep", "--note", "fireworks", "--json").json()
    (group,) = said["found"]["groups"]
    assert [one["clip"] for one in group["clips"]] == ["E-0001", "E-0002"]
    assert group["clips"][1]["start"] == pytest.approx(4.0, abs=0.003)
    assert {(one["this"], one["other"]) for one in said["found"]["untold"]} == {
        ("E-0001", "E-0003"),
        ("E-0002", "E-0003"),
    }
    assert [name for name, _ in said["found"]["silent"]] == ["E-0004"]
    (kept,) = said["kept"]
    assert (kept["exhibit"], kept["note"]) == ("E-0002", "fireworks")

    words = desk("sync", "event.assay", "E-0001", "E-0002").out
    assert "E-0002 begins at +" in words
    assert desk("verify", "event.assay").code == 0


def test_one_exhibit_cannot_be_laid_on_anything(desk: Desk, tmp_path: Path) -> None:
    desk("init", "event.assay")
    desk("acquire", "event.assay", written(tmp_path / "one.wav", street(4, 1)))
    said = desk("sync", "event.assay")
    assert said.code != 0
    assert "at least two exhibits" in said.err
