"""A user's ONNX model runs in the confined worker, when it is asked for, and says what it is."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from casefiles.cli.__main__ import run
from casefiles.companions import joined
from casefiles.errors import EntryRefused
from casefiles.examinations import measure_file
from casefiles.methods import using
from casefiles.models import add, beside, own
from forensics.adapters.model_card import CardError, parse_card
from forensics.codec import decode_as
from forensics.description import MethodDescription
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Measurement, NotMeasured, Result, Series
from tests.forensics.adapters.tiny_model import CARD, write

pytest.importorskip("onnxruntime", reason="the extra 'onnx' is not installed")


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a second of footage."""
    path = tmp_path_factory.mktemp("onnx") / "clip.mp4"
    return make(path, Scene(128, 96, seed=2), plain(Fraction(20), Fraction(1)), Encoding(sound=False)).path


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSAY_PASSPHRASE", "four words of test")
    monkeypatch.setenv("ASSAY_EXAMINER", "A. Tester")


def outcomes(clip: Path, *asked: str) -> dict[str, object]:
    """Return what the worker gives by quantity, with the rows of tables."""
    lines = measure_file(clip, beside=joined((using((), asked), beside(asked)))).lines
    results = [decode_as(Result, line) for line in lines]
    mine = [result.outcome for result in results if result.method == "onnx_brightness"]
    return {getattr(one, "quantity", "description"): one for one in mine}


def test_a_model_runs_in_the_confined_worker_and_its_scores_are_right(tmp_path: Path, clip: Path) -> None:
    add(*write(tmp_path))
    found = outcomes(clip, "onnx_brightness")
    series, score = found["onnx_brightness.scores"], found["onnx_brightness.score"]
    assert isinstance(series, Series)
    assert isinstance(score, Measurement)
    assert len(series.rows) == 5
    assert isinstance(score.value, float)
    assert score.value == pytest.approx(mean_of_frames(clip), abs=0.02)
    described = found["description"]
    assert isinstance(described, MethodDescription)
    assert described.on_request
    # It runs only when it is asked for.
    assert not [one for one in measure_file(clip).results if "onnx" in one.method]


def mean_of_frames(clip: Path) -> float:
    """Return the mean of every fourth frame as decoded here, without the model."""
    with av.open(str(clip)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return float(np.mean(frames[::4])) / 255


def test_a_model_of_clips_is_shown_frames_together(tmp_path: Path, clip: Path) -> None:
    add(*write(tmp_path, layout="NTCHW", clip=2))
    series = outcomes(clip, "onnx_brightness")["onnx_brightness.scores"]
    assert isinstance(series, Series)
    assert [row[0] for row in series.rows] == [0, 8]


def test_a_file_that_is_no_longer_the_one_on_the_card_is_not_run(tmp_path: Path, clip: Path) -> None:
    held = add(*write(tmp_path))
    held.path.write_bytes(held.path.read_bytes() + b"\0")
    found = outcomes(clip, "onnx_brightness")["onnx_brightness.score"]
    assert isinstance(found, NotMeasured)
    assert "not the one that its card names" in found.reason


def test_something_that_is_no_model_is_refused_by_the_runtime_with_its_reason(tmp_path: Path, clip: Path) -> None:
    card, model = write(tmp_path)
    before = hashlib.sha256(model.read_bytes()).hexdigest()
    model.write_bytes(b"no model at all")
    card.write_text(card.read_text().replace(before, hashlib.sha256(b"no model at all").hexdigest()))
    add(card, model)
    found = outcomes(clip, "onnx_brightness")["onnx_brightness.score"]
    assert isinstance(found, NotMeasured)
    assert "the model cannot be loaded" in found.reason


def test_a_case_keeps_the_card_the_digests_and_the_score(
    tmp_path: Path, clip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card, model = write(tmp_path)
    case = str(tmp_path / "desk.assay")
    assert run(["detectors", "add-model", str(card), str(model)]) == 0
    assert run(["init", case]) == 0
    assert run(["acquire", case, str(clip)]) == 0
    assert run(["examine", case, "--with", "onnx_brightness"]) == 0
    assert run(["report", case, "--format", "json"]) == 0
    capsys.readouterr()
    (report,) = Path(case, "exports").glob("*/report.json")
    said = report.read_text()
    assert "nothing: no value in it was learned" in said
    assert "at or above its card's threshold" in said
    assert own()[0].card.sha256 in said
    assert run(["replay", case, "--json"]) == 0
    assert [one["differs"] for one in json.loads(capsys.readouterr().out)] == [0]
    assert run(["examine", case, "E-0001", "--with", "onnx_other"]) != 0


def test_a_card_that_lacks_something_is_refused_by_name(tmp_path: Path) -> None:
    whole = CARD.format(sha256="0" * 64, layout="NCHW", clip="")
    assert parse_card(whole).id == "onnx_brightness"
    for line, wrong, told in (
        ('population = "nothing: no value in it was learned"', "", "model.population is missing"),
        ('colour = "RGB"', 'colour = "CMYK"', "input.colour is one of"),
        ("mean = [0, 0, 0]", "mean = [0]", "list of 3 numbers"),
        ("threshold = 0.1", "treshold = 0.1", "output.treshold is not known here"),
        ('layout = "NCHW"', 'layout = "NTCHW"', "input.clip is missing"),
    ):
        with pytest.raises(CardError, match=told):
            parse_card(whole.replace(line, wrong))
    card, model = write(tmp_path)
    model.write_bytes(model.read_bytes() + b"\0")
    with pytest.raises(EntryRefused, match="its card names"):
        add(card, model)
