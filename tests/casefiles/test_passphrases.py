"""The passphrase in the system's keyring: kept when asked, never in one that keeps plain text, forgotten when asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from casefiles import passphrases, workbench
from casefiles.cli import session
from casefiles.cli.people import people
from casefiles.errors import KeyUnavailable
from casefiles.keys import Signer
from tests.casefiles.conftest import PASSPHRASE


class Desk(KeyringBackend):
    """A keyring as a package may bring one, in memory."""

    priority = 5
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is held."""
        if self.locked:
            raise KeyringLocked("locked by its owner")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Hold a passphrase."""
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Hold it no longer."""
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not held")


class PlainText(Desk):
    """A keyring that does not encrypt says so by its priority."""

    priority = 0.5


def use(backend: KeyringBackend) -> Iterator[KeyringBackend]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def desk() -> Iterator[KeyringBackend]:
    """Return a keyring that is in use."""
    yield from use(Desk())


@pytest.fixture
def at_home(jane: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Jane be the user of this machine, without a passphrase in the environment."""
    monkeypatch.setenv("ASSAY_HOME", str(jane.home))
    monkeypatch.delenv("ASSAY_PASSPHRASE", raising=False)


def test_a_kept_passphrase_unlocks_the_key_until_it_is_forgotten(desk: Desk, jane: Signer, at_home: None) -> None:
    with pytest.raises(KeyUnavailable, match="no passphrase for this key is kept"):
        workbench.unlock("")
    assert workbench.unlock(PASSPHRASE, keep=True) == jane
    assert desk.held == {("assay", jane.key_id): PASSPHRASE}
    assert workbench.unlock("") == jane
    passphrases.forget(jane.home)
    assert desk.held == {}
    with pytest.raises(KeyUnavailable, match="no passphrase"):
        passphrases.forget(jane.home)


def test_a_wrong_passphrase_is_not_kept(desk: Desk, jane: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="does not open"):
        passphrases.keep(jane.home, "guess")
    assert desk.held == {}


def test_a_keyring_that_keeps_plain_text_is_refused(jane: Signer) -> None:
    for backend in use(PlainText()):
        with pytest.raises(KeyUnavailable, match="no keyring that encrypts"):
            passphrases.keep(jane.home, PASSPHRASE)
        assert isinstance(backend, PlainText)
        assert backend.held == {}


def test_a_system_without_a_keyring_says_so(jane: Signer) -> None:
    from keyring.backends.fail import Keyring

    for _ in use(Keyring()):
        with pytest.raises(KeyUnavailable, match="no keyring that encrypts"):
            passphrases.kept(jane.home)


def test_a_locked_keyring_is_said_to_be_locked(desk: Desk, jane: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "locked", True)
    with pytest.raises(KeyUnavailable, match="locked by its owner"):
        passphrases.kept(jane.home)


def test_commands_take_the_kept_passphrase_without_asking(desk: Desk, jane: Signer, at_home: None) -> None:
    runner = CliRunner()
    kept = runner.invoke(people, ["keep-passphrase"], env={"ASSAY_PASSPHRASE": PASSPHRASE})
    assert "Desk" in kept.output
    assert session.signer() == jane
    assert session.signer_if_possible() == jane
    assert "taken out" in runner.invoke(people, ["forget-passphrase"]).output
    assert session.signer_if_possible() is None


def test_without_the_package_it_is_said_how_to_have_it(
    jane: Signer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    with pytest.raises(KeyUnavailable, match="package keyring is not installed"):
        passphrases.kept(jane.home)
