"""Threads in which observers watch beside the decoder.

Decoding, digests, NumPy and OpenCV leave the interpreter to others while they work, so that a pass which shares its
observers out among threads takes about as long as all of its work on all processors. Every call of one observer is
made in one thread and in the order of the file: what it measures does not depend on how many threads there are.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from types import TracebackType
from typing import Final, Protocol, TypeAlias, TypeVar

import cv2

from forensics.attempts import attempts
from forensics.detector import AudioView, FrameView, Needs, Observer, PacketView
from forensics.media.essence import Lane
from forensics.media.waiting import Waiting
from forensics.types import Outcome

MOST_LANES: Final = 4
TOGETHER: Final = 32
"""Packets and blocks of sound that are handed over at once; a frame is handed over with what came before it."""
HELD_BYTES: Final = 48 * 1024 * 1024
"""Bytes of decoded pictures that may wait for the slowest thread."""
SIGN_OF_LIFE: Final = 10.0
"""Seconds after which it is said that methods still work on what they kept: of a long film it can take minutes."""
GIVEN_BACK: Final = 300
"""Frames after which memory that is free goes back to the system."""
_SWITCH: Final = 0.0005
"""Seconds after which a thread in Python code lets another one in: a decoder must not wait long for its next packet."""

Call = Callable[[], None]
_View = TypeVar("_View")
_Feeds: TypeAlias = "tuple[tuple[_Post | None, Callable[[_View], None]], ...]"


class Watching(Protocol):
    """What the crew needs to know of an observer."""

    @property
    def needs(self) -> Needs: ...
    @property
    def observer(self) -> Observer: ...
    @property
    def beside(self) -> bool: ...
    @property
    def cost(self) -> float: ...


@dataclass(slots=True, eq=False)
class _Post:
    """One thread, and the calls that are to be handed over to it."""

    lane: Lane
    cost: float = 0.0
    calls: list[Call] = field(default_factory=list)

    def add(self, call: Call) -> None:
        self.calls.append(call)
        if len(self.calls) >= TOGETHER:
            self.hand_over()

    def hand_over(self) -> None:
        if self.calls:
            calls, self.calls = self.calls, []
            self.lane.put(partial(_all, calls))


def _give(feeds: _Feeds[_View], view: _View) -> None:
    for post, take in feeds:
        if post is None:
            take(view)
        else:
            post.add(partial(take, view))


def _take(takers: Sequence[Callable[[_View], None]], view: _View) -> None:
    for take in takers:
        take(view)


def _all(calls: Sequence[Call]) -> None:
    for call in calls:
        call()


@dataclass(slots=True)
class _NowAndThen:
    """Who needs one frame each so many seconds."""

    feeds: _Feeds[FrameView]
    step: Fraction
    due: Fraction | None = None

    def is_due(self, at: Fraction) -> bool:
        """Say whether a frame at so many seconds is the next one, and if so go on to the one after."""
        if self.due is not None and at < self.due:
            return False
        self.due = at + self.step
        return True


class Crew:
    """Gives every observer what it asked for, those that may in threads of their own. Use as a context manager.

    ``frame_bytes`` is the size of a decoded picture: as many wait as HELD_BYTES allow, at least two.
    """

    def __init__(self, watching: Sequence[Watching], frame_bytes: int) -> None:
        self.depth = max(2, min(8, HELD_BYTES // max(1, frame_bytes)))
        self._watching = watching
        self._frames = 0
        self._posts = _shared_out(watching, self.depth)
        self._each_post = tuple(dict.fromkeys(self._posts.values()))
        self._of_packets = self._each(lambda item: item.observer.packet if item.needs.packets else None)
        self._of_frames = self._each(lambda item: item.observer.frame if _each_frame(item) else None)
        self._now_and_then = tuple(
            _NowAndThen(((self._posts.get(number), item.observer.frame),), 1 / item.needs.frames.rate)
            for number, item in enumerate(watching)
            if item.observer.frame is not None and item.needs.frames is not None and item.needs.frames.rate is not None
        )
        self._of_sound = self._each(lambda item: item.observer.audio if item.needs.audio else None)
        self._digests = Lane(self.depth) if self._posts else None
        self._switch = sys.getswitchinterval()
        self._threads = cv2.getNumThreads()

    def __enter__(self) -> Crew:
        if self._posts:
            sys.setswitchinterval(_SWITCH)
            cv2.setNumThreads(1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lane in self._lanes():
            lane.close()
        sys.setswitchinterval(self._switch)
        cv2.setNumThreads(self._threads)

    def packet(self, view: PacketView) -> None:
        """Give a packet to all who need packets."""
        _give(self._of_packets, view)

    def audio(self, block: AudioView) -> None:
        """Give a block of sound to all who need sound."""
        _give(self._of_sound, block)

    def digest(self, view: FrameView) -> None:
        """Let the digest of a frame be made beside; now and then give free memory back."""
        self._frames += 1
        if self._frames % GIVEN_BACK == 0:
            give_back()
        if self._digests is not None:
            self._digests.put(partial(_digest, view))

    def frame(self, view: FrameView, *, seen: bool) -> None:
        """Give a frame, where it is ``seen``, to all for whom one is due; wait where a thread is far behind."""
        if seen:
            _give(self._of_frames, view)
            at = view.at.seconds
            for one in self._now_and_then:
                if one.is_due(at):
                    _give(one.feeds, view)
        for post in self._each_post:
            post.hand_over()

    def finish(self) -> Iterator[tuple[int, Iterator[Outcome]] | None]:
        """Yield for each observer in order its number and what it measured; None as a sign of life while it works."""
        found: dict[int, Waiting] = {}
        gc.collect()
        give_back()
        for number, post in self._posts.items():
            post.add(partial(_finish, self._watching[number].observer, number, found))
        for post in self._each_post:
            post.hand_over()
        for number, item in enumerate(self._watching):
            if number not in self._posts:
                yield number, iter(item.observer.finish())
                continue
            while not self._posts[number].lane.done_within(SIGN_OF_LIFE):
                yield None
            self._posts[number].lane.wait()
            yield number, iter(found.pop(number))

    def _each(self, feed: Callable[[Watching], Callable[[_View], None] | None]) -> _Feeds[_View]:
        """Return what is to be given to whom, with all of one thread together: None stands for this thread."""
        found: dict[_Post | None, list[Callable[[_View], None]]] = {}
        for number, item in enumerate(self._watching):
            take = feed(item)
            if take is not None:
                found.setdefault(self._posts.get(number), []).append(take)
        return tuple((post, partial(_take, takers)) for post, takers in found.items())

    def _lanes(self) -> Iterator[Lane]:
        yield from (post.lane for post in self._each_post)
        if self._digests is not None:
            yield self._digests


def give_back() -> None:
    """Give free memory back to the system, which glibc keeps in pieces: of large pictures some 70 MiB."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
        if trim is not None:
            trim(0)


def _ours() -> None:
    """Say that this thread runs code of the program only: what it tries is no method's of another package."""
    attempts().trust()


def _digest(view: FrameView) -> None:
    with contextlib.suppress(Exception):  # whoever asks for the digest next meets the same fault and tells it
        _ = view.sha256


def _each_frame(item: Watching) -> bool:
    return item.needs.frames is not None and item.needs.frames.rate is None


def _finish(observer: Observer, number: int, found: dict[int, Waiting]) -> None:
    found[number] = Waiting(observer.finish())


def _shared_out(watching: Sequence[Watching], depth: int) -> dict[int, _Post]:
    """Return the thread of each observer that may watch beside: the costliest first, each where least is to do."""
    beside = [number for number, item in enumerate(watching) if item.beside]
    posts = [_Post(Lane(depth), calls=[_ours]) for _ in range(min(MOST_LANES, os.cpu_count() or 1, len(beside)))]
    chosen = {}
    for number in sorted(beside, key=lambda number: -watching[number].cost):
        post = min(posts, key=lambda post: post.cost)
        post.cost += watching[number].cost
        chosen[number] = post
    return chosen
