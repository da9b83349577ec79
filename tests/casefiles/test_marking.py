"""Notes name their frame for good, a still is repeatable to the byte, and two exhibits are held beside each other."""

from __future__ import annotations

import hashlib
import io
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from casefiles import board as boards
from casefiles import courtroom, workbench
from casefiles import verbs_desk as verbs
from casefiles.board import Laid, template
from casefiles.case import Case
from casefiles.cli.__main__ import run
from casefiles.comparing import ByAlignment, ByFrame, ByTime, Manner, Piece, nearest, pixels
from casefiles.errors import EntryRefused, FramesUnavailable
from casefiles.keys import Signer
from casefiles.marking import Drawing, Point, Shape, _drawing, angle, drawing_words, length, values_words
from casefiles.observed import FAMILY, METHOD
from casefiles.pictures import png
from casefiles.player import FrameSource
from casefiles.propositions import FindingPlaced, Side
from casefiles.views import ExhibitId
from forensics.codec import encode
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import TimeSpan

ONE, TWO = ExhibitId("E-0001"), ExhibitId("E-0002")
WORDS = "four plain words here"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Signer]:
    """Return a case with a film and the same film encoded worse, the folder of the key, and the key."""
    folder = tmp_path_factory.mktemp("marking")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(folder / "home"))
        signer = workbench.create_key("Ada Example", WORDS)
        scene, time = Scene(width=96, height=64, seed=5), plain(Fraction(25), Fraction(1))
        good = make(folder / "good.mp4", scene, time, Encoding(gop=12)).path
        worse = make(folder / "worse.mp4", scene, time, Encoding(gop=12, quality=38)).path
        path = folder / "c.assay"
        workbench.init(path, name="c", claim="", signer=signer)
        workbench.acquire(path, (good, worse), signer=signer)
    return path, folder / "home", signer


@pytest.fixture(autouse=True)
def _home(made: tuple[Path, Path, Signer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(made[1]))
    monkeypatch.setenv("ASSAY_PASSPHRASE", WORDS)


def test_a_note_names_its_frame_by_time_and_digest(made: tuple[Path, Path, Signer]) -> None:
    path, _, signer = made
    box = Drawing(Shape.BOX, (Point(4, 5), Point(20, 30)))
    note = verbs.annotate(path, ONE, 7, text="a <b>lamp</b>", signer=signer, drawing=box)
    with verbs.frames(path, ONE) as source:
        frame = source.frame(7)
    assert (note.at.index, note.at.at, note.frame_sha256) == (7, frame.at, frame.sha256)
    assert note in verbs.notes(path, ONE).notes
    assert note not in verbs.notes(path, TWO).notes
    with Case.open(path) as case:
        assert case.events()[note.event].action == "note"
    assert length(Drawing(Shape.MEASURE, (Point(0, 0), Point(3, 4)))) == 5


@pytest.mark.parametrize(
    ("text", "drawing", "until"),
    [
        (" ", Drawing(Shape.FRAME, ()), None),
        ("x", Drawing(Shape.BOX, (Point(1, 1),)), None),
        ("x", Drawing(Shape.TEXT, (Point(96, 1),)), None),
        ("x", Drawing(Shape.RANGE, ()), 2),
    ],
)
def test_a_note_without_words_or_outside_the_frame_is_refused(
    made: tuple[Path, Path, Signer], text: str, drawing: Drawing, until: int | None
) -> None:
    with pytest.raises(EntryRefused):
        verbs.annotate(made[0], ONE, 3, text=text, signer=made[2], drawing=drawing, until=until)


def test_the_same_recipe_gives_the_same_bytes_and_verification_reads_them(made: tuple[Path, Path, Signer]) -> None:
    path, _, signer = made
    recipe = "mean:2 > denoise:3 > levels:16,235,1.2 > sharpen:1.5,0.8"
    notes = [verbs.annotate(path, ONE, 9, text="lamp", signer=signer, still=True, recipe=recipe) for _ in range(2)]
    other = verbs.annotate(path, ONE, 9, text="lamp", signer=signer, still=True)
    stills = {one.id: one for one in verbs.notes(path, ONE).stills}
    first, second, plain_one = (stills[note.still] for note in (*notes, other))
    assert first.sha256 == second.sha256 != plain_one.sha256
    assert recipe in first.recipe
    assert notes[0].frame_sha256 in first.recipe
    content = (path / first.path).read_bytes()
    assert hashlib.sha256(content).hexdigest() == first.sha256
    assert hashlib.sha256(np.asarray(Image.open(io.BytesIO(content))).tobytes()).hexdigest() in first.recipe
    found = workbench.verify(path)
    assert not found.problems
    assert found.derivatives >= 3


def test_a_still_that_was_changed_is_found_by_verification(made: tuple[Path, Path, Signer], tmp_path: Path) -> None:
    import shutil

    verbs.annotate(made[0], TWO, 1, text="lamp", signer=made[2], still=True)
    copy = tmp_path / "copy.assay"
    shutil.copytree(made[0], copy)
    still = copy / verbs.notes(copy, TWO).stills[-1].path
    still.chmod(0o644)
    still.write_bytes(still.read_bytes()[:-1] + b"x")
    assert any("derivatives" in one.place or "D-" in one.place for one in workbench.verify(copy).problems)


def test_two_exhibits_go_together_by_frame_by_time_and_by_alignment(made: tuple[Path, Path, Signer]) -> None:
    with verbs.frames(made[0], ONE) as one, verbs.frames(made[0], TWO) as two:
        from casefiles.comparing import partner

        assert partner(one, two, 5, ByFrame(2)) == 7
        assert partner(one, two, 24, ByFrame(2)) is None
        assert partner(one, two, 5, ByTime(Fraction(2, 25))) == 7
        assert partner(one, two, 5, ByTime(Fraction(-1))) is None
        assert partner(one, two, 24, ByTime(Fraction(1))) is None
        piece = Piece(Fraction(0), Fraction(1, 5), Fraction(2, 5), Fraction(1))
        assert partner(one, two, 3, ByAlignment((piece,))) == 13
        assert partner(one, two, 20, ByAlignment((piece,))) is None
        with pytest.raises(FramesUnavailable, match="no frame of the second"):
            verbs.paired_at(one, two, 24, ByFrame(2), manner=Manner.SIDE)


def test_the_difference_is_that_of_the_pixels_times_the_gain(made: tuple[Path, Path, Signer]) -> None:
    with verbs.frames(made[0], ONE) as one, verbs.frames(made[0], TWO) as two:
        first, second = pixels(one.frame(6)).astype(int), pixels(two.frame(6)).astype(int)
        found = verbs.paired_at(one, two, 6, ByFrame(), manner=Manner.DIFFERENCE, gain=4)
        side = verbs.paired_at(one, two, 6, ByFrame(), manner=Manner.SIDE)
        wipe = verbs.paired_at(one, two, 6, ByFrame(), manner=Manner.WIPE, wipe=0.25)
        same = verbs.paired_at(one, one, 6, ByFrame(), manner=Manner.DIFFERENCE)
    expected = np.abs(first - second)
    assert found.largest == expected.max() > 0
    assert (np.frombuffer(found.rgb, np.uint8).reshape(64, 96, 3) == np.minimum(expected * 4, 255)).all()
    assert (side.width, side.height) == (192, 64)
    cut = np.frombuffer(wipe.rgb, np.uint8).reshape(64, 96, 3)
    assert (cut[:, :24] == first[:, :24]).all() and (cut[:, 24:] == second[:, 24:]).all()
    assert (same.differing, same.largest, same.mean) == (0, 0, 0.0)


def test_another_size_is_reached_by_nearest_pixels_alone() -> None:
    picture = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    assert (nearest(picture, 4, 4)[::2, ::2] == picture).all()
    assert (nearest(nearest(picture, 6, 4), 2, 2) == picture).all()


def test_a_png_holds_the_pixels_it_was_given() -> None:
    rgb = bytes(range(60))
    assert Image.open(io.BytesIO(png(rgb, 5, 4))).tobytes() == rgb
    with pytest.raises(ValueError, match="no picture"):
        png(rgb, 5, 5)


def test_the_decoder_tells_vectors_and_quantisers_when_it_is_asked(made: tuple[Path, Path, Signer]) -> None:
    with Case.open(made[0]) as case:
        original = case.original(ONE)
    with FrameSource(original, name="good.mp4", marks=True) as source:
        marks = [source.frame(n).marks for n in (0, 5)]
    assert marks[0] is not None and marks[1] is not None
    assert not marks[0].vectors and "intra" in " ".join(marks[0].missing)
    assert marks[1].vectors
    assert sum(w * h for _, _, w, h, _ in marks[1].quantisers) >= 96 * 64
    assert all(0 <= qp <= 51 for *_, qp in marks[1].quantisers)
    for _ in range(2):
        with FrameSource(original, name="good.mp4", marks=True) as source:
            assert source.frame(5).marks == marks[1]
    with FrameSource(original, name="good.mp4") as source:
        assert source.frame(5).marks is None


def test_the_command_line_keeps_notes_and_holds_exhibits_together(
    made: tuple[Path, Path, Signer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(made[0])
    add = [
        "note",
        "add",
        case,
        ONE,
        "--frame",
        "2",
        "--text",
        "lamp",
        "--shape",
        "measure",
        "--at",
        "1,1",
        "--at",
        "4,5",
    ]
    assert run([*add, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["at"]["index"] == 2
    assert run(["note", "list", case]) == 0
    assert "5.00 pixels from (1, 1) to (4, 5)" in capsys.readouterr().out
    out = tmp_path / "d.png"
    assert run(["twoup", case, ONE, TWO, "--frame", "3", "--gain", "8", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differing_pixels"] > 0
    assert Image.open(io.BytesIO(out.read_bytes())).size == (96, 64)
    assert run(["twoup", case, ONE, TWO, "--frame", "3", "--offset", "soon"]) == 2
    assert run(["note", "add", case, ONE, "--frame", "2", "--text", "x", "--still", "--recipe", "enlarge:2"]) == 16


def test_the_words_of_a_note_can_be_erased_and_the_case_stays_whole(
    made: tuple[Path, Path, Signer], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _, signer = made
    note = verbs.annotate(path, TWO, 2, text="a name that must go", signer=signer)
    assert run(["erase", str(path), note.id, "--reason", "asked by the person"]) == 0
    assert note.id not in [one.id for one in verbs.notes(path, TWO).notes]
    assert not workbench.verify(path).problems
    again = verbs.annotate(path, TWO, 2, text="another", signer=signer)
    assert again.id != note.id


def test_a_layer_is_written_with_its_counterpart_and_kept_only_when_asked(
    made: tuple[Path, Path, Signer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = made[0], tmp_path / "layer.png"
    before = len(verbs.notes(path).stills)
    command = ["layer", str(path), "E-0001", "ela:90,15", "--frame", "3", "--out", str(out)]
    assert run(command) == 0
    assert "nothing rests on it" in capsys.readouterr().out
    assert Image.open(io.BytesIO(out.read_bytes())).size == (96, 64)
    assert len(verbs.notes(path).stills) == before
    assert run(command) == EntryRefused.exit_code  # the file stands already
    assert run([*command[:6], "--keep", "edges of the lamp"]) == 0
    layer, plain_ = verbs.notes(path).notes[-2:]
    stills = {one.id: one for one in verbs.notes(path).stills}
    assert "recipe ela:90,15; a layer for looking" in stills[layer.still].recipe
    assert "recipe plain:90 > ela:90,15" in stills[plain_.still].recipe
    assert stills[layer.still].sha256 != stills[plain_.still].sha256
    with Image.open(out) as written_:
        shown = verbs.layer(path, ONE, 3, "ela:90,15").made
        assert written_.tobytes() == shown.rgb


def test_what_makes_no_layer_is_refused_and_a_change_needs_a_frame_before(made: tuple[Path, Path, Signer]) -> None:
    path = made[0]
    for text in ("levels:16,235,1", "enlarge:2", ""):
        with pytest.raises(EntryRefused):
            verbs.layer(path, ONE, 3, text)
    with pytest.raises(FramesUnavailable, match="no frame 2 before frame 1"):
        verbs.layer(path, ONE, 1, "change:2,4")
    changed = np.frombuffer(verbs.layer(path, ONE, 3, "change:1,4").made.rgb, np.uint8)
    assert abs(float(np.median(changed)) - 128) <= 4


def test_a_measure_and_an_angle_keep_the_pixels_at_their_points(made: tuple[Path, Path, Signer]) -> None:
    path, _, signer = made
    corner = Drawing(Shape.ANGLE, (Point(10, 2), Point(2, 2), Point(2, 30)))
    ends = Drawing(Shape.MEASURE, (Point(4, 5), Point(90, 60)))
    with verbs.frames(path, ONE) as source:
        frame = source.frame(4)
    rgb = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height, frame.width, 3)
    for drawing in (corner, ends):
        note = verbs.annotate(path, ONE, 4, text="so far", signer=signer, drawing=drawing, still=True, recipe="veil:24")
        assert note.values == tuple(tuple(map(int, rgb[point.y, point.x])) for point in drawing.points)
        assert note.drawing == drawing
    assert angle(corner) == pytest.approx(90)
    assert angle(Drawing(Shape.ANGLE, (Point(0, 5), Point(5, 5), Point(10, 5)))) == pytest.approx(180)
    assert drawing_words(corner).startswith("90.00° at (2, 2)")
    red, green, blue = map(int, rgb[60, 90])
    assert f"(90, 60): R {red} G {green} B {blue}" in values_words(note)
    assert verbs.annotate(path, ONE, 4, text="a box", signer=signer).values == ()


def test_a_note_of_before_values_were_kept_still_opens(made: tuple[Path, Path, Signer]) -> None:
    old = Drawing(Shape.MEASURE, (Point(0, 0), Point(3, 4)))
    assert _drawing(encode(old)) == (old, ())


def test_a_note_on_a_range_is_laid_on_the_board_beside_findings(made: tuple[Path, Path, Signer]) -> None:
    path, _, signer = made
    note = verbs.annotate(path, ONE, 3, text="the lamp is still", signer=signer, until=9)
    courtroom.write_pair(path, template("unaltered"), reason="for this case", signer=signer)
    laid = Laid(Side.H2, "a lamp in the wind moves", ("there was no wind",))
    board = courtroom.place(path, "unaltered", (note.id,), laid, signer=signer)
    (placed,) = board.placements
    assert isinstance(placed.what, FindingPlaced)
    assert (placed.what.number, placed.what.method, placed.what.family) == (note.id, METHOD, FAMILY)
    _, _, offered = courtroom.board(path)
    (mine,) = [one for one in offered if one.number == note.id]
    assert isinstance(mine.finding.loci[0], TimeSpan)
    assert "Ada Example noted: the lamp is still" in mine.finding.observation
    with Case.open(path) as case:
        assert note.id not in boards.unplaced(case, "unaltered"), "a note need not be placed"
    assert not workbench.verify(path).problems
