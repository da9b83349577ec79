"""When footage is called made up: what the case holds and what is missing, with nothing added up."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from casefiles import denial, examinations, published, sources, vault
from casefiles.case import Case
from casefiles.denial import Denial, Topic
from casefiles.errors import Cancelled, UnknownItem
from casefiles.published import Kind, Left
from casefiles.sources import Stated
from casefiles.views import DeclaredDigest, ExhibitId, Provided, Watcher
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

NOW = Watcher()


def topics(found: Denial) -> dict[str, Topic]:
    return {topic.id: topic for topic in found.topics}


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))


def test_a_file_of_which_nothing_is_known_is_told_what_to_get(make_case: Callable[[str], Case], clip: Path) -> None:
    case = make_case("rain")
    taken = vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=NOW)
    found = topics(denial.denial(case, taken.exhibit.id, watcher=NOW))
    assert all(
        topic.missing and (topic.next or topic.id == "timeline")
        for name, topic in found.items()
        if name not in ("against", "clocks")
    )
    assert found["custody"].held[0].startswith("Held since 2026-03-01T12:00")
    assert any("SHA-256 of the file on the device" in one for one in found["custody"].next)
    assert any("not examined" in one for one in found["original"].missing)
    assert "supports nothing" in found["credentials"].missing[0]


def test_what_is_held_is_laid_out_and_restricted_values_are_not_shown(
    make_case: Callable[[str], Case], tmp_path: Path
) -> None:
    case = make_case("rain")
    film = make(tmp_path / "film.mp4", Scene(width=160, height=96, seed=2), plain(25, 1), Encoding()).path
    digest = vault.acquire(case, film, Provided(), digests=frozenset(), watcher=NOW).exhibit.sha256
    declared = Provided(declared=(DeclaredDigest("sha256", digest),))
    exhibit = vault.acquire(case, film, declared, digests=frozenset(), watcher=NOW).exhibit.id
    examinations.examine(case, exhibit)
    sources.enter(
        case,
        exhibit,
        [
            Stated("creator", "Nadia Secret"),
            Stated("generation", "original"),
            Stated("recorded", "2026-02-26T11:00+00:00"),
            Stated("posted", "2026-03-03T11:00+00:00"),
        ],
    )
    published.enter(case, Left(Kind.TEXT, "It rained.", "2026-03-02T10:00+00:00", "https://example.org/1", exhibit))
    found = topics(denial.denial(case, exhibit, watcher=NOW))
    custody = " ".join(found["custody"].held)
    assert "The sha256 that the sender gave is the same." in custody
    assert "Recorded 2026-02-26T11:00+00:00" in custody and "3 days before it was acquired" in custody
    assert "AFTER it was acquired: one of the two is wrong" in custody
    assert any("who shot it: held, restricted" in one for one in found["source"].held)
    assert not any("not stated to be the original" in one for one in found["original"].missing)
    assert any(one.startswith("frame_times.pattern") for one in found["timeline"].held)
    assert found["published"].held
    assert "Nadia" not in repr(found)


def test_a_clock_far_from_the_stated_time_is_to_be_explained() -> None:
    from forensics.types import Measurement

    entry = sources.SourceEntry(
        "SR-0001", ExhibitId("E-0001"), "recorded", "2026-03-01T12:00+00:00", "", "", "", "", 1, "", ""
    )
    near = Measurement("clock.mvhd.creation_time.utc", "2026-03-01T20:00:00Z", "text")
    far = dataclasses.replace(near, value="2015-03-01T20:00:00Z")
    assert not list(denial._far_from(entry, [near, far]))
    (words,) = denial._far_from(entry, [far])
    assert "days apart" in words
    assert not list(denial._far_from(dataclasses.replace(entry, value="2026-03-01T12:00 zone unknown"), [far]))
    assert not list(denial._far_from(None, [far]))


def test_no_sentence_concludes_or_counts_up(make_case: Callable[[str], Case], clip: Path) -> None:
    case = make_case("rain")
    taken = vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=NOW)
    found = denial.denial(case, taken.exhibit.id, watcher=NOW)
    assert "what is missing shows nothing" in found.caution
    fields = {field.name for field in dataclasses.fields(Denial) + dataclasses.fields(Topic)}
    assert not fields & {"score", "total", "weight", "strength", "conclusion"}
    assert all(words for topic in found.topics for words in (topic.why, *topic.held, *topic.missing, *topic.next))


def test_it_can_be_stopped_and_knows_its_exhibits(make_case: Callable[[str], Case], clip: Path, tmp_path: Path) -> None:
    case = make_case("rain")
    taken = vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=NOW)
    other = tmp_path / "other.bin"
    other.write_bytes(b"other")
    vault.acquire(case, other, Provided(), digests=frozenset(), watcher=NOW)
    with pytest.raises(Cancelled):
        denial.denial(case, taken.exhibit.id, watcher=Watcher(cancelled=lambda: True))
    with pytest.raises(UnknownItem):
        denial.denial(case, ExhibitId("E-0009"), watcher=NOW)
