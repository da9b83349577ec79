"""Run a user's ONNX model over frames, in the confined worker: its score is a score, and no model is shipped.

The runtime is an optional package (`pip install 'assay[onnx]'`). It is given the model's bytes, of which the digest was
checked, on one thread of the processor, without custom operators; what a model keeps in files beside it cannot be read.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

import numpy as np

from forensics.adapters.model_card import MODELS_FILE, GivenModel, GivenModels, ModelCard
from forensics.codec import decode_as
from forensics.detector import (
    Applicability,
    Card,
    Cost,
    Detector,
    FileScore,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Pointer,
    Quantity,
    Reference,
    Validation,
)
from forensics.types import (
    Column,
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Series,
    StreamKind,
    Timestamp,
)
from forensics.worker import coded_path

if TYPE_CHECKING:
    import numpy.typing as npt

    Tensor = npt.NDArray[np.float32]

ADAPTER_VERSION = "1"
ON_REQUEST = "a model of the user's own"
MOST_BYTES = 2 * 1024**3


def given(scratch: Path) -> tuple[GivenModel, ...]:
    """Return the models listed in a scratch folder; raise CodecError or OSError where the list is damaged."""
    listed = scratch / MODELS_FILE
    return decode_as(GivenModels, listed.read_text("ascii")).models if listed.exists() else ()


def method_of(model: GivenModel) -> Detector:
    """Return the method that runs a model."""
    card = model.card
    name = card.id
    threshold = "none" if card.answer.threshold is None else f"{card.answer.threshold:g}"
    return Detector(
        id=name,
        version=f"{ADAPTER_VERSION}+{card.version}+{card.sha256[:12]}+{model.card_sha256[:12]}",
        family="external",
        summary=f"Runs the user's model {card.name} ({card.summary}).",
        needs=Needs(frames=FrameNeed(Fraction(card.feed.frames_per_second) or None)),
        quantities=(
            Quantity(f"{name}.shown", "1", "frames that the model was shown", "quality"),
            Quantity(f"{name}.scores", "1", "score of each frame or clip, with its first frame", "series"),
            Quantity(f"{name}.score", "1", f"{card.answer.pool} of the scores: high stands for {card.target}", "score"),
        ),
        applicability=_applicability,
        limits=(*_LIMITS, *card.limits),
        references=(Reference(f"{card.source} (licence: {card.licence})", f"SHA-256 {card.sha256}"),),
        innocent_explanations=card.innocent_explanations,
        observe=lambda _media, _parameters: _observer(model),
        judge=lambda results: _judge(card, results),
        card=Card(
            "uncalibrated",
            (Validation(card.population, "by the model's card", 0, 0, "not tried by this program"),),
            card.known_failures,
        ),
        grounds=(Pointer(("above",), "the user's model was not tried by this program"),),
        determinism="tolerance",
        score=FileScore(f"{name}.score", "greatest", "high", card.answer.threshold, card.target),
        parameters=_parameters(model) | {"threshold": threshold},
        cost=Cost(0.0),
        on_request=ON_REQUEST,
    )


_LIMITS = (
    "The model, its card, its population and its threshold are the user's; nothing of them was checked here but the "
    "digest.",
    "Its score is no probability. It may become a bounded likelihood ratio only by a calibration pack of a trial.",
    "What a model responds to is not known: it may be compression, size or subject as well as what it was trained for.",
)


def _parameters(model: GivenModel) -> Parameters:
    feed, answer = model.card.feed, model.card.answer
    return {
        "model SHA-256": model.card.sha256,
        "card SHA-256": model.card_sha256,
        "population": model.card.population,
        "layout": feed.layout,
        "size": f"{feed.width} × {feed.height}, {feed.fit}",
        "colour": feed.colour,
        "scaling": f"(pixel / {feed.divisor:g} − {list(feed.mean)}) / {list(feed.deviation)}",
        "frames a second": feed.frames_per_second,
        "most frames": feed.most_frames,
        "clip": feed.clip,
        "answer": f"output {answer.output}, element {answer.index}, {answer.activation}, {answer.pool}",
    }


def _applicability(media: MediaFacts) -> Applicability:
    if media.first(StreamKind.VIDEO) is None:
        return Applicability(applicable=False, reasons=("the file holds no pictures",))
    return Applicability(applicable=True)


class _Model:
    """A loaded model that is shown frames one by one. Raises ValueError where the model cannot be used."""

    def __init__(self, model: GivenModel) -> None:
        self._card = model.card
        self._session = _session(model)
        self._input = self._session.get_inputs()[0].name
        self._held: list[tuple[int, Timestamp, Tensor]] = []
        self.shown = 0
        self.rows: list[tuple[int, Fraction, float]] = []

    def show(self, view: FrameView) -> None:
        if self.shown >= self._card.feed.most_frames:
            return
        self.shown += 1
        self._held.append((view.index, view.at, prepared(self._card, view)))
        if len(self._held) == self._card.feed.clip:
            index, at, _ = self._held[0]
            self.rows.append((index, at.seconds, self._score(np.stack([one for *_, one in self._held]))))
            self._held.clear()

    def _score(self, frames: Tensor) -> float:
        answer = self._card.answer
        batch = frames[np.newaxis] if self._card.feed.layout == "NTCHW" else frames
        outputs = self._session.run(None, {self._input: np.ascontiguousarray(batch, np.float32)})
        if answer.output >= len(outputs):
            raise ValueError(f"the model has {len(outputs)} outputs, the card names number {answer.output}")
        values = np.asarray(outputs[answer.output], np.float64).ravel()
        if answer.index >= values.size:
            raise ValueError(f"the output has {values.size} elements, the card names number {answer.index}")
        value = float(activated(values, answer.activation)[answer.index])
        if not np.isfinite(value):
            raise ValueError("the model answered with something that is not a finite number")
        return value


def _session(model: GivenModel) -> Any:
    path = coded_path(model.path)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"the model has more than {MOST_BYTES} bytes")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != model.card.sha256:
        raise ValueError("the model's file is not the one that its card names")
    try:
        runtime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise ValueError(f"the runtime is not installed (`pip install 'assay[onnx]'`): {error}") from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def prepared(card: ModelCard, view: FrameView) -> Tensor:
    """Return a frame as the card wants it: (C, H, W) or (H, W, C) float32."""
    import cv2

    feed = card.feed
    picture = view.grey()[..., np.newaxis] if feed.colour == "grey" else view.rgb()
    if feed.colour == "BGR":
        picture = picture[..., ::-1]
    height, width = picture.shape[:2]
    if feed.fit == "centre crop":
        scale = min(height / feed.height, width / feed.width)
        tall, wide = min(height, round(feed.height * scale)), min(width, round(feed.width * scale))
        top, left = (height - tall) // 2, (width - wide) // 2
        picture = picture[top : top + tall, left : left + wide]
    shrinks = picture.shape[0] > feed.height or picture.shape[1] > feed.width
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    sized = np.asarray(cv2.resize(np.ascontiguousarray(picture), (feed.width, feed.height), interpolation=how))
    values = np.asarray(sized.reshape(feed.height, feed.width, -1), np.float32) / np.float32(feed.divisor)
    values = np.asarray((values - np.array(feed.mean, np.float32)) / np.array(feed.deviation, np.float32), np.float32)
    return values if feed.layout == "NHWC" else np.ascontiguousarray(np.moveaxis(values, -1, 0))


def activated(values: npt.NDArray[np.float64], activation: str) -> npt.NDArray[np.float64]:
    """Return raw outputs after the card's activation."""
    if activation == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(values, -500, 500))))
    if activation == "softmax":
        raised = np.exp(values - values.max())
        return np.asarray(raised / raised.sum())
    return values


def _observer(model: GivenModel) -> Observer:
    name, answer = model.card.id, model.card.answer
    try:
        running = _Model(model)
    except Exception as error:  # noqa: BLE001 - the runtime raises kinds of its own; the reason is recorded
        reason = f"the model cannot be loaded: {error}"
        return Observer(finish=lambda: iter((NotMeasured(f"{name}.score", reason),)))

    def finish() -> Iterator[Outcome]:
        yield Measurement(f"{name}.shown", running.shown, "1")
        if not running.rows:
            yield NotMeasured(f"{name}.score", f"fewer frames than one input of {model.card.feed.clip}")
            return
        columns = (Column("frame", "1"), Column("time", "s"), Column("score", "1"))
        yield Series(f"{name}.scores", columns, 0, tuple(running.rows))
        scores = [score for *_, score in running.rows]
        pooled = {"mean": fmean(scores), "median": median(scores), "greatest": max(scores)}[answer.pool]
        yield Measurement(f"{name}.score", pooled, "1")

    return Observer(finish=finish, frame=running.show)


def _judge(card: ModelCard, results: Sequence[Result]) -> Sequence[Finding]:
    """Say what the model's score is beside the card's threshold; without a threshold nothing is said."""
    scored = [
        (result.version, result.outcome)
        for result in results
        if result.method == card.id
        and isinstance(result.outcome, Measurement)
        and result.outcome.quantity == f"{card.id}.score"
    ]
    if not scored or card.answer.threshold is None:
        return ()
    version, measured = scored[-1]
    if not isinstance(measured.value, int | float) or measured.value < card.answer.threshold:
        return ()
    words = (
        f"The user's model {card.name} scores {measured.value:.3f}, at or above its card's threshold of "
        f"{card.answer.threshold:g}. The card says that a high score stands for: {card.target}."
    )
    rests = (f"{card.id}.score",)
    return (Finding(card.id, version, "above", words, (), rests, card.innocent_explanations, (*_LIMITS, *card.limits)),)
