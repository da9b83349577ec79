"""Custody events: canonical, signed over DSSE's encoding, and read back strictly."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from casefiles import custody
from casefiles.custody import Act, Entry, EventRefused, Place
from casefiles.keys import Signer
from forensics.codec import Json

PLACE = Place("case-1", 3, "ab" * 32, "2026-03-01T12:00:00.000000Z", "synchronised")
ACT = Act("acquire", "E-0001", "asked by the desk", "editor", "")
BODIES = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(body=BODIES)
def test_what_is_written_is_read_back(jane: Signer, body: dict[str, Json]) -> None:
    entry = custody.write(PLACE, ACT, body, jane)
    event = custody.read(entry.canon)
    custody.check_signature(entry, jane.public)
    assert (event.place, event.act, event.actor, event.key) == (PLACE, ACT, jane.name, jane.key_id)
    assert event.body == body
    assert rfc8785.dumps(json.loads(entry.canon)) == entry.canon


def test_the_leaf_can_be_made_with_sha256_alone(jane: Signer) -> None:
    entry = custody.write(PLACE, ACT, {}, jane)
    assert entry.leaf == sha256(b"\0" + entry.canon + entry.signature).digest()


def test_what_is_signed_is_the_encoding_of_dsse() -> None:
    # The example of the DSSE protocol description.
    assert custody.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_lone_surrogates_are_written_out(jane: Signer) -> None:
    entry = custody.write(PLACE, Act("note", "\udcff"), {"name\udc80": ["\ud800"]}, jane)
    event = custody.read(entry.canon)
    assert event.act.item == "\\udcff"
    assert event.body == {"name\\udc80": ["\\ud800"]}


@pytest.mark.parametrize("value", [0.5, [1.0], {"a": [{"b": 0.0}]}])
def test_a_floating_point_number_stands_in_no_event(jane: Signer, value: Json) -> None:
    with pytest.raises(EventRefused, match="floating-point"):
        custody.write(PLACE, ACT, {"value": value}, jane)


def test_an_integer_too_large_for_json_stands_in_no_event(jane: Signer) -> None:
    with pytest.raises(EventRefused, match="canonical"):
        custody.write(PLACE, ACT, {"value": 2**60}, jane)


def test_an_event_has_a_largest_size(jane: Signer) -> None:
    with pytest.raises(EventRefused, match="at most"):
        custody.write(PLACE, ACT, {"value": "x" * (custody.LONGEST + 1)}, jane)


def test_another_key_did_not_sign_it(jane: Signer, omar: Signer) -> None:
    with pytest.raises(EventRefused, match="signature"):
        custody.check_signature(custody.write(PLACE, ACT, {}, jane), omar.public)


@given(data=st.data())
def test_one_changed_byte_of_an_event_is_refused(jane: Signer, data: st.DataObject) -> None:
    entry = custody.write(PLACE, ACT, {"size": 7}, jane)
    place = data.draw(st.integers(0, len(entry.canon) - 1))
    flip = data.draw(st.integers(1, 255))
    canon = entry.canon[:place] + bytes([entry.canon[place] ^ flip]) + entry.canon[place + 1 :]
    with pytest.raises(EventRefused):
        custody.check_signature(Entry(canon, entry.signature), jane.public)


def _fields(jane: Signer) -> dict[str, Json]:
    fields: dict[str, Json] = json.loads(custody.write(PLACE, ACT, {}, jane).canon)
    return fields


@pytest.mark.parametrize("field", ["v", "case", "seq", "prev", "actor", "at", "clock", "body", "reason"])
def test_an_event_without_one_of_its_fields_is_refused(jane: Signer, field: str) -> None:
    fields = _fields(jane)
    del fields[field]
    with pytest.raises(EventRefused, match="fields"):
        custody.read(rfc8785.dumps(fields))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seq", "3"),
        ("seq", True),
        ("case", 1),
        ("body", []),
        ("actor", "Jane"),
        ("actor", {"name": "Jane"}),
        ("actor", {"name": 1, "key": "k"}),
        ("v", 2),
    ],
)
def test_a_field_of_another_kind_is_refused(jane: Signer, field: str, value: Json) -> None:
    with pytest.raises(EventRefused):
        custody.read(rfc8785.dumps({**_fields(jane), field: value}))


def test_other_spellings_of_the_same_event_are_refused(jane: Signer) -> None:
    with pytest.raises(EventRefused, match="canonical form"):
        custody.read(json.dumps(_fields(jane)).encode())


@pytest.mark.parametrize("canon", [b"", b"\xff", b"[]", b"{", b'{"a":1,"a":1}', b"NaN", b"[" * 100_000])
def test_what_is_no_event_is_refused(canon: bytes) -> None:
    with pytest.raises(EventRefused):
        custody.read(canon)


def test_a_float_in_stored_bytes_is_refused(jane: Signer) -> None:
    canon = custody.write(PLACE, ACT, {"a": 1}, jane).canon.replace(b'{"a":1}', b'{"a":1.5}')
    with pytest.raises(EventRefused, match="floating-point"):
        custody.read(canon)


def test_a_key_proves_that_somebody_holds_it(jane: Signer, omar: Signer) -> None:
    proof = custody.prove_possession("case-1", omar)
    custody.check_possession("case-1", omar.public, proof)
    for case, public, said in (
        ("case-2", omar.public, proof),
        ("case-1", jane.public, proof),
        ("case-1", omar.public, "zz"),
    ):
        with pytest.raises(EventRefused, match="possession"):
            custody.check_possession(case, public, said)


@pytest.mark.parametrize(
    "enrolled",
    [
        None,
        "x",
        {},
        {"public": 1},
        {"public": "zz"},
        {"public": "00" * 31},
        {"public": "00" * 32, "key": "1", "name": "n"},
    ],
)
def test_what_enrols_no_key_is_refused(enrolled: Json) -> None:
    with pytest.raises(EventRefused):
        custody.public_key({"enrol": enrolled})


@pytest.mark.parametrize(
    "names",
    [("a", "\U0001f600", "\uff5e"), ("\ue000", "\U00010000"), ("\x7f", "\x1f", '"', "\\", "/", "\u2028", "é")],
)
def test_the_canonical_form_is_that_of_rfc_8785_for_all_names(names: tuple[str, ...]) -> None:
    value: Json = {name: [name, {name: 2**53 - 1}] for name in names}
    assert custody.canonical(value) == rfc8785.dumps(value)


def test_deep_nesting_has_the_same_form(jane: Signer) -> None:
    deep: Json = 1
    for _ in range(400):  # more than the quick encoder goes into
        deep = [deep]
    entry = custody.write(PLACE, ACT, {"deep": deep}, jane)
    assert custody.read(entry.canon).body == {"deep": deep}
    assert rfc8785.dumps(json.loads(entry.canon)) == entry.canon


@pytest.mark.parametrize("number", [b"1e2", b"1.0", b"-0", b"123456789012345678901234567890", b"9007199254740992"])
def test_a_number_that_has_another_spelling_is_refused_when_read(jane: Signer, number: bytes) -> None:
    canon = custody.write(PLACE, ACT, {"a": 1}, jane).canon.replace(b'{"a":1}', b'{"a":' + number + b"}")
    with pytest.raises(EventRefused):
        custody.read(canon)
