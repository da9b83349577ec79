"""Words that a machine heard or read are kept as such, with engine, model, confidence and place; found by search."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from casefiles import machine_text, searching, transcripts, vault, verification
from casefiles.case import Case
from casefiles.errors import Cancelled, EntryRefused, SourceUnusable, UnknownItem
from casefiles.report.blocks import Section, Table
from casefiles.report.transcribed import gather, transcribed
from casefiles.transcripts import SCREEN, SPEECH
from casefiles.views import ExhibitId, Provided, Watcher
from forensics import outside, tesseract

SILENT = Watcher()
SPOKEN = Path(__file__).parent / "monday.flac"
"""'On Monday morning we went to the city', by espeak-ng."""
linux = pytest.mark.skipif(sys.platform != "linux", reason="the confinement of other programs needs Linux")


def written(path: Path) -> Path:
    """Write 3 s at 10 frames a second: other words from frame 15 on."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 480, 160, "yuv420p"
        for number in range(30):
            grey = np.full((160, 480, 3), 60, np.uint8)
            text = "BRIDGE OPEN" if number < 15 else "BRIDGE CLOSED"
            cv2.putText(grey, text, (30, 90), cv2.FONT_HERSHEY_DUPLEX, 1.5, (255, 255, 255), 2)
            frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
            frame.pts = number
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def acquired(case: Case, path: Path) -> ExhibitId:
    return vault.acquire(case, path, Provided()).exhibit.id


def columns(case: Case) -> set[str]:
    blocks: Iterator[Section] = transcribed(gather(case))
    return {column.title for part in blocks for one in part.blocks if isinstance(one, Table) for column in one.columns}


@pytest.mark.skipif(importlib.util.find_spec("pocketsphinx") is None, reason="the extra speech-small is not installed")
def test_speech_is_recognised_in_the_confined_worker_and_marked_as_machine_text(case: Case) -> None:
    exhibit = acquired(case, SPOKEN)
    made = machine_text.recognise(case, exhibit, model=None, watcher=SILENT)
    assert (made.origin, made.exhibit) == (SPEECH, exhibit)
    assert "pocketsphinx" in made.source and "SHA-256" in made.source
    (line,) = transcripts.lines(case, made.id)
    assert "monday morning" in line.text
    assert 0 <= line.start < line.end < 4000
    sure = [int(one) for one in line.confidence.split()]
    assert len(sure) == len(line.text.split()) and all(0 <= one <= 100 for one in sure)
    (hit,) = [one for one in searching.search(case, "monday") if one.where == "transcript"]
    assert (hit.exhibit, hit.milliseconds) == (exhibit, line.start)
    corrected = transcripts.correct(case, made.id, {0: "We went to the city"}, reason="heard")
    assert transcripts.lines(case, corrected.id)[0].confidence == ""
    assert verification.verify(case, SILENT).problems == ()


def test_without_an_engine_or_a_model_one_line_says_what_to_do(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = acquired(case, SPOKEN)
    with pytest.raises(SourceUnusable):
        machine_text.recognise(case, exhibit, model=tmp_path / "none", watcher=SILENT)
    with pytest.raises(EntryRefused, match="no model that is known"):
        machine_text.recognise(case, exhibit, model=tmp_path, watcher=SILENT)
    for name in ("model.bin", "config.json"):
        (tmp_path / name).touch()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EntryRefused) as refused:
        machine_text.recognise(case, exhibit, model=tmp_path, watcher=SILENT)
    assert "pip install 'assay[speech]'" in refused.value.advice
    assert transcripts.transcripts(case) == ()


@linux
def test_on_screen_text_is_kept_with_frame_box_and_confidence(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = acquired(case, written(tmp_path / "news.mp4"))
    stand_in(tmp_path, monkeypatch)
    made = machine_text.read_screen(case, exhibit, frames=(3, 20), watcher=SILENT)
    first, second = transcripts.lines(case, made.id)
    assert (made.origin, first.text, first.confidence) == (SCREEN, "BRIDGE OPEN", "96 88")
    assert (first.start, first.end, second.start, second.end) == (300, 2000, 2000, -1)
    assert first.place.startswith("frame 3, SHA-256 of its decoded planes ")
    assert first.place.endswith("box x 10, y 20, 140 × 40 px in the picture as shown")
    assert machine_text.read_screen(case, exhibit, frames=(3, 20), watcher=SILENT).id == made.id
    assert "eng.traineddata SHA-256" in made.source and made.note == "frames looked at: 3, 20"
    assert [hit.milliseconds for hit in searching.search(case, "bridge open") if hit.where == "transcript"] == [
        300,
        2000,
    ]
    assert columns(case) == {"Line", "From, to (s)", "Words", "Confidence a word, %", "Place"}
    with pytest.raises(UnknownItem):
        machine_text.read_screen(case, exhibit, frames=(99,), watcher=SILENT)
    with pytest.raises(Cancelled):
        machine_text.read_screen(case, exhibit, watcher=Watcher(cancelled=lambda: True))
    assert verification.verify(case, SILENT).problems == ()


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a script of this interpreter in the place of Tesseract: each picture that it can read has the same words."""
    program = folder / "programs" / "tesseract"
    program.parent.mkdir()
    (program.parent / "eng.traineddata").write_bytes(b"x")
    rows = ("1\\t10\\t20\\t60\\t40\\t96.4\\tBRIDGE", "2\\t80\\t25\\t70\\t30\\t88\\tOPEN")
    program.write_text(
        f"#!{sys.executable} -S\nimport sys\n"
        "if '--version' in sys.argv:\n    print('tesseract 0.0')\n    sys.exit()\n"
        "for n, name in enumerate(open(sys.argv[1]).read().split(), 1):\n"
        "    assert open(name, 'rb').read(4) == b'\\x89PNG'\n"
        f"    for row in {rows!r}:\n        print(f'5\\t{{n}}\\t1\\t1\\t1\\t' + row.replace('\\\\t', '\\t'))\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(outside, "FOLDERS", (str(program.parent),))
    monkeypatch.setattr(tesseract, "DATA_FOLDERS", (str(program.parent),))


@linux
@pytest.mark.skipif(outside.installed("tesseract") is None, reason="Tesseract is not installed")
def test_tesseract_reads_what_stands_on_the_screen(case: Case, tmp_path: Path) -> None:
    exhibit = acquired(case, written(tmp_path / "news.mp4"))
    made = machine_text.read_screen(case, exhibit, watcher=SILENT)
    assert [one.text for one in transcripts.lines(case, made.id)] == ["BRIDGE OPEN", "BRIDGE CLOSED"]


def test_without_tesseract_one_line_says_what_to_install(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    exhibit = acquired(case, SPOKEN)
    monkeypatch.setattr(outside, "FOLDERS", ("/nowhere",))
    with pytest.raises(EntryRefused, match="tesseract-ocr"):
        machine_text.read_screen(case, exhibit, watcher=SILENT)


def test_a_table_that_lies_is_read_as_far_as_it_can_be() -> None:
    text = "5\t1\t1\t1\t1\t1\tx\t0\t1\t1\t90\tno box\n5\t9\n5\t1\t1\t1\t1\t2\t1\t2\t3\t4\t999\tword\n"
    ((page, line),) = tesseract._lines(text)
    assert (page, line.words[0].confidence) == (1, 100.0)
