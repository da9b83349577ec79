"""Read what yt-dlp wrote: `NAME.info.json` with its media and subtitles.

yt-dlp writes no digest. What it merged or fixed up after the download is no longer what the platform sent, and that is
said. Field names: github.com/yt-dlp/yt-dlp, README "Output template", read 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from casefiles.imports.archive import Member
from casefiles.imports.found import Check as Done
from casefiles.imports.found import Given, Outcome, Read, Role, is_media, json_of, mapping, sequence, string
from forensics.codec import Json

ENDING = ".info.json"
SUBTITLES = (".srt", ".vtt", ".ttml", ".srv3", ".json3")


def read(given: Given) -> Read | None:
    """Return what yt-dlp's files say, None where there is no `.info.json` of yt-dlp among them."""
    known = [(one, mapping(json_of(one))) for one in given.ending(ENDING)]
    known = [(one, said) for one, said in known if "extractor" in said and "id" in said]
    if not known:
        return None
    found = Read("yt-dlp")
    for sidecar, said in known:
        _one(given, found, sidecar, said)
    return found


def _one(given: Given, found: Read, sidecar: Member, said: Mapping[str, Json]) -> None:
    found.roles[sidecar.name] = Role.SIDECAR
    stem = sidecar.name[: -len(ENDING)]
    beside = [one for name, one in given.members.items() if name.startswith(f"{stem}.") and one is not sidecar]
    films = [one for one in beside if is_media(one.name) and not one.name.lower().endswith((".jpg", ".png", ".webp"))]
    for one in beside:
        if one.name.lower().endswith(SUBTITLES):
            found.roles[one.name] = Role.SUBTITLES
            if films:
                found.about[one.name] = films[0].name
        elif is_media(one.name):
            found.roles[one.name] = Role.MEDIA
    for film in films:
        found.state(film.name, _values(said))
        _size(found, film, said)
    if not films:
        found.remarks.append(f"{sidecar.base}: its media is not there")


def _size(found: Read, film: Member, said: Mapping[str, Json]) -> None:
    parts = sequence(said.get("requested_formats"))
    if len(parts) > 1:
        found.unchecked(
            f"size of {film.base}",
            f"{len(parts)} streams were merged on the machine that downloaded: digest and size are of that remux, "
            "not of what the platform sent",
        )
        return
    size = said.get("filesize")
    if not isinstance(size, int):
        found.unchecked(f"size of {film.base}", "the platform stated none; yt-dlp writes no digest")
        return
    outcome = Outcome.SAME if size == film.size else Outcome.DIFFERS
    why = "" if outcome is Outcome.SAME else f"{size} / {film.size}; a fix-up after the download also does that"
    found.checks.append(Done(f"size of {film.base} against the one that the platform stated", outcome, why))


def _values(said: Mapping[str, Json]) -> list[tuple[str, object]]:
    version = mapping(said.get("_version"))
    tool = " ".join(filter(None, ("yt-dlp", string(version.get("version")), string(said.get("format_id")))))
    counts = (
        ("views", "view_count"),
        ("likes", "like_count"),
        ("reposts", "repost_count"),
        ("comments", "comment_count"),
    )
    seen = [f"{label} {said[key]}" for label, key in counts if isinstance(said.get(key), int)]
    captured = _time(said.get("epoch"))
    return [
        ("post_url", said.get("webpage_url") or said.get("original_url")),
        ("platform", said.get("extractor_key") or said.get("extractor")),
        ("account", said.get("uploader") or said.get("channel")),
        ("account_id", said.get("uploader_id") or said.get("channel_id")),
        ("text", said.get("title")),
        ("caption", said.get("description")),
        ("posted", _time(said.get("timestamp")) or _day(string(said.get("upload_date")))),
        ("captured", captured),
        ("capture_tool", tool),
        ("rights", said.get("license")),
        ("engagement", f"{', '.join(seen)}{f' at {captured}' if captured else ''}" if seen else ""),
    ]


def _time(value: Json) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    try:
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return ""


def _day(value: str) -> str:
    digits = value if len(value) == 8 and value.isdecimal() else ""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]} zone unknown" if digits else ""
