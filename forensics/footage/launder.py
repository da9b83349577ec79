"""Encode a labelled file again in a named way, confined: ``python -m forensics.footage.launder IN OUT TREATMENT``.

For trials: the same files as a platform or messenger would leave them. Sound is copied decoded into AAC.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.video.frame import PictureType

from forensics.confinement import Allowed, Limits, confine, program_paths
from forensics.footage.treatments import TREATMENTS, Treatment

_BASE = Fraction(1, 90_000)
_AUDIO_RATE = 48_000


def launder(source: Path, target: Path, treatment: Treatment) -> None:
    """Write ``source`` encoded again as MP4 to ``target``; raise FFmpegError or ValueError where it cannot be."""
    with av.open(str(source)) as reader, av.open(str(target), "w", format="mp4") as writer:
        if not reader.streams.video:
            raise ValueError("no stream of pictures")
        pictures = reader.streams.video[0]
        video = writer.add_stream("libx264", rate=pictures.average_rate or 25, options={"crf": str(treatment.crf)})
        if not isinstance(video, av.VideoStream):
            raise ValueError("no video encoder")
        video.width, video.height = (_even(side * treatment.scale) for side in (pictures.width, pictures.height))
        video.pix_fmt, video.codec_context.time_base, video.time_base = "yuv420p", _BASE, _BASE
        sound = reader.streams.audio[0] if reader.streams.audio else None
        audio = writer.add_stream("aac", rate=_AUDIO_RATE) if sound is not None else None
        last = -1
        for packet in reader.demux([pictures] if sound is None else [pictures, sound]):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    last = max(last + 1, int((frame.pts or 0) * (frame.time_base or _BASE) / _BASE))
                    small = frame.reformat(video.width, video.height, "yuv420p", interpolation="AREA")
                    small.pts, small.time_base, small.pict_type = last, _BASE, PictureType.NONE
                    writer.mux(video.encode(small))
                elif isinstance(frame, av.AudioFrame) and isinstance(audio, av.AudioStream):
                    frame.pts = None
                    writer.mux(audio.encode(frame))
        writer.mux(video.encode(None))
        if isinstance(audio, av.AudioStream):
            writer.mux(audio.encode(None))


def _even(length: Fraction) -> int:
    return max(16, round(length / 2) * 2)


def main(arguments: list[str]) -> int:
    """Launder one file; 1 and one line on standard error where it cannot be, 2 for a wrong call."""
    if len(arguments) != 3 or arguments[2] not in TREATMENTS:
        sys.stderr.write(f"usage: python -m forensics.footage.launder IN OUT {{{','.join(TREATMENTS)}}}\n")
        return 2
    source, target = (Path(argument).absolute() for argument in arguments[:2])
    confine(Limits(), Allowed((*program_paths(), source), (target.parent,)))
    av.logging.set_level(None)
    try:
        launder(source, target, TREATMENTS[arguments[2]])
    except (av.error.FFmpegError, ValueError, OSError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
