"""Decode one stream: H.264 by two threads where that cannot show, everything else as it was opened.

H.264 is decoded by one thread, because FFmpeg fills in what is missing of damaged pictures otherwise with two (see
opening.py), and because the motion vectors and quantisers that it gives of a picture may then be read before the
picture is ready. Neither happens in a whole stream whose pictures come out in the order in which they are coded: there
each packet gives its one picture, told of by the thread that decoded it. Such a stream, as many cameras and telephones
write it, is begun with two threads where there are processors for them. With the first sign of another one (damage, an
error, a picture too many or too few, pictures out of order, fields) it is decoded anew by one thread from its start, up
to what was given already, and on from there. So pictures, and what is told of them, are those of one thread in any
case.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from forensics.media.opening import H264, Opened, open_media

THREADS: Final = 2

_Context = VideoCodecContext | AudioCodecContext


@dataclass(frozen=True, slots=True)
class Refused:
    """The decoder refuses the packet at ``position`` (-1: not known) of ``size`` bytes."""

    reason: str
    position: int
    size: int


Decoded = VideoFrame | AudioFrame | Refused


class Decoder:
    """Decodes the packets of one stream of an open file, in their order."""

    def __init__(self, opened: Opened, index: int, context: _Context, *, marked: bool) -> None:
        """Take a stream by its index before its first packet; ``marked`` asks for motion vectors and quantisers."""
        self._opened, self._index, self._context, self._marked = opened, index, context, marked
        self._doubled = False
        self._again: Opened | None = None
        self._fed = self._given = 0
        self._ended = False
        if isinstance(context, VideoCodecContext):
            _prepare(context, marked=marked)
            # On two processors all else keeps both busy already: there it takes 2 % more of them and gains nothing.
            if context.name == H264 and not context.has_b_frames and (os.cpu_count() or 1) > THREADS:
                self._doubled = True
                context.thread_type, context.thread_count = "FRAME", THREADS

    @property
    def doubled(self) -> bool:
        """Return whether two threads decode H.264."""
        return self._doubled

    def decode(self, packet: Packet[Stream] | None) -> Iterator[Decoded]:
        """Yield what comes of a packet; an empty one, and None, let the decoder give what it holds."""
        self._fed += 1
        self._ended = packet is None or not packet.size
        if not self._doubled:
            yield from _decoded(self._context, packet)
            return
        found = list(_decoded(self._context, packet))
        if self._as_expected(found):
            self._given += len(found)
            yield from found
        else:
            yield from self._by_one(ended=packet is None)

    def rest(self) -> Iterator[Decoded]:
        """Yield the picture that the second thread holds where reading stopped without an empty packet."""
        if self._doubled and self._fed and not self._ended:
            yield from self.decode(None)

    def close(self) -> None:
        """Close the file if it was opened a second time."""
        if self._again is not None:
            self._again.container.close()

    def _as_expected(self, found: list[Decoded]) -> bool:
        """Say whether a whole stream in order gives this: of each packet one picture, when the next packet comes."""
        return (
            self._given + len(found) == self._fed - 1
            and not (isinstance(self._context, VideoCodecContext) and self._context.has_b_frames)
            and all(isinstance(one, VideoFrame) and not one.is_corrupt and not one.interlaced_frame for one in found)
        )

    def _by_one(self, *, ended: bool) -> Iterator[Decoded]:
        """Decode the stream from its start by one thread, up to the last packet; yield what was not given yet."""
        self._doubled = False
        self._again = open_media(self._opened.path, self._opened.facts.size)
        stream = self._again.container.streams[self._index]
        if isinstance(stream.codec_context, VideoCodecContext):
            self._context = stream.codec_context
            _prepare(self._context, marked=self._marked)
        known, left = self._given, self._fed - ended
        for packet in self._again.container.demux(stream):
            for one in _decoded(self._context, packet):
                if known and isinstance(one, VideoFrame):
                    known -= 1
                else:
                    yield one
            left -= 1
            if not left:
                return


def _prepare(context: VideoCodecContext, *, marked: bool) -> None:
    # With threads by frame FFmpeg's motion vectors come and go from run to run (measured with 8.0 on 2026-11-22) where
    # pictures are reordered; with threads by slice they are the same each time.
    context.thread_type = "SLICE" if marked else "AUTO"
    if context.name != H264:  # see opening.py
        context.thread_count = THREADS
    if marked:
        context.options = {"flags2": "+export_mvs", "export_side_data": "+venc_params"}


def _decoded(context: _Context, packet: Packet[Stream] | None) -> Iterator[Decoded]:
    try:
        yield from context.decode(packet)
    except av.error.FFmpegError as error:
        position, size = (-1, 0) if packet is None else (-1 if packet.pos is None else packet.pos, packet.size)
        yield Refused(f"the decoder refuses this packet: {error.strerror or type(error).__name__}", position, size)
