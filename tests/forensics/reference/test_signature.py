"""A signature says how a file is written and nothing of what was filmed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.codec import decode_as, encode
from forensics.reference.signature import MAX_VALUE, NoStructure, StructureSignature, signature
from forensics.types import Element, Field, Measurement, Outcome
from tests.forensics.media.handmade import box, clip, elst, everything, full, listed, movie, png
from tests.forensics.reference.made import signed


def _places(made: StructureSignature) -> dict[tuple[str, str], str]:
    return {(trait.place, trait.name): trait.value for trait in made.traits}


def test_nesting_order_brands_and_handlers_are_kept() -> None:
    found = _places(signed(movie()))
    assert found["file", "order"] == "ftyp moov mdat"
    assert found["ftyp", "major_brand"] == "isom"
    assert found["moov/trak[vide]/mdia", "order"] == "mdhd hdlr minf"
    assert found["moov/trak[vide]/mdia/hdlr", "name"] == "Made by hand"


def test_dates_durations_sizes_and_rotation_are_left_out() -> None:
    values = {trait.name for trait in signed(movie(edits=elst((5000, 0)))).traits}
    assert not values & {"creation_time", "modification_time", "duration", "width", "height", "rotation", "matrix"}
    assert not values & {"size_total", "offset_first", "entry 0 segment_duration"}


def test_two_clips_of_one_writer_with_other_content_have_one_signature() -> None:
    assert signed(clip("mp4", frames=6)) == signed(clip("mp4", frames=30))


def test_the_number_of_equal_siblings_is_the_contents_and_not_the_writers() -> None:
    one, many = png(), png(*([png()[33:45]] * 0))
    assert signed(one) == signed(many)
    fragments = [movie(*([box(b"free", b"x")] * count)) for count in (2, 9)]
    assert signed(fragments[0]) == signed(fragments[1])
    assert "free+" in _places(signed(fragments[0]))["moov", "order"]


def test_what_a_program_states_of_itself_is_told_from_structure() -> None:
    item = box(b"\xa9too", full(b"data", b"\0\0\0\0", b"Editor 9.1", flags=1))
    meta = full(b"meta", full(b"hdlr", b"\0\0\0\0mdir", b"\0" * 13), box(b"ilst", item))
    made = signed(movie(box(b"udta", meta)))
    stated = {(trait.name, trait.value) for trait in made.traits if trait.kind == "statement"}
    assert ("©too", "Editor 9.1") in stated
    assert not any("Editor" in trait.value for trait in made.container())


def test_parameter_sets_belong_to_the_encoder_and_not_to_the_container() -> None:
    made = signed(clip("mp4"))
    assert any(trait.place.endswith("/SPS") and trait.kind == "coded" for trait in made.traits)
    assert not any("/SPS" in trait.place for trait in made.container())


def test_a_date_in_a_handlers_name_is_not_kept() -> None:
    field = Field("name", "Produced on: 12/08/2019.", "text", 0, 1)
    outcomes: list[Outcome] = [Element(0, -1, "hdlr", 0, 8, 20, (field,)), Measurement("container.format", "F", "text")]
    assert ("hdlr", "name") in _places(signature(outcomes))
    assert "2019" not in encode(signature(outcomes))


def test_a_file_without_structure_has_no_signature() -> None:
    with pytest.raises(NoStructure):
        signed(b"just text")


def test_other_containers_have_signatures_too() -> None:
    assert _places(signed(clip("matroska")))["EBML/DocType", "value"] == "matroska"
    avi = listed(b"AVI ", listed(b"hdrl"), listed(b"movi"), kind=b"RIFF")
    assert _places(signed(avi))["file", "format"] == "RIFF AVI"
    assert _places(signed(png()))["IHDR", "bit_depth"] == "8"


_NAMES = st.sampled_from(["ftyp", "moov", "trak", "hdlr", "uuid", "keys", "data", "SPS", "\x1b[31m", "item"])
_FIELDS = st.builds(
    Field, st.sampled_from(["name", "value", "version", "handler_type", "major_brand"]), st.text(), st.just("text"),
    st.just(0), st.just(1),
)  # fmt: skip


@given(st.lists(st.tuples(_NAMES, st.integers(-1, 30), st.lists(_FIELDS, max_size=3)), max_size=30))
def test_any_tree_gives_a_bounded_signature_that_the_codec_keeps(rows: list[tuple[str, int, list[Field]]]) -> None:
    outcomes: list[Outcome] = [Measurement("container.format", "ISO BMFF", "text")]
    outcomes += [
        Element(number, min(parent, number - 1), kind, 0, 8, 8, tuple(fields))
        for number, (kind, parent, fields) in enumerate(rows)
    ]
    if not rows:
        with pytest.raises(NoStructure):
            signature(outcomes)
        return
    made = signature(outcomes)
    assert all(len(trait.value) <= MAX_VALUE + 30 for trait in made.traits)
    assert made == signature(outcomes)
    if not any("\ud800" <= letter <= "\udfff" for trait in made.traits for letter in trait.value):
        assert decode_as(StructureSignature, encode(made)) == made


def test_files_of_one_camera_share_their_container(shared_media: Path) -> None:
    by_place: dict[str, list[StructureSignature]] = defaultdict(list)
    for path in sorted((shared_media / "detection" / "prnu_flat").glob("*.JPG")):
        by_place["Nikon"].append(signature(everything(path.read_bytes())))
    tables = [{one for one in made.container() if "table" not in one.name} for made in by_place["Nikon"]]
    assert len(tables) > 5
    assert all(table == tables[0] for table in tables)
