"""Signed notes against the published example, and against every kind of bad signature."""

from __future__ import annotations

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from casefiles.notes import (
    Checkpoint,
    NoteRefused,
    cosign,
    key_hash,
    open_note,
    read_checkpoint,
    sign,
    text_of,
)

# The example of Go's golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PRIVATE = Ed25519PrivateKey.from_private_bytes(sha256(b"one").digest())
PUBLIC = PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
OTHER = Ed25519PrivateKey.from_private_bytes(sha256(b"two").digest())
OTHER_PUBLIC = OTHER.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
HEAD = Checkpoint("assay.local/case", 7, sha256(b"root").digest())
NOTE = sign(HEAD.text(), "one", PUBLIC, PRIVATE.sign)
KEYS = {"one": PUBLIC, "two": OTHER_PUBLIC}


def test_the_published_example_is_read() -> None:
    name, mark, encoded = GO_KEY.split("+", 2)
    public = base64.b64decode(encoded)[1:]
    assert key_hash(name, public).hex() == mark
    assert open_note(GO_NOTE, {name: public}).signers == ("PeterNeumann",)


def test_the_published_example_is_refused_with_one_letter_changed() -> None:
    name, _, encoded = GO_KEY.split("+", 2)
    with pytest.raises(NoteRefused, match="not good"):
        open_note(GO_NOTE.replace("answer", "Answer"), {name: base64.b64decode(encoded)[1:]})


def test_a_head_is_three_lines_and_comes_back() -> None:
    assert HEAD.text().count("\n") == 3
    assert read_checkpoint(open_note(NOTE, KEYS).text) == HEAD
    assert text_of(NOTE) == HEAD.text()


def test_two_people_can_sign_one_head() -> None:
    both = cosign(NOTE, "two", OTHER_PUBLIC, OTHER.sign)
    assert open_note(both, KEYS).signers == ("one", "two")


def test_an_unknown_signature_is_passed_over() -> None:
    both = cosign(NOTE, "two", OTHER_PUBLIC, OTHER.sign)
    assert open_note(both, {"one": PUBLIC}).signers == ("one",)


def test_a_note_without_a_known_signature_is_refused() -> None:
    with pytest.raises(NoteRefused, match="known key"):
        open_note(NOTE, {"two": OTHER_PUBLIC})


def test_another_key_under_a_known_name_is_unknown() -> None:
    with pytest.raises(NoteRefused, match="known key"):
        open_note(NOTE, {"one": OTHER_PUBLIC})


@given(st.integers(0, len(NOTE) - 2), st.characters(codec="ascii"))
def test_one_changed_character_is_never_accepted(place: int, sign: str) -> None:
    changed = NOTE[:place] + sign + NOTE[place + 1 :]
    if changed != NOTE:
        with pytest.raises(NoteRefused):
            open_note(changed, KEYS)


@pytest.mark.parametrize(
    "note",
    ["", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n— one !!!!\n", "text\n\n— one AAAA\n", "x" * 1_000_001],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(NoteRefused):
        open_note(note, KEYS)


@pytest.mark.parametrize("text", ["no end", "control \x07\n"])
def test_a_text_that_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(NoteRefused):
        sign(text, "one", PUBLIC, PRIVATE.sign)


@pytest.mark.parametrize("name", ["", "a b", "a+b"])
def test_a_name_that_cannot_stand_in_a_note_is_refused(name: str) -> None:
    with pytest.raises(NoteRefused, match="name"):
        sign("text\n", name, PUBLIC, PRIVATE.sign)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n7\n",
        "\n7\nAAAA\n",
        "origin\n07\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n-7\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n٧\n" + base64.b64encode(bytes(32)).decode() + "\n",
        "origin\n7\nAAAA\n",
        "origin\n7\nAAB=\n",
        "origin\n7\nAAAA",
    ],
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        read_checkpoint(text)
