"""A custody event: its canonical bytes, its signature, its leaf, and the strict way back from bytes."""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from json import JSONDecoder, JSONEncoder

from casefiles.keys import Signer, key_id
from casefiles.merkle import leaf_hash
from forensics.codec import Json, clean_text

VERSION = 1
EVENT_TYPE = "application/vnd.assay.event+json"
KEY_TYPE = "application/vnd.assay.key-possession"
BAD_SIGNATURE = "the signature is not good"
NO_LEAF = "0" * 64
"""``prev`` of the first event."""
LONGEST = 8 * 1024 * 1024
LARGEST_INTEGER = 2**53 - 1
_FIELDS: Mapping[str, type] = {
    "v": int,
    "case": str,
    "seq": int,
    "prev": str,
    "actor": dict,
    "at": str,
    "clock": str,
    "machine": str,
    "tool": str,
    "action": str,
    "item": str,
    "reason": str,
    "authority": str,
    "change": str,
    "body": dict,
}
_KINDS = [_FIELDS[name] for name in sorted(_FIELDS)]
_ACTOR = {"name", "key"}


DECISIVE = frozenset({"key.enrol", "key.revoke", "takeover", "custody.offer", "custody.accept", "custody.refuse"})
"""Acts on which later events rest: their signatures are checked before anything is taken from them."""


class EventRefused(ValueError):
    """Bytes are no custody event, or not one in its place."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: action, item, why, under which authority, and an unavoidable change if there was one."""

    action: str
    item: str = ""
    reason: str = ""
    authority: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which log an event stands, and when and in which clock state it was made."""

    case: str
    seq: int
    prev: str
    at: str
    clock: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is stored: the canonical bytes and the signature over them."""

    canon: bytes
    signature: bytes

    @property
    def leaf(self) -> bytes:
        """Return SHA-256(0x00 || event || signature), the RFC 6962 leaf hash."""
        return leaf_hash(self.canon + self.signature)


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is read back."""

    place: Place
    act: Act
    actor: str
    key: str
    machine: str
    tool: str
    body: Mapping[str, Json]


def pae(kind: str, body: bytes) -> bytes:
    """Return the pre-authentication encoding of DSSE v1.0.2: the bytes that are signed."""
    encoded = kind.encode()
    return b"DSSEv1 %d %s %d %s" % (len(encoded), encoded, len(body), body)


def write(place: Place, act: Act, body: Mapping[str, Json], signer: Signer) -> Entry:
    """Return the signed entry of an act; raise EventRefused for a body that has no canonical form."""
    fields: dict[str, Json] = {
        "v": VERSION,
        "case": place.case,
        "seq": place.seq,
        "prev": place.prev,
        "actor": {"name": signer.name, "key": signer.key_id},
        "at": place.at,
        "clock": place.clock,
        "machine": machine(),
        "tool": tool(),
        "action": act.action,
        "item": act.item,
        "reason": act.reason,
        "authority": act.authority,
        "change": act.change,
        "body": body if type(body) is dict else dict(body),
    }
    try:
        _require_exact(fields["body"])  # the others are texts and two small numbers
        canon = _canonical(fields)
    except EventRefused:
        canon = canonical(_storable(fields))
    if len(canon) > LONGEST:
        raise EventRefused(f"an event of {len(canon)} bytes; at most {LONGEST} are allowed")
    return Entry(canon, signer.sign(pae(EVENT_TYPE, canon)))


def read(canon: bytes) -> Event:
    """Return the event that canonical bytes state; raise EventRefused for anything else."""
    fields = fields_of(canon)
    name, key = actor_of(fields)
    text = {name: value for name, value in fields.items() if isinstance(value, str)}
    body, seq = fields["body"], fields["seq"]
    if not isinstance(body, dict) or not isinstance(seq, int):  # pragma: no cover - _fields saw to it
        raise EventRefused("not an event")
    return Event(
        Place(text["case"], seq, text["prev"], text["at"], text["clock"]),
        Act(text["action"], text["item"], text["reason"], text["authority"], text["change"]),
        name,
        key,
        text["machine"],
        text["tool"],
        body,
    )


def check_signature(entry: Entry, public: bytes) -> None:
    """Raise EventRefused unless the entry was signed with the private part of ``public``."""
    _check(public, entry.signature, pae(EVENT_TYPE, entry.canon), BAD_SIGNATURE)


def prove_possession(case: str, signer: Signer) -> str:
    """Return in hex the signature by which a key shows, for one case, that somebody holds its private part."""
    return signer.sign(pae(KEY_TYPE, case.encode() + signer.public)).hex()


def check_possession(case: str, public: bytes, proof: str) -> None:
    """Raise EventRefused unless ``proof`` was made by the holder of ``public`` for this case."""
    try:
        signature = bytes.fromhex(proof)
    except ValueError:
        raise EventRefused("the proof of possession is not hex") from None
    _check(public, signature, pae(KEY_TYPE, case.encode() + public), "the proof of possession is not good")


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 form; raise EventRefused for what has none here (floats, large integers).

    For all but names beyond the surrogates it is what orjson writes, a hundred times faster than rfc8785.
    """
    _require_exact(value)
    return _canonical(value)


def _canonical(value: Json) -> bytes:
    """Return the form of what holds exact numbers only."""
    import orjson

    try:
        raw = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:  # lone surrogates, or so deep that only the library's encoder goes there
        return _slowly(value)
    return raw if raw.isascii() or not any(lead in raw for lead in _BEYOND_IN_BYTES) else _by_units(value)


def _slowly(value: Json) -> bytes:
    try:
        text = _encode(value)
        return text.encode() if _sorts_alike(text) else _by_units(value)
    except (UnicodeEncodeError, RecursionError) as error:
        raise EventRefused(f"no canonical form: {error}") from None


def _by_units(value: Json) -> bytes:
    import rfc8785

    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        raise EventRefused(f"no canonical form: {error}") from None


def public_key(body: Mapping[str, Json]) -> tuple[str, str, bytes]:
    """Return name, key id and public bytes that a body enrols; raise EventRefused where it enrols none."""
    enrolled = body.get("enrol")
    if not isinstance(enrolled, dict):
        raise EventRefused("no key is enrolled")
    try:
        public = bytes.fromhex(_text(enrolled.get("public")))
    except ValueError:
        raise EventRefused("the public key is not hex") from None
    if len(public) != 32 or key_id(public) != enrolled.get("key"):
        raise EventRefused("the key id is not the SHA-256 of the public key")
    return _text(enrolled.get("name")), key_id(public), public


@cache
def tool() -> str:
    """Return the name and version of this program."""
    from importlib.metadata import version

    return f"assay {version('assay')}"


@cache
def machine() -> str:
    """Return in words which machine and system this is."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"{platform.node()}; {system}; Python {platform.python_version()}"


def actor_of(fields: Mapping[str, Json]) -> tuple[str, str]:
    """Return name and key id of who signed; raise EventRefused where the fields do not say it."""
    actor = fields["actor"]
    if not isinstance(actor, dict) or actor.keys() != _ACTOR:
        raise EventRefused("the actor is not a name and a key")
    return _text(actor["name"]), _text(actor["key"])


def fields_of(canon: bytes) -> dict[str, Json]:
    """Return the fields of an event, each of its kind, from its canonical bytes; raise EventRefused otherwise."""
    fields = _good_fields(canon)
    return _slow_fields(canon) if fields is None else fields


def _good_fields(canon: bytes) -> dict[str, Json] | None:
    """Return the fields of an event with which all is well; None leaves it to the slow way to say what is wrong."""
    import orjson

    if len(canon) > LONGEST:
        return None
    try:
        fields = orjson.loads(canon)
        if type(fields) is not dict or canonical(fields) != canon:
            return None
    except (ValueError, EventRefused):  # JSONDecodeError is a ValueError
        return None
    well = fields.keys() == _FIELDS.keys() and [*map(type, fields.values())] == _KINDS and fields["v"] == VERSION
    return fields if well else None


def _slow_fields(canon: bytes) -> dict[str, Json]:
    try:
        text = canon.decode()
        fields = _parsed(text)
    except (ValueError, RecursionError) as error:  # CodecError and UnicodeDecodeError are ValueErrors
        raise EventRefused(f"the bytes are not JSON: {error}") from None
    if not isinstance(fields, dict) or fields.keys() != _FIELDS.keys():
        raise EventRefused("the fields are not those of an event")
    if [*map(type, fields.values())] != _KINDS:  # in order, as the canonical form has them
        for name, kind in _FIELDS.items():
            if type(fields[name]) is not kind:
                raise EventRefused(f"the field {name} is not of its kind")
    if fields["v"] != VERSION:
        raise EventRefused(f"version {fields['v']} of events is not known")
    if not _is_canonical(text, fields):
        raise EventRefused("the bytes are not in canonical form")
    return fields


def _parsed(text: str) -> Json:
    """Return strict JSON; names that stand twice are found by the comparison with the canonical form."""
    if len(text) > LONGEST:
        raise EventRefused(f"{len(text)} characters; at most {LONGEST} are allowed")
    value: Json = _decode(text)
    return value


def _is_canonical(text: str, fields: Json) -> bool:
    """Compare with RFC 8785, which for texts and integers is what the library's encoder writes."""
    try:
        return (_encode(fields) if _sorts_alike(text) else canonical(fields).decode()) == text
    except RecursionError:
        return False


def _sorts_alike(text: str) -> bool:
    """Return whether names sort the same by code point and, as RFC 8785 asks, by UTF-16 units."""
    return text.isascii() or _BEYOND(text) is None


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        raise EventRefused("an integer beyond 2^53")
    return int(digits)


def _refuse(number: str) -> int:
    raise EventRefused(f"a floating-point number: {number[:40]}")


_BEYOND = re.compile("[\ud800-\U0010ffff]").search
_BEYOND_IN_BYTES = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
"""First bytes, in UTF-8, of characters beyond U+FFFF: without one, names sort by UTF-16 units as by code points."""
_encode = JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")).encode
_decode = JSONDecoder(parse_int=_whole, parse_float=_refuse, parse_constant=_refuse).decode


def _check(public: bytes, signature: bytes, signed: bytes, complaint: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        raise EventRefused(complaint) from None


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise EventRefused("a text is missing")
    return value


def _storable(value: Json) -> Json:
    """Return the value with lone surrogates written out, so that it can be UTF-8."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(name): _storable(item) for name, item in value.items()}
    return value


def _require_exact(value: Json) -> None:
    """Walk without recursion: a float and a large integer have many spellings, so neither stands in an event."""
    waiting: list[Json] = [value]
    for item in waiting:  # which grows meanwhile, by all but texts
        if isinstance(item, dict):
            waiting += [one for one in item.values() if type(one) is not str]
        elif isinstance(item, list):
            waiting += [one for one in item if type(one) is not str]
        elif isinstance(item, float):
            raise EventRefused(f"{item!r} is a floating-point number: write it as text or as a ratio")
        elif isinstance(item, int) and abs(item) > LARGEST_INTEGER:
            raise EventRefused(f"no canonical form: {item!r} is an integer beyond 2^53")
