"""Read chat exports: WhatsApp's text with its files, Telegram's `result.json`. Neither holds a digest of a file.

A file belongs to the message that names it; whether it is one that the case holds already is told by its digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from casefiles.imports.archive import Member
from casefiles.imports.found import (
    Check,
    Given,
    Outcome,
    Read,
    Role,
    is_media,
    json_of,
    mapping,
    sequence,
    string,
    text_of,
)
from casefiles.sources import ZONE_UNKNOWN
from forensics.codec import Json

MOST_MESSAGES = 1_000_000
_STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f\u00a0]?[APap]\.?[Mm]\.?)?"
_IOS = re.compile(rf"^[\u200e\u200f]*\[({_STAMP})\] ([^:]+): (.*)$")
_ANDROID = re.compile(rf"^[\u200e\u200f]*({_STAMP}) [-–] ([^:]+): (.*)$")
_ATTACHED = re.compile(r"[\u200e\u200f]*<(?:attached|Anhang|adjunto|pièce jointe)\s?: ([^<>]+)>")
_FILE_ATTACHED = re.compile(
    r"[\u200e\u200f]*(\S[^()]*?\.\w{2,5}) \((?:file attached|Datei angehängt|archivo adjunto|fichier joint)\)"
)
EDITABLE = "a chat export is plain text that anybody can edit: ask for the chat on the device itself"


def whatsapp(given: Given) -> Read | None:
    """Return what a WhatsApp export says, None where no text among the members has its form."""
    for one in given.ending(".txt"):
        if one.base != "_chat.txt" and not one.base.startswith("WhatsApp"):
            continue
        messages = list(_messages(text_of(one)))
        if messages:
            return _whatsapp(given, one, messages)
    return None


def _whatsapp(given: Given, chat: Member, messages: list[tuple[str, str, str]]) -> Read:
    found = Read("WhatsApp export")
    found.roles[chat.name] = Role.SIDECAR
    found.unchecked("integrity", EDITABLE)
    found.remarks.append(f"{len(messages)} messages, the times as the exporting device showed them, without a zone")
    by_base = {one.base: one for one in given.members.values()}
    named = set()
    for when, who, text in messages:
        attached = _ATTACHED.search(text) or _FILE_ATTACHED.search(text)
        if attached is None:
            continue
        held = by_base.get(attached.group(1).strip())
        if held is None:
            found.checks.append(
                Check(f"file {attached.group(1)[:200]}", Outcome.DIFFERS, "named in the chat, not given")
            )
            continue
        named.add(held.name)
        words = _ATTACHED.sub("", _FILE_ATTACHED.sub("", text)).strip()
        found.roles[held.name] = Role.MEDIA if is_media(held.name) else Role.UNKNOWN
        found.state(
            held.name, [("platform", "WhatsApp"), ("sender", who), ("seen_elsewhere", f"sent {when}"), ("text", words)]
        )
    _rest(given, found, named)
    return found


def _messages(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (time as shown, who, words); a line without a time goes on with the message before."""
    last: tuple[str, str, str] | None = None
    for number, line in enumerate(text.split("\n")):
        if number >= MOST_MESSAGES:
            break
        start = _IOS.match(line.rstrip("\r")) or _ANDROID.match(line.rstrip("\r"))
        if start is None:
            if last is not None and len(last[2]) < 100_000:
                last = (last[0], last[1], f"{last[2]}\n{line.rstrip()}")
            continue
        if last is not None:
            yield last
        last = (start.group(1), start.group(2).strip(), start.group(3))
    if last is not None:
        yield last


def telegram(given: Given) -> Read | None:
    """Return what Telegram Desktop's JSON export says, None where there is none."""
    for one in given.ending(".json"):
        said = mapping(json_of(one))
        chats = [said, *(mapping(each) for each in sequence(mapping(said.get("chats")).get("list")))]
        chats = [chat for chat in chats if isinstance(chat.get("messages"), list)]
        if chats:
            return _telegram(given, one, chats)
    return None


def _telegram(given: Given, sidecar: Member, chats: list[Mapping[str, Json]]) -> Read:
    found = Read("Telegram export")
    found.roles[sidecar.name] = Role.SIDECAR
    found.unchecked("integrity", EDITABLE)
    folder = sidecar.name[: -len(sidecar.base)]
    named = set()
    for chat in chats:
        for message in (mapping(each) for each in sequence(chat.get("messages"))[:MOST_MESSAGES]):
            path = string(message.get("file")) or string(message.get("photo"))
            if not path:
                continue
            held = given.members.get(f"{folder}{path}")
            if held is None:
                found.checks.append(Check(f"file {path[:200]}", Outcome.DIFFERS, "named in the export, not given"))
                continue
            named.add(held.name)
            found.roles[held.name] = Role.MEDIA
            found.state(held.name, _telegram_values(chat, message))
            _size(found, held, message)
    _rest(given, found, named)
    return found


def _size(found: Read, held: Member, message: Mapping[str, Json]) -> None:
    size = message.get("file_size") if message.get("file") else message.get("photo_file_size")
    if not isinstance(size, int):
        found.unchecked(f"size of {held.name}", "the export states none")
        return
    detail = "" if size == held.size else f"{size} / {held.size}"
    found.checks.append(Check(f"size of {held.name}", Outcome.DIFFERS if detail else Outcome.SAME, detail))


def _telegram_values(chat: Mapping[str, Json], message: Mapping[str, Json]) -> list[tuple[str, object]]:
    text = message.get("text")
    parts = text if isinstance(text, list) else [text]
    words = "".join(string(one) or string(mapping(one).get("text")) for one in parts)
    identity = string(message.get("from_id"))
    stated = string(message.get("date_unixtime"))
    moment = datetime.fromtimestamp(int(stated), UTC).isoformat() if stated.isdecimal() and len(stated) < 11 else ""
    local = string(message.get("date"))
    return [
        ("platform", "Telegram"),
        ("account", string(chat.get("name")) or string(message.get("from"))),
        ("account_id", identity or chat.get("id")),
        ("sender", message.get("from")),
        ("text", words),
        ("posted", moment or (f"{local}{ZONE_UNKNOWN}" if _is_time(local) else "")),
    ]


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rest(given: Given, found: Read, named: set[str]) -> None:
    others = [name for name in given.members if name not in named and is_media(name)]
    for name in others:
        found.roles[name] = Role.MEDIA
    if others:
        found.remarks.append(f"{len(others)} files are named by no message")
