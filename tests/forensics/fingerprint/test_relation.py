"""Relations in words: what is said of made copies, and that nothing is said of strangers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from forensics.fingerprint.known_copy import KnownCopy, StreamDigests, known_copy
from forensics.fingerprint.relation import Relation, relation
from forensics.fingerprint.video import VideoFingerprint
from forensics.types import Column, Measurement, Result, Series, StreamLocus
from tests.forensics.fingerprint.printed import footage, printed
from tests.forensics.fingerprint.test_sound import CLIP, heard


def copy(name: str, video: VideoFingerprint | None, **known: object) -> KnownCopy:
    plain = KnownCopy(name, f"sha of {name}", "mp4", (), (), 0.0, (), video, None)
    return replace(plain, **known)  # type: ignore[arg-type] # names of fields, by the tests below


WHOLE = copy("A", printed(footage(1)))


def codes(found: Relation) -> set[str]:
    return {one.code for one in found.statements}


def test_the_same_bytes_need_no_more_words() -> None:
    found = relation(WHOLE, replace(WHOLE, name="B"))
    assert codes(found) == {"same bytes"}


def test_the_same_coded_pictures_are_said_to_be_not_coded_again() -> None:
    stream = StreamDigests("video", "h264", "e", "d")
    found = relation(replace(WHOLE, streams=(stream,)), copy("B", WHOLE.video, streams=(stream,), container="mkv"))
    assert "same coded pictures" in codes(found) and "coded again" not in codes(found)


def test_the_same_decoded_frames_are_counted() -> None:
    found = relation(
        replace(WHOLE, frame_digests=("1", "2", "3")), copy("B", WHOLE.video, frame_digests=("2", "3", "4", "5"))
    )
    (part,) = (one for one in found.statements if one.code == "same frames in part")
    assert part.evidence == "2 of 3 frames here stand among 4 there"


def test_a_crop_is_said_with_its_region_and_the_whole_is_proposed_as_nearer() -> None:
    cropped = copy("B", printed(footage(1), lambda grey: grey[40:250, 60:400]))
    found = relation(cropped, WHOLE)
    assert {"coded again", "cropped"} <= codes(found)
    shown = next(one.framing for one in found.pictures if one.framing is not None).shown
    assert abs(shown.x - 60) < 6 and abs(shown.width - 340) < 9
    assert {reason.towards for reason in found.nearness.reasons} == {"A"}
    assert found.nearness.proposal.startswith("A is proposed as nearer the original. Proposed, not established")


def test_mirroring_and_trimming_are_said() -> None:
    part = copy("B", printed(footage(1)[50:125], lambda grey: grey[:, ::-1]))
    assert {"mirrored", "trimmed", "coded again"} <= codes(relation(part, WHOLE))
    assert {"mirrored", "other pictures besides"} <= codes(relation(WHOLE, part))


def test_an_overlay_is_said_with_its_place() -> None:
    random = np.random.default_rng(9)
    patch = random.integers(0, 255, (68, 120), dtype=np.uint8).repeat(2, 0).repeat(2, 1)[:90, :160]

    def overlaid(grey: np.ndarray) -> np.ndarray:
        changed = grey.copy()
        changed[180:270, 320:480] = patch
        return changed

    laid = copy("B", printed(footage(1), overlaid))
    for found, named in ((relation(laid, WHOLE), "unfitting"), (relation(WHOLE, laid), "other_unfitting")):
        said = [one.words for one in found.statements if one.code == "parts that differ"]
        assert any("of the picture of B" in words for words in said)
        regions = {region for one in found.pictures for region in getattr(one, named)}
        assert regions and all(region.x >= 300 and region.y >= 170 for region in regions)


def test_a_piece_that_begins_between_key_frames_is_one_stretch_within_the_times_of_both() -> None:
    part = copy("B", printed(footage(1)[37:112], lambda grey: grey[::2, ::2]))
    found = relation(WHOLE, part)
    (stretch,) = (one.stretch for one in found.pictures)
    assert abs(stretch.start - 1.5) < 0.1 and -1e-9 <= stretch.other_start < 0.1
    assert not {"turned", "cropped", "another order", "repeated"} & codes(found)
    (scaled,) = (one for one in found.statements if one.code == "scaled")
    assert "2.00 pixels" in scaled.words


def test_sound_that_is_silent_or_not_coded_again_is_not_called_another() -> None:
    silent = heard(np.zeros(280_000, np.float32))
    found = relation(replace(WHOLE, sound=silent), copy("B", WHOLE.video, sound=silent))
    assert "sound not compared" in codes(found) and "other sound" not in codes(found)
    stream = StreamDigests("audio", "aac", "e", "d")
    here = replace(WHOLE, sound=silent, streams=(stream,))
    found = relation(here, copy("B", WHOLE.video, sound=silent, streams=(stream,)))
    assert "same coded sound" in codes(found) and not {"other sound", "sound not compared"} & codes(found)


def test_sound_is_kept_moved_replaced_or_all_that_is_shared() -> None:
    sound, later = heard(CLIP[: len(CLIP) * 6 // 10]), heard(np.roll(CLIP[: len(CLIP) * 6 // 10], 48_000))
    here = replace(WHOLE, sound=sound)
    noise = heard(np.random.default_rng(1).standard_normal(280_000).astype(np.float32) * 0.1)
    assert "same sound" in codes(relation(here, copy("B", WHOLE.video, sound=sound)))
    assert "sound moved" in codes(relation(here, copy("B", WHOLE.video, sound=later)))
    assert "other sound" in codes(relation(here, copy("B", WHOLE.video, sound=noise)))
    assert codes(relation(here, copy("B", printed(footage(2)), sound=sound))) == {"same sound, other pictures"}


def test_strangers_share_nothing() -> None:
    found = relation(WHOLE, copy("B", printed(footage(2))))
    assert not found.related and not found.nearness.reasons


def test_what_is_known_comes_from_the_results() -> None:
    here = StreamLocus(0)
    measured = (
        Measurement("media.demuxer", "mov,mp4", "text"),
        Measurement("stream.kind", "video", "text", here),
        Measurement("stream.codec", "h264", "text", here),
        Measurement("essence.sha256", "e", "text", here),
        Measurement("frames.sha256", "d", "text", here),
        Measurement("packets.bytes", 1000, "byte", here),
        Measurement("frames.first_time", 0, "s", here),
        Measurement("frames.last_time", 10, "s", here),
        Measurement("encoder.name", "x264", "text", here),
    )
    frames = Series("frames", (Column("index", "1"), Column("sha256", "text")), 0, ((0, "a"), (1, "b")))
    results = [Result("media", "1", one) for one in measured]
    known = known_copy("E-0001", "s", results, frames=frames, video=None, sound=None)
    assert known.first("video") == StreamDigests("video", "h264", "e", "d")
    assert (known.frame_digests, known.video_rate, known.encoders) == (("a", "b"), 100.0, ("x264",))
