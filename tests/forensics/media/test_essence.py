"""The digests of coded data, whichever packet first differs from its normal form."""

from __future__ import annotations

import hashlib
import os
import sys
from threading import Thread, get_native_id

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media import essence
from forensics.media.essence import EssenceDigest, Lane, Lanes

AVCC = bytes.fromhex("014d001effe10000")
SLICE, SPS, DELIMITER = b"\x41", b"\x67", b"\x09"
UNITS = st.lists(
    st.tuples(st.sampled_from((SLICE, SPS, DELIMITER)), st.binary(max_size=12)).map(b"".join), min_size=1, max_size=4
)


def _prefixed(units: list[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


def _normal(units: list[bytes]) -> bytes:
    return _prefixed([body for unit in units if (body := unit.rstrip(b"\0"))[0] & 31 not in (7, 9)])


def _digests(codec: str, extradata: bytes, packets: list[bytes]) -> tuple[str, str]:
    with Lanes() as lanes:
        digest = EssenceDigest(codec, extradata, lanes)
        for packet in packets:
            digest.packet(memoryview(packet))
        return digest.packets_sha256(), digest.essence_sha256()


@given(st.lists(UNITS, max_size=6), st.integers(1, 64))
def test_essence_is_the_digest_of_the_units_that_stay_however_they_are_gathered(
    packets: list[list[bytes]], batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(essence, "BATCH", batch)
        stored, kept = _digests("h264", AVCC, [_prefixed(units) for units in packets])
    assert stored == hashlib.sha256(b"".join(map(_prefixed, packets))).hexdigest()
    assert kept == hashlib.sha256(b"".join(map(_normal, packets))).hexdigest()


def test_start_codes_and_lengths_give_the_same_essence() -> None:
    units = [[SLICE + b"abc"], [DELIMITER + b"\xf0", SLICE + b"de"], [SLICE + b"f"]]
    codes = [b"".join(b"\0\0\0\1" + unit for unit in one) for one in units]
    stored, kept = _digests("h264", b"", codes)
    assert (stored != kept, kept) == (True, _digests("h264", AVCC, [_prefixed(one) for one in units])[1])


@pytest.mark.parametrize("cut", [b"\0\0\0\x09\x41a", b"\0\0\0\x02\x41a\0\0", b"\0\0\0\0"])
def test_a_unit_that_is_cut_off_is_digested_as_far_as_it_goes(cut: bytes) -> None:
    stored, kept = _digests("h264", AVCC, [_prefixed([SLICE + b"x"]), cut])
    body = b"\x41a" if cut.strip(b"\0") else b""
    rest = len(body).to_bytes(4, "big") + body if body else b""
    assert stored == hashlib.sha256(_prefixed([SLICE + b"x"]) + cut).hexdigest()
    assert kept == hashlib.sha256(_prefixed([SLICE + b"x"]) + rest).hexdigest()


def test_a_transport_header_of_aac_is_left_out_from_the_packet_on_that_has_one() -> None:
    stored, kept = _digests("aac", b"", [b"raw", b"\xff\xf1\x50\x80\x00\x1f\xfcraw"])
    assert kept == hashlib.sha256(b"rawraw").hexdigest() != stored


def test_what_goes_wrong_in_a_lane_is_raised_to_whoever_waits_for_it() -> None:
    lane = Lane()
    lane.put(lambda: None)
    lane.put(lambda: [].remove(1))
    with pytest.raises(ValueError, match="not in list"):
        lane.wait()
    lane.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only there has each thread a priority of its own")
def test_a_lane_lets_whoever_feeds_it_go_first() -> None:
    found: list[int] = []
    lane = Lane()
    lane.put(lambda: found.append(os.getpriority(os.PRIO_PROCESS, get_native_id())))
    lane.wait()
    lane.close()
    mine = os.getpriority(os.PRIO_PROCESS, get_native_id())
    assert found == [min(19, mine + essence.STEPS_BACK)]


def test_a_lane_for_which_no_thread_can_be_had_says_that_memory_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refused)
    lane = Lane()
    with pytest.raises(MemoryError, match="new thread"):
        lane.put(lambda: None)
    lane.close()


CODED = st.lists(st.sampled_from((b"\0", b"\0\0\1", b"\1", SLICE, SPS, b"\x41ab", b"\0\0\0\1\x65x")), max_size=8).map(
    b"".join
)


@given(st.lists(CODED, max_size=6), st.integers(1, 64))
def test_no_unit_behind_start_codes_runs_over_two_packets(packets: list[bytes], batch: int) -> None:
    units = [unit.rstrip(b"\0") for one in packets for unit in one.split(b"\0\0\1")[1:]]
    expected = _prefixed([unit for unit in units if unit and unit[0] & 31 not in (7, 9, 12)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(essence, "BATCH", batch)
        stored, kept = _digests("h264", b"", packets)
    assert stored == hashlib.sha256(b"".join(packets)).hexdigest()
    if any(packets):
        assert kept == hashlib.sha256(expected).hexdigest()
