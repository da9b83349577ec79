"""Transcripts are kept in versions, found by search with their time, and never restricted values unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import importing, searching, sources, transcripts, vault, verification
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.report import json as report_json
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.persons import gather
from casefiles.views import ExhibitId, Provided, Watcher
from tests.casefiles.imports import making
from tests.forensics.test_captions import with_subtitles

SILENT = Watcher()
SRT = "1\n00:00:01,000 --> 00:00:02,500\nIt rains at Köln\n\n2\n00:01:00,500 --> 00:01:01,000\nStop\n"


@pytest.fixture
def exhibit(case: Case, clip: Path) -> ExhibitId:
    return vault.acquire(case, clip, Provided()).exhibit.id


@pytest.fixture
def srt(tmp_path: Path) -> Path:
    path = tmp_path / "words.srt"
    path.write_text(SRT, "utf-8")
    return path


def test_a_correction_is_a_new_version_and_the_first_one_stays(case: Case, exhibit: ExhibitId, srt: Path) -> None:
    first = transcripts.import_file(case, exhibit, srt)
    second = transcripts.correct(case, first.id, {0: "It rains at Bonn", 1: ""}, reason="heard again")
    assert [cue.text for cue in transcripts.lines(case, second.id)] == ["It rains at Bonn"]
    assert [cue.text for cue in transcripts.lines(case, first.id)] == ["It rains at Köln", "Stop"]
    assert [(one.id, one.superseded_by) for one in transcripts.transcripts(case)] == [
        ("TX-0001", "TX-0002"),
        ("TX-0002", ""),
    ]
    with pytest.raises(EntryRefused):
        transcripts.correct(case, first.id, {0: "x"}, reason="again")
    with pytest.raises(UnknownItem):
        transcripts.correct(case, second.id, {9: "x"}, reason="no such line")
    assert verification.verify(case, SILENT).problems == ()


def test_what_holds_no_cue_is_refused(case: Case, exhibit: ExhibitId, clip: Path) -> None:
    with pytest.raises(EntryRefused):
        transcripts.import_file(case, exhibit, clip)


def test_captions_in_a_file_are_taken_out_once(case: Case, tmp_path: Path) -> None:
    acquired = vault.acquire(case, with_subtitles(tmp_path / "film.mp4", "mov_text"), Provided())
    for _ in range(2):
        made = transcripts.extract(case, acquired.exhibit.id, watcher=SILENT)
        assert [(one.id, one.form, one.lines) for one in made] == [("TX-0001", "mov_text", 2)]
    assert transcripts.lines(case, "TX-0001")[1].start == 900


def test_a_file_without_captions_says_so(case: Case, exhibit: ExhibitId) -> None:
    with pytest.raises(UnknownItem):
        transcripts.extract(case, exhibit, watcher=SILENT)


def test_search_names_exhibit_and_time_and_takes_the_version_that_stands(
    case: Case, exhibit: ExhibitId, srt: Path
) -> None:
    first = transcripts.import_file(case, exhibit, srt)
    hit = next(one for one in searching.search(case, "koln rains") if one.where == "transcript")
    assert (hit.exhibit, hit.milliseconds, hit.id) == (exhibit, 1000, "TX-0001 line 0")
    transcripts.correct(case, first.id, {0: "It pours"}, reason="heard again")
    assert [one for one in searching.search(case, "köln") if one.where == "transcript"] == []
    assert searching.search(case, "pour*")[0].text.startswith("It »pours«")


def test_search_reaches_the_claim_sources_and_statements_but_nothing_restricted(case: Case, clip: Path) -> None:
    acquired = vault.acquire(case, clip, Provided(note="came by pigeon"))
    entered = [sources.parse("account=@drizzle"), sources.parse("contact=umbrella street 5")]
    sources.enter(case, acquired.exhibit.id, entered)
    assert searching.search(case, "rained")[0].where == "case"
    assert searching.search(case, "pigeon")[0].where == "statement"
    assert searching.search(case, "drizzle")[0].exhibit == acquired.exhibit.id
    assert searching.search(case, "umbrella") == ()
    assert searching.search(case, "umbrella", restricted=True)[0].where == "source record, contact"


@pytest.mark.parametrize("words", ['"', "* OR", "NEAR(", "a AND", "text:", "-", "\x00", "a" * 2000, "^"])
def test_any_words_are_searched_or_refused(case: Case, words: str) -> None:
    try:
        assert isinstance(searching.search(case, words), tuple)
    except EntryRefused:
        return


def test_subtitles_beside_a_download_become_its_transcript(case: Case, tmp_path: Path) -> None:
    made = importing.take(case, making.ytdlp(tmp_path), provided=Provided(), watcher=SILENT)
    media = next(one.exhibit for one in made.members if one.name.endswith(".mp4"))
    assert [(one.exhibit, one.form) for one in transcripts.transcripts(case)] == [(media, "WebVTT")]


def test_transcripts_stand_in_the_report(case: Case, exhibit: ExhibitId, srt: Path) -> None:
    transcripts.import_file(case, exhibit, srt)
    document = build(case, persons=gather(case))
    assert report_json.read(report_json.render(document)) == document
    assert "Transcripts" in {section.title for section in lay_out(document).sections}
