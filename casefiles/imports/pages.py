"""Read a page saved with what it loaded: HAR (http archive 1.2) and MHTML (RFC 2557). Neither holds a digest."""

from __future__ import annotations

import base64
import binascii
import email
import email.message
import email.policy
import io
from urllib.parse import unquote, urlsplit

from casefiles.imports.archive import Member, write_member
from casefiles.imports.found import Check, Given, Outcome, Read, Role, json_of, mapping, octets_of, sequence, string
from casefiles.imports.times import with_zone

MOST_ENTRIES = 100_000
MOST_PAYLOADS = 2_000
MEDIA_TYPES = ("video/", "audio/", "image/")
_NO_DIGEST = "the format holds no digest or signature: anybody can have edited it"


def har(given: Given) -> Read | None:
    """Return what a HAR says, None where what was given is none."""
    one = given.single()
    if one is None or not _starts(one, b"{"):
        return None
    log = mapping(mapping(json_of(one)).get("log"))
    if "entries" not in log or "version" not in log:
        return None
    found = Read("HAR")
    found.roles[one.name] = Role.PAGE
    found.unchecked("integrity", _NO_DIGEST)
    creator = mapping(log.get("creator"))
    tool = " ".join(filter(None, ("HAR by", string(creator.get("name")), string(creator.get("version")))))
    for entry in (mapping(each) for each in sequence(log.get("entries"))[:MOST_ENTRIES]):
        content = mapping(mapping(entry.get("response")).get("content"))
        url = string(mapping(entry.get("request")).get("url"))
        if not string(content.get("mimeType")).lower().startswith(MEDIA_TYPES) or len(found.made) >= MOST_PAYLOADS:
            continue
        payload = _payload(string(content.get("text")), string(content.get("encoding")))
        if not payload:
            found.unchecked(f"body of {url}", "the HAR does not hold it")
            continue
        made = _keep(given, found, url, payload)
        size = content.get("size")
        outcome = Outcome.SAME if size == made.size else Outcome.DIFFERS
        found.checks.append(
            Check(f"size of the body of {url}", outcome, "" if size == made.size else f"{size} / {made.size}")
        )
        captured = with_zone(string(entry.get("startedDateTime")))
        found.state(made.name, [("post_url", url), ("captured", captured), ("capture_tool", tool)])
    return found


def mhtml(given: Given) -> Read | None:
    """Return what an MHTML page says, None where what was given is none."""
    one = given.single()
    if one is None or not _is_mhtml(one):
        return None
    found = Read("MHTML")
    found.roles[one.name] = Role.PAGE
    found.unchecked("integrity", _NO_DIGEST)
    page = email.message_from_bytes(octets_of(one), policy=email.policy.compat32)
    url, date = _header(page, "Snapshot-Content-Location"), _header(page, "Date")
    found.remarks.append(f"page {url or 'without an address'}, saved {date or 'without a date'}")
    for part in page.walk():
        if not part.get_content_type().startswith(MEDIA_TYPES) or len(found.made) >= MOST_PAYLOADS:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            made = _keep(given, found, _header(part, "Content-Location"), payload)
            found.state(
                made.name,
                [("post_url", url), ("seen_elsewhere", _header(part, "Content-Location")), ("capture_tool", "MHTML")],
            )
    return found


def _starts(member: Member, sign: bytes) -> bool:
    with member.path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(sign)


def _is_mhtml(member: Member) -> bool:
    with member.path.open("rb") as file:
        start = file.read(8192).lower()
    head = start.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    return b"mime-version:" in head and b"multipart/related" in head


def _payload(text: str, encoding: str) -> bytes:
    if encoding != "base64":
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _keep(given: Given, found: Read, url: str, payload: bytes) -> Member:
    last = unquote(urlsplit(url).path if url.startswith("http") else "").rsplit("/", 1)[-1]
    base = "".join(sign for sign in last if sign.isalnum() or sign in "._-")[:80].lstrip(".") or "payload"
    name = f"payload/{len(found.made) + 1:05d}/{base}"
    made = write_member(name, len(found.made), io.BytesIO(payload), given.scratch / "page", len(payload))
    found.made.append(made)
    found.roles[made.name] = Role.MEDIA
    return made


def _header(part: email.message.Message, name: str) -> str:
    value = part.get(name)
    return " ".join(str(value).split())[:4000] if value is not None else ""
