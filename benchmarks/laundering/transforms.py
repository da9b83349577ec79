"""The transforms of the benchmark: what happens to the picture, to the timeline and in the encoder, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.laundering import pictures
from benchmarks.laundering.pictures import Change, chain, crop


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a copy: seconds ``start`` to ``end`` of the source or of the host, played at ``speed``."""

    source: bool
    start: float
    end: float
    speed: float = 1.0

    @property
    def lasts(self) -> float:
        """Return how long it lasts in the copy, in seconds."""
        return (self.end - self.start) / self.speed


Plan = Callable[[float, float], tuple[Piece, ...]]
"""From the lengths of source and host to the pieces of the copy."""


def _whole(length: float, _host: float) -> tuple[Piece, ...]:
    return (Piece(source=True, start=0, end=length),)


def _at_speed(speed: float) -> Plan:
    return lambda length, _host: (Piece(source=True, start=0, end=length, speed=speed),)


def _middle(length: float, _host: float) -> tuple[Piece, ...]:
    return (Piece(source=True, start=length / 3, end=2 * length / 3),)


def _spliced(length: float, host: float) -> tuple[Piece, ...]:
    cut = min(3.0, host / 2)
    inside = Piece(source=True, start=length / 4, end=3 * length / 4)
    return Piece(source=False, start=0, end=cut), inside, Piece(source=False, start=cut, end=2 * cut)


def _looped(length: float, _host: float) -> tuple[Piece, ...]:
    return (Piece(source=True, start=0, end=length / 3),) * 3


def _reordered(length: float, _host: float) -> tuple[Piece, ...]:
    return Piece(source=True, start=length / 2, end=length), Piece(source=True, start=0, end=length / 2)


def _quicker_part(length: float, _host: float) -> tuple[Piece, ...]:
    return (Piece(source=True, start=length * 0.1, end=length * 0.95, speed=1.1),)


@dataclass(frozen=True, slots=True)
class Transform:
    """One way of laundering. ``rate`` 0 keeps the frame rate; ``quality`` is the encoder's CRF."""

    name: str
    change: Change | None = None
    plan: Plan = _whole
    rate: int = 0
    codec: str = "libx264"
    quality: int = 26
    chained: bool = False


_SOCIAL = chain(crop(0.10, 0.3, 0.6), pictures.mirror, pictures.scaled(480), pictures.logo, pictures.caption)
_REPOST = chain(pictures.logo, pictures.screen_recording)
_FRAMED = chain(crop(0.08), pictures.caption, pictures.blurred_frame)

TRANSFORMS = (
    Transform("h264_crf35", quality=35),
    Transform("h264_crf45", quality=45),
    Transform("h265_crf30", codec="libx265", quality=30),
    Transform("vp9_crf38", codec="libvpx-vp9", quality=38),
    Transform("small", pictures.scaled(284), quality=30),
    Transform("rate_30", rate=30),
    Transform("rate_10", rate=10),
    Transform("crop_05", crop(0.05)),
    Transform("crop_10", crop(0.10)),
    Transform("crop_20", crop(0.20)),
    Transform("crop_30_corner", crop(0.30, 0.25, 0.7)),
    Transform("reframe_9_16", pictures.reframed),
    Transform("stretch_75", pictures.stretched),
    Transform("letterbox", pictures.letterbox),
    Transform("blurred_frame", pictures.blurred_frame),
    Transform("logo", pictures.logo),
    Transform("caption_20", pictures.caption),
    Transform("mirror", pictures.mirror),
    Transform("turn_90", pictures.quarter_turn),
    Transform("turn_5", pictures.turned),
    Transform("bright", pictures.bright),
    Transform("dark", pictures.dark),
    Transform("recoloured", pictures.recoloured),
    Transform("grey", pictures.grey),
    Transform("noise_18", pictures.noise(18), quality=30),
    Transform("blur", pictures.blur),
    Transform("speed_0.9", plan=_at_speed(0.9)),
    Transform("speed_1.25", plan=_at_speed(1.25)),
    Transform("trim_third", plan=_middle),
    Transform("splice", plan=_spliced),
    Transform("loop", plan=_looped),
    Transform("reorder", plan=_reordered),
    Transform("screen_recording", pictures.screen_recording, quality=30),
    Transform("inset_50", pictures.inset(0.5)),
    Transform("inset_33", pictures.inset(1 / 3)),
    Transform("stacked", pictures.stacked),
    Transform("chain_social", _SOCIAL, plan=_quicker_part, quality=33, chained=True),
    Transform("chain_repost_filmed", _REPOST, plan=_quicker_part, quality=32, chained=True),
    Transform("chain_crop_caption_frame", _FRAMED, quality=32, chained=True),
    Transform(
        "chain_grey_crop_small", chain(pictures.grey, crop(0.15), pictures.scaled(256)), quality=36, chained=True
    ),
)
