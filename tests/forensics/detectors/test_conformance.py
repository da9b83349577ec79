"""Every installed detector keeps the rules of the contract."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from importlib import util
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import forensics.detectors
from forensics.codec import decode_as, encode
from forensics.description import MethodDescription
from forensics.detector import Detector, described
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.registry import RegistryError, detectors, load
from forensics.types import (
    ByteRange,
    FrameLocus,
    Measurement,
    MediaFacts,
    NotMeasured,
    Picture,
    Result,
    Series,
    TimeSpan,
)
from tests.forensics.detectors.driving import facts_of, measure

ALL = detectors()
FILES = sorted(Path(path) for path in Path(forensics.detectors.__path__[0]).glob("*.py"))
FORBIDDEN = re.compile(r"\b(verdict|fake|authentic|tampered|deletion|manipulated|probability)\b", re.IGNORECASE)
EMPTY = MediaFacts(0, "", "", ())


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two seconds of unedited footage with sound."""
    path = tmp_path_factory.mktemp("conformance") / "clip.mp4"
    return make(path, Scene(192, 112, seed=5), plain(Fraction(25), Fraction(2)), Encoding(gop=12)).path


def test_our_own_detectors_are_installed() -> None:
    ours = {path.stem for path in FILES if "DETECTOR = Detector(" in path.read_text()}
    assert ours <= {detector.id for detector in ALL}
    assert {"frame_times", "repeated_frames", "double_encoding"} <= ours


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_a_detector_states_its_limits_references_and_errors(detector: Detector) -> None:
    assert detector.limits
    assert detector.references
    assert detector.innocent_explanations
    assert detector.card.known_failures
    assert detector.card.validations, "a detector that was tried on nothing is not shipped"
    for trial in detector.card.validations:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", trial.dated)
        assert 0 < trial.groups <= trial.files
        assert trial.data
        assert trial.outcome
    names = [quantity.name for quantity in detector.quantities]
    assert len(names) == len(set(names))
    assert all(name.startswith(detector.id + ".") for name in names)


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_a_detector_speaks_no_absolute_words(detector: Detector) -> None:
    texts = [detector.summary, *detector.limits, *detector.innocent_explanations, *detector.card.known_failures]
    texts += [quantity.meaning for quantity in detector.quantities]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_a_detector_declines_a_file_without_streams_and_says_why(detector: Detector) -> None:
    answer = detector.applicability(EMPTY)
    assert not answer.applicable
    assert answer.reasons


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_what_a_detector_yields_is_declared_storable_and_the_same_again(detector: Detector, clip: Path) -> None:
    if not detector.applicability(facts_of(clip)).applicable:
        pytest.skip("this detector declines ordinary footage")
    first, second = measure(detector, clip), measure(detector, clip)
    lines = [encode(result) for result in first]
    assert lines
    if detector.determinism == "exact":
        assert lines == [encode(result) for result in second]
    declared = {quantity.name: quantity.unit for quantity in detector.quantities}
    assert [result for result in first if not of_its_kind(detector, result)] == []
    for result in first:
        match result.outcome:
            case Measurement(quantity=name, unit=unit):
                assert declared[name] == unit
            case NotMeasured(quantity=name, reason=reason):
                assert name in declared
                assert reason
            case Series(quantity=name):
                assert name in declared


def of_its_kind(detector: Detector, result: Result) -> bool:
    """Say whether an outcome is what its quantity is declared to be."""
    kinds = {quantity.name: quantity.kind for quantity in detector.quantities}
    match result.outcome:
        case Series(quantity=name):
            return kinds[name] == "series"
        case Picture(quantity=name, sha256=digest):
            return kinds[name] == "heat map" and len(digest) == 64
        case Measurement(quantity=name, locus=locus):
            if kinds[name] == "region":
                return isinstance(locus, FrameLocus) and locus.region is not None
            if kinds[name] == "segment":
                return isinstance(locus, TimeSpan | FrameLocus | ByteRange)
            return kinds[name] not in ("series", "heat map")
        case _:
            return True


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_a_detector_declares_its_score_and_what_it_costs(detector: Detector) -> None:
    kinds = {quantity.name: quantity.kind for quantity in detector.quantities}
    if detector.score is not None:
        assert kinds[detector.score.quantity] == "score"
    assert detector.cost.seconds_per_minute >= 0
    told = described(detector)
    assert decode_as(MethodDescription, encode(told)) == told


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_judging_is_pure_and_judging_nothing_finds_nothing(detector: Detector, clip: Path) -> None:
    assert list(detector.judge(())) == []
    results = measure(detector, clip)
    before = [encode(result) for result in results]
    once, twice = detector.judge(results), detector.judge(tuple(results))
    assert [encode(finding) for finding in once] == [encode(finding) for finding in twice]
    assert [encode(result) for result in results] == before
    for finding in once:
        assert (finding.method, finding.version) == (detector.id, detector.version)
        assert finding.limits
        assert finding.innocent_explanations
        assert not FORBIDDEN.search(finding.observation)


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
def test_an_observer_that_was_fed_nothing_says_what_it_could_not_measure(detector: Detector, clip: Path) -> None:
    observer = detector.observe(facts_of(clip), dict(detector.parameters))
    outcomes = list(observer.finish())
    assert any(isinstance(outcome, NotMeasured) for outcome in outcomes)
    assert list(detector.judge([Result(detector.id, detector.version, outcome) for outcome in outcomes])) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_detector_imports_another(path: Path) -> None:
    tree = ast.parse(path.read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    for module in imported:
        if module.startswith("forensics.detectors."):
            spec = util.find_spec(module)
            assert spec is not None
            assert spec.origin is not None
            assert "DETECTOR = Detector(" not in Path(spec.origin).read_text()


def test_two_detectors_of_one_id_are_refused() -> None:
    point = EntryPoint("frame_times", "forensics.detectors.frame_times:DETECTOR", "assay.detectors")
    with pytest.raises(RegistryError, match="two installed"):
        load([point, point])


def test_an_entry_point_that_gives_no_detector_is_refused() -> None:
    with pytest.raises(RegistryError, match="is no detector"):
        load([EntryPoint("frame_times", "forensics.detectors.frame_times:ID", "assay.detectors")])
    with pytest.raises(RegistryError, match="cannot be loaded"):
        load([EntryPoint("gone", "forensics.detectors.gone:DETECTOR", "assay.detectors")])
    with pytest.raises(RegistryError, match="calls itself"):
        load([EntryPoint("other", "forensics.detectors.frame_times:DETECTOR", "assay.detectors")])
