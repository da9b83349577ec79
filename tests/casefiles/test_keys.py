"""The examiner's key: made once, kept encrypted, opened with the passphrase only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from casefiles import keys
from casefiles.errors import KeyUnavailable
from casefiles.keys import KEY_FILE, PUBLIC_FILE, Signer
from tests.casefiles.conftest import PASSPHRASE


@pytest.fixture
def home(jane: Signer, tmp_path: Path) -> Path:
    """Return a copy of an examiner's home that may be damaged."""
    return Path(shutil.copytree(jane.home, tmp_path / "home"))


def test_a_key_comes_back_with_its_passphrase(jane: Signer) -> None:
    again = keys.unlock(jane.home, PASSPHRASE)
    assert again == jane
    assert (again.name, len(again.key_id)) == ("Jane Doe", 64)
    Ed25519PublicKey.from_public_bytes(jane.public).verify(again.sign(b"said"), b"said")


def test_a_key_can_be_unlocked_meanwhile(jane: Signer) -> None:
    again = keys.unlock_meanwhile(jane.home, PASSPHRASE)
    assert again == jane
    assert again.sign(b"said") == jane.sign(b"said")
    again.require_open(wait=False)
    jane.require_open()


def test_a_key_that_is_unlocked_meanwhile_with_a_wrong_passphrase_signs_nothing(jane: Signer) -> None:
    locked = keys.unlock_meanwhile(jane.home, "wrong")
    with pytest.raises(KeyUnavailable, match="does not open the key of Jane Doe"):
        locked.sign(b"said")
    for wait in (False, True):
        with pytest.raises(KeyUnavailable, match="does not open the key of Jane Doe"):
            locked.require_open(wait=wait)


def test_a_key_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailable, match="there is no key"):
        keys.unlock_meanwhile(tmp_path, PASSPHRASE)


def test_a_signer_shows_nothing_of_its_secret(jane: Signer) -> None:
    assert "sign" not in repr(jane)


def test_only_the_owner_may_read_the_key_and_it_is_encrypted(jane: Signer) -> None:
    path = jane.home / KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")
    assert b"YmNyeXB0" in path.read_bytes() or b"bcrypt" in _decoded(path)


def _decoded(path: Path) -> bytes:
    import base64

    return base64.b64decode(b"".join(path.read_bytes().splitlines()[1:-1]))


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_openssh_reads_the_public_key(jane: Signer) -> None:
    run = subprocess.run(["ssh-keygen", "-lf", jane.home / PUBLIC_FILE], capture_output=True, text=True, check=True)
    assert "(ED25519)" in run.stdout
    assert (jane.home / PUBLIC_FILE).read_text().strip() == keys.openssh_line(jane.name, jane.public)


def test_it_is_known_whether_a_key_was_made(jane: Signer, tmp_path: Path) -> None:
    assert keys.exists(jane.home)
    assert not keys.exists(tmp_path)


def test_a_wrong_passphrase_opens_nothing(jane: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="does not open the key of Jane Doe"):
        keys.unlock(jane.home, "wrong")


def test_no_passphrase_opens_nothing(jane: Signer) -> None:
    with pytest.raises(KeyUnavailable):
        keys.unlock(jane.home, "")


def test_a_key_is_never_overwritten(jane: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="exists already"):
        keys.create(jane.home, name="Somebody Else", passphrase="x")


def test_a_key_needs_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailable, match="passphrase"):
        keys.create(tmp_path, name="Jane", passphrase="")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "  ", " Jane", "Jane\nDoe", "\x1b[31mJane", "\u202eenaJ", "J" * 201])
def test_a_name_that_cannot_be_printed_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailable, match="name"):
        keys.create(tmp_path, name=name, passphrase="x")


def test_a_folder_without_a_key_says_so(tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailable, match="no key"):
        keys.unlock(tmp_path, "x")


def test_a_key_that_others_may_read_is_refused(home: Path) -> None:
    (home / KEY_FILE).chmod(0o644)
    with pytest.raises(KeyUnavailable, match="other people"):
        keys.unlock(home, PASSPHRASE)


def test_a_key_that_is_not_encrypted_is_refused(home: Path) -> None:
    plain = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    (home / KEY_FILE).write_bytes(plain)
    with pytest.raises(KeyUnavailable):
        keys.unlock(home, PASSPHRASE)


def test_another_sort_of_key_is_refused(home: Path) -> None:
    other = generate_private_key(65537, 2048)
    encrypted = other.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(PASSPHRASE.encode()))
    (home / KEY_FILE).write_bytes(encrypted)
    with pytest.raises(KeyUnavailable, match="not an Ed25519 key"):
        keys.unlock(home, PASSPHRASE)
    (home / PUBLIC_FILE).write_bytes(other.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" Jane")
    with pytest.raises(KeyUnavailable, match="not an Ed25519 key"):
        keys.unlock(home, PASSPHRASE)


def test_a_public_key_of_somebody_else_is_refused(home: Path, omar: Signer) -> None:
    (home / PUBLIC_FILE).write_text(keys.openssh_line(omar.name, omar.public))
    with pytest.raises(KeyUnavailable, match="does not belong"):
        keys.unlock(home, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"ssh-ed25519 AAAA", b"ssh-ed25519"])
def test_a_damaged_public_key_is_refused(home: Path, content: bytes) -> None:
    (home / PUBLIC_FILE).write_bytes(content)
    with pytest.raises(KeyUnavailable, match="not a public key"):
        keys.unlock(home, PASSPHRASE)


def test_a_missing_public_key_says_so(home: Path) -> None:
    (home / PUBLIC_FILE).unlink()
    with pytest.raises(KeyUnavailable, match="no key"):
        keys.unlock(home, PASSPHRASE)


@pytest.mark.parametrize("name", [KEY_FILE, PUBLIC_FILE])
def test_a_key_that_cannot_be_read_says_so(home: Path, name: str) -> None:
    (home / name).unlink()
    (home / name).mkdir(mode=0o700)
    with pytest.raises(KeyUnavailable, match="cannot be read"):
        keys.unlock(home, PASSPHRASE)


def test_a_home_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyUnavailable, match="could not be kept"):
        keys.create(tmp_path / "file" / "home", name="Jane", passphrase="x")


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyUnavailable) as refusal:
        keys.unlock(tmp_path, "x")
    assert refusal.value.advice
    assert os.fspath(tmp_path) in str(refusal.value)
