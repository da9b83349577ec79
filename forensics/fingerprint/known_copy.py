"""What a comparison needs to know of one copy: read from its examination's results and its fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forensics.fingerprint.sound import SoundFingerprint
from forensics.fingerprint.video import VideoFingerprint
from forensics.types import Measurement, Result, Scalar, Series, StreamLocus


@dataclass(frozen=True, slots=True)
class StreamDigests:
    """Digests of one stream: of its coded data whatever the container, and of what was decoded of it."""

    kind: str
    codec: str
    essence: str
    decoded: str


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """One copy: its name for the reader, digests, sizes, encoder marks and fingerprints.

    ``frame_digests`` are those of the decoded frames of the first stream of pictures, in order. ``video_rate`` is the
    size of its coded pictures in bytes a second, 0 where it is not known.
    """

    name: str
    sha256: str
    container: str
    streams: tuple[StreamDigests, ...]
    frame_digests: tuple[str, ...]
    video_rate: float
    encoders: tuple[str, ...]
    video: VideoFingerprint | None
    sound: SoundFingerprint | None

    def first(self, kind: str) -> StreamDigests | None:
        """Return the digests of the first stream of a kind."""
        return next((stream for stream in self.streams if stream.kind == kind), None)


def known_copy(
    name: str,
    sha256: str,
    results: Iterable[Result],
    *,
    frames: Series | None,
    video: VideoFingerprint | None,
    sound: SoundFingerprint | None,
) -> KnownCopy:
    """Return what the results of an examination and its table of frames say of a copy."""
    measured = [result.outcome for result in results if isinstance(result.outcome, Measurement)]
    streams = sorted({one.locus.stream for one in measured if isinstance(one.locus, StreamLocus)})
    digests = tuple(_digests(measured, stream) for stream in streams)
    pictures = next((stream for stream, one in zip(streams, digests, strict=True) if one.kind == "video"), -1)
    return KnownCopy(
        name,
        sha256,
        str(_value(measured, "media.demuxer", "")),
        digests,
        _frame_digests(frames),
        _rate(measured, pictures),
        tuple(dict.fromkeys(str(one.value) for one in measured if one.quantity == "encoder.name")),
        video,
        sound,
    )


def _digests(measured: Sequence[Measurement], stream: int) -> StreamDigests:
    mine = [one for one in measured if one.locus == StreamLocus(stream)]
    kind = str(_value(mine, "stream.kind", ""))
    decoded = {"video": "frames.sha256", "audio": "sound.sha256"}.get(kind, "")
    codec, essence = _value(mine, "stream.codec", ""), _value(mine, "essence.sha256", "")
    return StreamDigests(kind, str(codec), str(essence), str(_value(mine, decoded, "")))


def _rate(measured: Sequence[Measurement], stream: int) -> float:
    mine = [one for one in measured if one.locus == StreamLocus(stream)]
    size, first, last = (_value(mine, name, 0) for name in ("packets.bytes", "frames.first_time", "frames.last_time"))
    seconds = float(last) - float(first)
    return float(size) / seconds if seconds > 0 else 0.0


def _frame_digests(frames: Series | None) -> tuple[str, ...]:
    if frames is None:
        return ()
    names = [column.name for column in frames.columns]
    if "sha256" not in names:
        return ()
    place = names.index("sha256")
    return tuple(str(row[place]) for row in frames.rows)


def _value(measured: Sequence[Measurement], quantity: str, otherwise: Scalar) -> Scalar:
    return next((one.value for one in measured if one.quantity == quantity), otherwise)
