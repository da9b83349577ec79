"""Each import is recognised by its content, held against its own marks, kept whole, and every member is listed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casefiles import importing, sources, vault, verification
from casefiles.case import Case
from casefiles.importing import Import
from casefiles.imports.found import Outcome
from casefiles.views import ExhibitId, Provided, Watcher
from tests.casefiles.conftest import fill
from tests.casefiles.imports import making

SILENT = Watcher()


def take(case: Case, path: Path) -> Import:
    made = importing.take(case, path, provided=Provided(), watcher=SILENT)
    assert verification.verify(case, SILENT).problems == ()
    assert importing.imports(case)[-1] == made
    return made


def exhibit_of(made: Import, ending: str) -> ExhibitId:
    return ExhibitId(next(one.exhibit for one in made.members if one.name.endswith(ending)))


def record(case: Case, exhibit: ExhibitId) -> dict[str, str]:
    return {one.field: one.value for one in sources.standing(case, exhibit)}


def test_ytdlp_output_is_kept_with_its_post_and_its_size_compared(case: Case, tmp_path: Path) -> None:
    made = take(case, making.ytdlp(tmp_path))
    assert (made.kind, made.differs) == ("yt-dlp", ())
    assert {one.role for one in made.members} == {
        "media",
        "describes the media",
        "subtitles",
        "not known: kept and listed",
    }
    assert all(one.exhibit for one in made.members)
    said = record(case, exhibit_of(made, ".mp4"))
    assert said["post_url"] == "https://www.youtube.com/watch?v=abc"
    assert said["posted"] == "2026-03-01T12:00:00+00:00"
    assert said["engagement"].startswith("views 12, likes 3 at 2026-03-01T13:00:00")


def test_a_merged_download_is_said_to_be_a_remux(case: Case, tmp_path: Path) -> None:
    made = take(case, making.ytdlp(tmp_path, merged=True))
    assert [one.outcome for one in made.checks] == [Outcome.NOT_CHECKED]
    assert "remux" in made.checks[0].detail


def test_a_size_that_is_not_the_platforms_is_said(case: Case, tmp_path: Path) -> None:
    assert len(take(case, making.ytdlp(tmp_path, size=99)).differs) == 1


def test_an_import_replaces_nothing_that_a_person_stated(case: Case, tmp_path: Path) -> None:
    path = making.ytdlp(tmp_path)
    exhibit = vault.acquire(case, tmp_path / "Rain [abc].mp4", Provided()).exhibit.id
    sources.enter(case, exhibit, [sources.parse("account=the person who filmed")])
    made = take(case, path)
    assert exhibit_of(made, ".mp4") == exhibit
    assert record(case, exhibit)["account"] == "the person who filmed"
    assert record(case, exhibit)["platform"] == "Youtube"


def test_a_proofmode_bundle_holds_by_its_signatures_and_digests(case: Case, tmp_path: Path) -> None:
    made = take(case, making.proofmode(tmp_path / "proof.zip"))
    assert (made.kind, made.differs) == ("ProofMode", ())
    same = [one.what for one in made.checks if one.outcome is Outcome.SAME]
    assert sum("OpenPGP" in what for what in same) == 2
    assert made.container == "E-0001"
    assert record(case, exhibit_of(made, "clip.mp4"))["device"] == "Acme"
    assert "HowToVerifyProofData.txt" in {one.name for one in made.members}


@pytest.mark.parametrize("media", [making.CLIP[:-1] + b"?", b""])
def test_a_proofmode_bundle_whose_media_was_changed_is_found(case: Case, tmp_path: Path, media: bytes) -> None:
    made = take(case, making.proofmode(tmp_path / "proof.zip", media=media))
    assert any("digest" in one.what for one in made.differs)


def test_autoarchiver_output_is_compared_with_its_hashes_and_the_signed_text_is_rebuilt(
    case: Case, tmp_path: Path
) -> None:
    made = take(case, making.autoarchiver(tmp_path / "item.zip"))
    assert (made.kind, made.differs) == ("auto-archiver", ())
    assert sum(one.outcome is Outcome.SAME for one in made.checks) == 3
    assert record(case, exhibit_of(made, "clip.mp4"))["post_url"] == "https://x.example/1"


def test_autoarchiver_output_that_was_changed_is_found(case: Case, tmp_path: Path) -> None:
    assert take(case, making.autoarchiver(tmp_path / "a.zip", media=making.CLIP + b"!")).differs
    assert take(case, making.autoarchiver(tmp_path / "b.zip", hashes="0" * 64)).differs


def test_a_warc_gives_its_media_with_address_and_time(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(making.warc())
    made = take(case, path)
    assert (made.kind, made.differs) == ("WARC", ())
    exhibit = exhibit_of(made, "clip.mp4")
    assert case.row(exhibit).sha256 == making.digest(making.CLIP)
    assert record(case, exhibit)["post_url"] == making.URL
    assert made.checks[0].what == "records of crawl.warc.gz: 2 digests hold, 0 do not, 0 state none"


def test_a_warc_whose_record_was_changed_or_cut_is_found(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(making.warc(damage=True))
    assert "https://example.org/" in take(case, path).differs[0].what
    cut = tmp_path / "cut.warc"
    cut.write_bytes(path.read_bytes()[:1500])
    assert take(case, cut).differs


def test_a_wacz_holds_by_digests_and_its_anonymous_signature(case: Case, tmp_path: Path) -> None:
    made = take(case, making.wacz(tmp_path / "page.wacz"))
    assert (made.kind, made.differs) == ("WACZ 1.1.1", ())
    assert any("anonymous" in one.what and one.outcome is Outcome.SAME for one in made.checks)
    assert exhibit_of(made, "clip.mp4")


def test_a_wacz_whose_member_was_changed_is_found(case: Case, tmp_path: Path) -> None:
    made = take(case, making.wacz(tmp_path / "page.wacz", tamper=True, sign=False))
    assert [one.what for one in made.differs] == ["sha256 of pages/pages.jsonl"]


def test_har_and_mhtml_give_their_media_and_say_that_they_hold_no_digest(case: Case, tmp_path: Path) -> None:
    for made, kind in (
        (take(case, making.har(tmp_path / "page.har")), "HAR"),
        (take(case, making.mhtml(tmp_path / "page.mhtml")), "MHTML"),
    ):
        assert made.kind == kind
        assert made.checks[0].outcome is Outcome.NOT_CHECKED
        assert case.row(exhibit_of(made, "clip.mp4")).sha256 == making.digest(making.CLIP)


def test_a_whatsapp_export_ties_files_to_messages_and_to_what_the_case_holds(case: Case, tmp_path: Path) -> None:
    held = tmp_path / "held.mp4"
    held.write_bytes(making.CLIP)
    exhibit = vault.acquire(case, held, Provided()).exhibit.id
    made = take(case, making.whatsapp(tmp_path / "WhatsApp Chat.zip"))
    assert made.kind == "WhatsApp export"
    video = next(one for one in made.members if one.name.endswith(".mp4"))
    assert (video.exhibit, video.remark) == (exhibit, "the case held the same content already")
    assert [one.what for one in made.differs] == ["file gone.mp4"]
    assert record(case, exhibit)["sender"] == "Omar"


def test_a_telegram_export_ties_files_to_posts_and_follows_no_path_out_of_it(case: Case, tmp_path: Path) -> None:
    made = take(case, making.telegram(tmp_path / "export"))
    assert made.kind == "Telegram export"
    assert [one.what for one in made.differs] == ["file ../../photo.jpg"]
    said = record(case, exhibit_of(made, "clip.mp4"))
    assert (said["text"], said["posted"]) == ("it rains", "2026-03-01T12:00:00+00:00")


def test_a_list_of_digests_is_held_against_the_files_that_it_names(case: Case, tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(making.CLIP)
    listed = tmp_path / "SHA256SUMS"
    md5 = hashlib.md5(making.CLIP, usedforsecurity=False).hexdigest()
    listed.write_text(f"{making.digest(making.CLIP)}  clip.mp4\nMD5 (clip.mp4) = {md5}\n{'0' * 64} *gone.mp4\n")
    made = take(case, listed)
    assert made.kind == "list of digests"
    assert [one.outcome for one in made.checks] == [Outcome.SAME, Outcome.SAME, Outcome.NOT_CHECKED]


def test_what_is_not_recognised_is_kept_and_listed(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "odd.bin").write_bytes(b"\x00odd")
    (folder / "clip.c2pa").write_bytes(b"\x00\x00\x00\x08jumb")
    made = take(case, folder)
    assert made.kind == "files"
    assert {one.name: one.role for one in made.members} == {
        "clip.c2pa": "describes the media",
        "odd.bin": "not known: kept and listed",
    }
    assert "C2PA" in made.remarks[0]


def test_imports_stand_in_the_report(case: Case, clip: Path, tmp_path: Path) -> None:
    from casefiles.report import json as report_json
    from casefiles.report.document import build
    from casefiles.report.layout import lay_out
    from casefiles.report.persons import gather

    fill(case, clip)
    take(case, making.proofmode(tmp_path / "proof.zip"))
    document = build(case, persons=gather(case))
    assert report_json.read(report_json.render(document)) == document
    assert "Imports" in {section.title for section in lay_out(document).sections}
