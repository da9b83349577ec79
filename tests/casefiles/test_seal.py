"""Seals by a time-stamp authority that openssl runs on this machine: good ones, and every kind that is not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles import seal as seals_module
from casefiles.case import Case
from casefiles.errors import NetworkUnavailable, VerificationFailed
from casefiles.seal import Authority, SealRefused, check_token, post_over_network, seal, seals, token, unsealed
from casefiles.verification import verify
from tests.casefiles.test_verification import attack, check, places

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")

CONFIGURATION = """
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tsa_certificate]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[request]
distinguished_name = nobody
[nobody]
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class LocalAuthority:
    """A time-stamp authority made on the spot."""

    def __init__(self, folder: Path, *, with_root: bool = False) -> None:
        self.folder = folder
        more = f"certs = {folder}/root.pem\n" if with_root else ""
        (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder) + more)
        (folder / "serial").write_text("01\n")
        self._make("root", "ca", None)
        self._make("tsa", "tsa_certificate", "root")
        self.authority = Authority("Desk clock", "https://tsa.example", (folder / "root.pem").read_text())

    def _run(self, *arguments: str | Path, answer: bytes = b"") -> bytes:
        assert OPENSSL is not None
        return subprocess.run([OPENSSL, *arguments], input=answer, capture_output=True, check=True).stdout

    def _make(self, name: str, section: str, issuer: str | None) -> None:
        folder = self.folder
        key, request, certificate = (folder / f"{name}.{ending}" for ending in ("key", "csr", "pem"))
        configuration = folder / "tsa.cnf"
        self._run("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", key)
        # DER sorts a set by length first: what openssl puts first, the signer, is the longer one.
        organisation = "A long name that makes a long certificate" if issuer else "Test"
        named = f"/O={organisation}/CN={name} {folder.name}"
        subject = ("-subj", named, "-config", configuration, "-section", "request")
        self._run("req", "-new", "-key", key, "-out", request, *subject)
        signed_by: tuple[str | Path, ...] = ("-signkey", key)
        if issuer:
            signed_by = ("-CA", folder / f"{issuer}.pem", "-CAkey", folder / f"{issuer}.key", "-CAcreateserial")
        extensions = ("-extfile", configuration, "-extensions", section)
        self._run("x509", "-req", "-in", request, "-days", "30", *signed_by, *extensions, "-out", certificate)

    def post(self, address: str, request: bytes) -> bytes:
        """Answer a request as an authority does."""
        assert address == self.authority.address
        query, answer = self.folder / "query.tsq", self.folder / "answer.tsr"
        query.write_bytes(request)
        self._run("ts", "-reply", "-config", self.folder / "tsa.cnf", "-queryfile", query, "-out", answer)
        return answer.read_bytes()


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    """Return an authority."""
    return LocalAuthority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def other_tsa(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    """Return another authority."""
    return LocalAuthority(tmp_path_factory.mktemp("other"))


def test_a_head_is_sealed_and_the_seal_is_kept(filled: Case, tsa: LocalAuthority) -> None:
    assert unsealed(filled) == 3
    made = seal(filled, tsa.authority, post=tsa.post)
    assert (made.id, made.head_size, made.authority) == ("S-0001", 3, "Desk clock")
    assert made.sealed.endswith("Z")
    assert seals(filled) == (made,)
    assert unsealed(filled) == 1, "the event of the seal itself comes after the head that was sealed"
    found = verify(filled)
    assert found.problems == ()
    assert any("1 of 4 events came after the last seal, by Desk clock at" in limit for limit in found.limits)


def test_openssl_reads_a_kept_seal(filled: Case, tsa: LocalAuthority, tmp_path: Path) -> None:
    note = filled.head().note
    made = seal(filled, tsa.authority, post=tsa.post)
    (tmp_path / "head.note").write_text(note, newline="")
    (tmp_path / "seal.tsr").write_bytes(token(filled, made.id))
    run = subprocess.run(
        [
            *(str(OPENSSL), "ts", "-verify", "-data", tmp_path / "head.note", "-in", tmp_path / "seal.tsr"),
            *("-CAfile", tsa.folder / "root.pem"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verification: OK" in run.stdout + run.stderr
    assert token(filled, "S-0009") == b""


def test_two_authorities_can_seal_one_case(filled: Case, tsa: LocalAuthority, other_tsa: LocalAuthority) -> None:
    seal(filled, tsa.authority, post=tsa.post)
    seal(filled, other_tsa.authority, post=other_tsa.post)
    assert [one.head_size for one in seals(filled)] == [3, 4]
    assert verify(filled).problems == ()


def test_without_a_network_nothing_is_lost(filled: Case, tsa: LocalAuthority) -> None:
    def unreachable(address: str, request: bytes) -> bytes:
        raise NetworkUnavailable(f"{address} could not be reached")

    before = filled.head()
    with pytest.raises(NetworkUnavailable):
        seal(filled, tsa.authority, post=unreachable)
    assert filled.head() == before
    assert unsealed(filled) == 3
    seal(filled, tsa.authority, post=tsa.post)


ANSWERS: dict[str, Callable[[LocalAuthority, LocalAuthority, bytes], bytes]] = {
    "nothing": lambda tsa, other, request: b"",
    "a web page": lambda tsa, other, request: b"<html>Not found</html>",
    "a very long answer": lambda tsa, other, request: bytes(100_001),
    "the seal of another authority": lambda tsa, other, request: other.post(other.authority.address, request),
    "an old seal of this authority": lambda tsa, other, request: tsa.post(tsa.authority.address, OLD[0]),
}
OLD: list[bytes] = []


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_that_is_no_seal_of_this_head_is_not_kept(
    filled: Case, tsa: LocalAuthority, other_tsa: LocalAuthority, what: str
) -> None:
    def keep(address: str, request: bytes) -> bytes:
        OLD[:] = [request]
        return tsa.post(address, request)

    seal(filled, tsa.authority, post=keep)
    before = filled.head()
    with pytest.raises(VerificationFailed, match="was not kept"):
        seal(filled, tsa.authority, post=lambda _, request: ANSWERS[what](tsa, other_tsa, request))
    assert filled.head() == before


@pytest.mark.parametrize("certificates", ["", "nonsense", "tsa only"])
def test_an_authority_needs_its_root(filled: Case, tsa: LocalAuthority, certificates: str) -> None:
    pem = (tsa.folder / "tsa.pem").read_text() if certificates == "tsa only" else certificates
    with pytest.raises(VerificationFailed, match="certificate"):
        seal(filled, Authority("x", tsa.authority.address, pem), post=tsa.post)


def test_a_foreign_or_redated_seal_is_found(filled: Case, tsa: LocalAuthority, other_tsa: LocalAuthority) -> None:
    seal(filled, tsa.authority, post=tsa.post)
    with filled.change("note"):
        pass
    seal(filled, tsa.authority, post=tsa.post)
    filled.close()
    with attack(filled.path) as database:
        database.execute("UPDATE seal SET token = (SELECT token FROM seal s WHERE s.id = 'S-0002') WHERE id = 'S-0001'")
    found = check(filled.path)
    assert "case.db, table seal, row S-0001, column token" in places(found)
    assert "seal S-0001" in places(found)


def test_a_seal_with_another_time_written_beside_it_is_found(filled: Case, tsa: LocalAuthority) -> None:
    seal(filled, tsa.authority, post=tsa.post)
    filled.close()
    with attack(filled.path) as database:
        database.execute("UPDATE seal SET sealed = '2020-01-01T00:00:00.000000Z'")
    assert {"seal S-0001", "case.db, table seal, row S-0001, column sealed"} == set(places(check(filled.path)))


@pytest.fixture(scope="module")
def sealed_note(tsa: LocalAuthority) -> tuple[str, bytes]:
    """Return a text and a token over it."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    note = "assay.local/x\n1\nAAAA\n\n— a b\n"
    request = TimestampRequestBuilder().data(note.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
    return note, tsa.post(tsa.authority.address, request.as_bytes())


@given(data=st.data())
def test_a_token_with_one_bit_changed_never_states_another_time(
    tsa: LocalAuthority, sealed_note: tuple[str, bytes], data: st.DataObject
) -> None:
    note, good = sealed_note
    place = data.draw(st.integers(0, len(good) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = good[:place] + bytes([good[place] ^ (1 << bit)]) + good[place + 1 :]
    try:
        stated = check_token(changed, note, tsa.authority.certificates)
    except SealRefused:
        return
    assert stated == check_token(good, note, tsa.authority.certificates)


@pytest.fixture(scope="module")
def loose_tsa(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    """Return an authority that puts its root into its tokens, in the order in which OpenSSL does."""
    return LocalAuthority(tmp_path_factory.mktemp("loose"), with_root=True)


def test_a_token_that_is_not_strict_der_is_checked_by_openssl(filled: Case, loose_tsa: LocalAuthority) -> None:
    from rfc3161_client import decode_timestamp_response

    made = seal(filled, loose_tsa.authority, post=loose_tsa.post)
    with pytest.raises(ValueError, match="InvalidSetOrdering"):
        decode_timestamp_response(token(filled, made.id))
    found = verify(filled)
    assert found.problems == ()
    assert any("after the last seal, by Desk clock at" in limit for limit in found.limits)


LOOSE_LIES: dict[str, Callable[[bytes, str, str], tuple[bytes, str, str, int | None]]] = {
    "another text": lambda token, note, pem: (token, note + "x", pem, None),
    "another root": lambda token, note, pem: (token, note, "other", None),
    "another nonce": lambda token, note, pem: (token, note, pem, 4711),
    "another time": lambda token, note, pem: (_redated(token), note, pem, None),
    "cut": lambda token, note, pem: (token[:-40], note, pem, None),
}


def _redated(token: bytes) -> bytes:
    """Write another year into the time that a token states."""
    place = token.index(b"\x18\x0f20") + 2
    return token[:place] + b"2019" + token[place + 4 :]


@pytest.mark.parametrize("lie", LOOSE_LIES)
def test_openssl_refuses_what_the_strict_reader_would(
    filled: Case, loose_tsa: LocalAuthority, other_tsa: LocalAuthority, lie: str
) -> None:
    note = filled.head().note
    made = seal(filled, loose_tsa.authority, post=loose_tsa.post)
    given, text, pem, nonce = LOOSE_LIES[lie](token(filled, made.id), note, loose_tsa.authority.certificates)
    pem = other_tsa.authority.certificates if pem == "other" else pem
    with pytest.raises(SealRefused, match=r"cannot be read: .*(openssl|nonce)"):
        check_token(given, text, pem, nonce=nonce)


def test_without_openssl_such_a_token_is_refused_with_the_reason(
    filled: Case, loose_tsa: LocalAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefiles.openssl_seal.shutil.which", lambda _: None)
    with pytest.raises(VerificationFailed, match="openssl, which would read it, is not installed"):
        seal(filled, loose_tsa.authority, post=loose_tsa.post)


def test_a_token_over_another_text_is_refused(tsa: LocalAuthority, sealed_note: tuple[str, bytes]) -> None:
    note, good = sealed_note
    with pytest.raises(SealRefused):
        check_token(good, note + "x", tsa.authority.certificates)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "tsa.example", ""])
def test_only_web_addresses_are_asked(address: str) -> None:
    with pytest.raises(NetworkUnavailable, match="no web address"):
        post_over_network(address, b"")


def test_an_authority_that_cannot_be_reached_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib.error
    import urllib.request

    def unreachable(*_: object, **__: object) -> None:
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr(urllib.request, "urlopen", unreachable)
    with pytest.raises(NetworkUnavailable, match="no route to host"):
        post_over_network("https://tsa.example", b"")
    assert seals_module.LONGEST_TOKEN == 100_000
