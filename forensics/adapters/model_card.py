"""The card of a user's model: what it is fed, what comes out, on whom it was trained. Read from TOML, strictly."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Literal, cast

MODELS_FILE = "models.json"
"""Name of the file in the worker's scratch folder that lists the models, as forensics.codec writes GivenModels."""
PREFIX = "onnx_"
MOST_SIDE, MOST_FRAMES, MOST_CLIP = 2048, 4096, 256
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


class CardError(ValueError):
    """A model's card is not what it has to be; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Feed:
    """How frames become the model's input: value = (pixel / ``divisor`` − mean) / deviation, channel by channel."""

    layout: Literal["NCHW", "NHWC", "NTCHW"]
    width: int
    height: int
    fit: Literal["stretch", "centre crop"]
    colour: Literal["RGB", "BGR", "grey"]
    divisor: float
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    frames_per_second: int
    """At most so many frames a second are shown to the model; 0: every one."""
    most_frames: int
    clip: int
    """Consecutive frames of one input (NTCHW); 1 otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What of the model's output is the score: element ``index`` of output ``output``, after ``activation``."""

    output: int
    index: int
    activation: Literal["none", "sigmoid", "softmax"]
    pool: Literal["mean", "median", "greatest"]
    """How one score of the file is made from those of its frames or clips."""
    threshold: float | None
    """The card's own threshold: at or above it the file is told; None where the card gives none."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a user says of a model. Nothing of it was checked by the program but the digest."""

    name: str
    version: str
    summary: str
    target: str
    """What the files are that a high score stands for."""
    population: str
    """What it was trained and tried on, with dates and generators."""
    licence: str
    source: str
    sha256: str
    limits: tuple[str, ...]
    innocent_explanations: tuple[str, ...]
    known_failures: tuple[str, ...]
    feed: Feed
    answer: Answer

    @property
    def id(self) -> str:
        """Return the id of the method that runs this model."""
        return f"{PREFIX}{self.name}"


@dataclass(frozen=True, slots=True)
class GivenModel:
    """A model as an examination is given it; ``path`` is the path of its file in hex."""

    card: ModelCard
    card_sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class GivenModels:
    """All models of an examination."""

    models: tuple[GivenModel, ...]


def parse_card(untrusted: str) -> ModelCard:
    """Return the card that a TOML text states; raise CardError."""
    try:
        table = tomllib.loads(untrusted)
    except tomllib.TOMLDecodeError as error:
        raise CardError(f"it is no TOML: {error}") from error
    model, feed, answer = (_Table(table.get(name), name) for name in ("model", "input", "output"))
    unknown = sorted(table.keys() - {"model", "input", "output"})
    if unknown:
        raise CardError(f"it has a part [{unknown[0]}], which is not known here")
    card = ModelCard(
        name=model.text("name", matching=_NAME),
        version=model.text("version"),
        summary=model.text("summary"),
        target=model.text("target"),
        population=model.text("population"),
        licence=model.text("licence"),
        source=model.text("source"),
        sha256=model.text("sha256", matching=re.compile(r"[0-9a-f]{64}")),
        limits=model.texts("limits"),
        innocent_explanations=model.texts("innocent_explanations"),
        known_failures=model.texts("known_failures"),
        feed=_feed(feed),
        answer=_answer(answer),
    )
    for part in (model, feed, answer):
        part.nothing_else()
    return card


def _feed(table: _Table) -> Feed:
    layout = table.choice("layout", ("NCHW", "NHWC", "NTCHW"))
    colour = table.choice("colour", ("RGB", "BGR", "grey"))
    channels = 1 if colour == "grey" else 3
    return Feed(
        layout=cast("Literal['NCHW', 'NHWC', 'NTCHW']", layout),
        width=table.whole("width", 1, MOST_SIDE),
        height=table.whole("height", 1, MOST_SIDE),
        fit=cast("Literal['stretch', 'centre crop']", table.choice("fit", ("stretch", "centre crop"))),
        colour=cast("Literal['RGB', 'BGR', 'grey']", colour),
        divisor=table.number("divisor"),
        mean=table.numbers("mean", channels),
        deviation=table.numbers("deviation", channels),
        frames_per_second=table.whole("frames_per_second", 0, 1000),
        most_frames=table.whole("most_frames", 1, MOST_FRAMES),
        clip=table.whole("clip", 1, MOST_CLIP) if layout == "NTCHW" else 1,
    )


def _answer(table: _Table) -> Answer:
    activation = table.choice("activation", ("none", "sigmoid", "softmax"))
    return Answer(
        output=table.whole("output", 0, 100),
        index=table.whole("index", 0, 1_000_000),
        activation=cast("Literal['none', 'sigmoid', 'softmax']", activation),
        pool=cast("Literal['mean', 'median', 'greatest']", table.choice("pool", ("mean", "median", "greatest"))),
        threshold=table.number("threshold") if table.has("threshold") else None,
    )


class _Table:
    """One part of the card, whose every entry is asked for once."""

    def __init__(self, table: object, name: str) -> None:
        if not isinstance(table, dict):
            raise CardError(f"the part [{name}] is missing")
        self._table, self._name, self._asked = table, name, set[str]()

    def has(self, name: str) -> bool:
        return name in self._table

    def nothing_else(self) -> None:
        unknown = sorted(self._table.keys() - self._asked)
        if unknown:
            raise CardError(f"{self._name}.{unknown[0]} is not known here")

    def _value(self, name: str) -> object:
        self._asked.add(name)
        if name not in self._table:
            raise CardError(f"{self._name}.{name} is missing")
        return self._table[name]

    def text(self, name: str, matching: re.Pattern[str] | None = None) -> str:
        value = self._value(name)
        if not isinstance(value, str) or not value.strip() or len(value) > 10_000:
            raise CardError(f"{self._name}.{name} is a text that is not empty")
        if matching is not None and not matching.fullmatch(value):
            raise CardError(f"{self._name}.{name} does not look like {matching.pattern}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._value(name)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            raise CardError(f"{self._name}.{name} is a list of texts that is not empty")
        return tuple(value)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self._value(name)
        if value not in choices:
            raise CardError(f"{self._name}.{name} is one of: {', '.join(choices)}")
        return str(value)

    def whole(self, name: str, least: int, most: int) -> int:
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise CardError(f"{self._name}.{name} is a whole number from {least} to {most}")
        return value

    def number(self, name: str) -> float:
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e9:
            raise CardError(f"{self._name}.{name} is a number")
        return float(value)

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        value = self._value(name)
        if not isinstance(value, list) or len(value) != count:
            raise CardError(f"{self._name}.{name} is a list of {count} numbers, one for each channel")
        if not all(isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < 1e9 for one in value):
            raise CardError(f"{self._name}.{name} is a list of {count} numbers, one for each channel")
        return tuple(float(one) for one in value)
