"""The one pass: digests that others can repeat, tables that are whole, damage that is named with its place."""

from __future__ import annotations

import hashlib
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from casefiles import replay
from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.footage.encode import Encoding, Made, make, one_byte_changed, remux
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media.opening import CannotOpen, open_media
from forensics.media.session import REPEATABLE, Attached, run_session
from forensics.types import Measurement, NotMeasured, Outcome, Result, Series, StreamLocus


def outcomes(path: Path, attached: tuple[Attached, ...] = ()) -> list[Outcome]:
    """Run the pass over a file and return what it measured."""
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        lines = list(run_session(opened, attached, lambda _facts, _extradata: None))
    return [line.outcome for line in lines if isinstance(line, Result)]


def values(found: list[Outcome], quantity: str) -> dict[int, object]:
    """Return the values of a quantity by stream."""
    return {
        one.locus.stream: one.value
        for one in found
        if isinstance(one, Measurement) and one.quantity == quantity and isinstance(one.locus, StreamLocus)
    }


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return two seconds of footage with sound and B-frames."""
    folder = tmp_path_factory.mktemp("session")
    encoding = Encoding(gop=12, bframes=2, quality=26)
    return make(folder / "clip.mp4", Scene(width=160, height=96, seed=3), plain(Fraction(25), Fraction(2)), encoding)


@pytest.mark.parametrize("suffix", ["mkv", "mov", "ts"])
def test_another_container_leaves_the_essence_digest_of_every_stream_unchanged(
    clip: Made, tmp_path: Path, suffix: str
) -> None:
    other = remux(clip, tmp_path / f"other.{suffix}")
    assert hashlib.sha256(other.path.read_bytes()).digest() != hashlib.sha256(clip.path.read_bytes()).digest()
    first, second = outcomes(clip.path), outcomes(other.path)
    assert len(values(first, "essence.sha256")) == 2
    assert values(first, "essence.sha256") == values(second, "essence.sha256")
    assert values(first, "frames.sha256") == values(second, "frames.sha256")


def test_the_packet_digest_is_that_of_the_packets_as_stored(clip: Made) -> None:
    expected: dict[int, str] = {}
    with av.open(str(clip.path)) as container:
        streams = len(container.streams)
    for index in range(streams):
        digest = hashlib.sha256()
        with av.open(str(clip.path)) as container:
            for packet in container.demux(container.streams[index]):
                digest.update(bytes(packet))
        expected[index] = digest.hexdigest()
    assert values(outcomes(clip.path), "packets.sha256") == expected


def test_the_frame_digests_are_those_of_ffmpegs_raw_frames(clip: Made) -> None:
    tables = [one for one in outcomes(clip.path) if isinstance(one, Series) and one.quantity == "frames"]
    listed = [row[-1] for table in tables for row in table.rows]
    with av.open(str(clip.path)) as container:
        raw = [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]
    assert listed == [hashlib.sha256(frame).hexdigest() for frame in raw]


def test_the_digests_are_those_of_the_ffmpeg_program_where_it_is_installed(clip: Made) -> None:
    try:
        said = subprocess.run(
            [
                "ffmpeg",
                "-v",
                "error",
                "-i",
                str(clip.path),
                *["-map", "0:v", "-c", "copy", "-f", "streamhash", "-hash", "sha256", "-"],
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except FileNotFoundError:
        pytest.skip("the ffmpeg program is not installed")
    assert said.strip().partition("SHA256=")[2] == values(outcomes(clip.path), "packets.sha256")[0]


def test_every_packet_and_frame_stands_in_the_tables(clip: Made) -> None:
    found = outcomes(clip.path)
    counts: dict[tuple[str, int], int] = {}
    for one in found:
        if isinstance(one, Series) and isinstance(one.locus, StreamLocus):
            key = one.quantity, one.locus.stream
            assert one.first_row == counts.get(key, 0)
            counts[key] = counts.get(key, 0) + len(one.rows)
    assert counts["frames", 0] == values(found, "frames.count")[0] == 50
    assert counts["packets", 0] == values(found, "packets.count")[0] == 50
    assert counts["packets", 1] == values(found, "packets.count")[1]
    assert values(found, "decode.errors") == {0: 0, 1: 0}


def test_a_byte_changed_in_the_media_changes_its_digests_and_no_other_streams(clip: Made, tmp_path: Path) -> None:
    changed = one_byte_changed(clip.path, tmp_path / "changed.mp4")
    before, after = outcomes(clip.path), outcomes(changed.path)
    differing = {
        stream
        for stream, digest in values(before, "packets.sha256").items()
        if values(after, "packets.sha256")[stream] != digest
    }
    assert len(differing) == 1


def test_a_file_cut_short_says_how_many_samples_are_missing(clip: Made, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mkv"
    whole = remux(clip, tmp_path / "whole.mkv").path.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    found = outcomes(cut)
    assert 0 < int(str(values(found, "frames.count")[0])) < 50


@pytest.mark.parametrize("rate", [Fraction(0), Fraction(-1)])
def test_nobody_can_ask_for_frames_at_a_rate_that_is_none(rate: Fraction) -> None:
    with pytest.raises(ValueError, match="is none"):
        FrameNeed(rate)


def test_an_observer_sees_frames_in_order_at_the_rate_it_asked_for(clip: Made) -> None:
    seen: list[FrameView] = []
    observer = Observer(finish=lambda: iter(()), frame=seen.append)
    slow = Attached("slow", "1", Needs(frames=FrameNeed(Fraction(5))), observer)
    outcomes(clip.path, (slow,))
    times = [frame.at.seconds for frame in seen]
    assert times == sorted(times)
    assert len(times) == 10
    assert all(later - earlier >= Fraction(1, 5) for earlier, later in pairwise(times))


def test_pictures_are_made_once_and_have_the_size_asked_for(clip: Made) -> None:
    shapes: list[tuple[int, ...]] = []

    def look(frame: FrameView) -> None:
        assert frame.grey(40) is frame.grey(40)
        shapes.extend([frame.grey().shape, frame.grey(40).shape, frame.rgb(40).shape, frame.grey(10_000).shape])

    observer = Observer(finish=lambda: iter(()), frame=look)
    outcomes(clip.path, (Attached("m", "1", Needs(frames=FrameNeed()), observer),))
    assert set(shapes) == {(96, 160), (24, 40), (24, 40, 3)}


@pytest.mark.parametrize("content", [b"", b"no media at all" * 100])
def test_what_is_no_media_cannot_be_opened_and_says_why(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(CannotOpen, match="empty" if not content else "no demuxer"):
        open_media(path, len(content))


def test_a_playlist_does_not_make_the_worker_read_another_file(clip: Made, tmp_path: Path) -> None:
    playlist = tmp_path / "exhibit"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{clip.path}\n#EXT-X-ENDLIST\n")
    with pytest.raises(CannotOpen):
        open_media(playlist, playlist.stat().st_size)
    script = tmp_path / "script"
    script.write_text(f"ffconcat version 1.0\nfile '{clip.path}'\n")
    with pytest.raises(CannotOpen):
        open_media(script, script.stat().st_size)


def test_damage_in_the_middle_is_named_and_the_rest_is_still_read(clip: Made, tmp_path: Path) -> None:
    data = bytearray(clip.path.read_bytes())
    start = data.find(b"mdat") + 2000
    data[start : start + 1500] = bytes(1500)
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(data)
    found = outcomes(damaged)
    errors = values(found, "decode.errors")
    named = [one for one in found if isinstance(one, NotMeasured) and one.quantity == "decode"]
    assert values(found, "packets.count")[0] == 50
    assert sum(int(str(count)) for count in errors.values()) >= len(named)


def _holed(made: Made, to: Path, share: float = 0.5) -> Path:
    """Write a copy in which every fourth packet of pictures is damaged from a share of its length on."""
    data = bytearray(made.path.read_bytes())
    with av.open(str(made.path)) as container:
        packets = [one for one in container.demux(video=0) if one.pos is not None and one.size > 200]
        for packet in packets[2::4]:
            kept = int(packet.size * share)
            assert packet.pos is not None
            data[packet.pos + kept : packet.pos + packet.size] = b"\x5a" * (packet.size - kept)
    to.write_bytes(data)
    return to


def test_a_damaged_h264_stream_shows_the_same_pictures_each_time(clip: Made, tmp_path: Path) -> None:
    damaged = _holed(clip, tmp_path / "holed.mp4")
    asked = Needs(frames=FrameNeed(), motion_vectors=True)
    digests = set()
    for held in (0, 3, 11):  # how long others hold pictures says which memory the next one is written into
        kept: list[FrameView] = []

        def keep(frame: FrameView, held: int = held, kept: list[FrameView] = kept) -> None:
            kept.append(frame)
            del kept[: max(0, len(kept) - held)]

        found = outcomes(damaged, (Attached("m", "1", asked, Observer(finish=lambda: iter(()), frame=keep)),))
        digests.add(values(found, "frames.sha256")[0])
        assert not [one for one in found if isinstance(one, NotMeasured) and one.quantity == REPEATABLE]
    assert len(digests) == 1
    assert values(outcomes(clip.path), "frames.sha256")[0] not in digests
    assert values(outcomes(damaged), "frames.sha256")[0] in digests  # as it is decoded where no vectors are asked for


def test_of_another_damaged_stream_it_is_said_that_its_pictures_may_differ(tmp_path: Path) -> None:
    encoding = Encoding(codec="libx265", gop=12, sound=False)
    made = make(tmp_path / "clip.mp4", Scene(width=160, height=96, seed=3), plain(Fraction(25), Fraction(1)), encoding)
    said = [
        [one for one in outcomes(path) if isinstance(one, NotMeasured) and one.quantity == REPEATABLE]
        for path in (made.path, _holed(made, tmp_path / "holed.mp4", share=0))
    ]
    assert [len(one) for one in said] == [0, 1]
    assert said[1][0].quantity == replay.REPEATABLE


def test_motion_vectors_are_the_same_each_time(clip: Made) -> None:
    def digests() -> list[str]:
        found: list[str] = []

        def look(frame: FrameView) -> None:
            vectors = frame.motion_vectors()
            if vectors is not None:  # field by field: the records have padding that holds anything
                fields = b"".join(vectors[name].tobytes() for name in vectors.dtype.names or ())
                found.append(f"{frame.index} {hashlib.sha256(fields).hexdigest()}")

        observer = Observer(finish=lambda: iter(()), frame=look)
        outcomes(clip.path, (Attached("m", "1", Needs(frames=FrameNeed(), motion_vectors=True), observer),))
        return found

    first = digests()
    assert len(first) > 30
    assert all(digests() == first for _ in range(5))
