"""Final reports: signed as PAdES, valid to others, refused while an objection stands; and disclosure versions."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from casefiles import board as boards
from casefiles import disclosure, reports, signing
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.disclosure import Redact
from casefiles.errors import EntryRefused, KeyUnavailable, NetworkUnavailable, OpinionRefused, SigningFailed
from casefiles.keys import Signer
from casefiles.propositions import Aspect, Pair, Side
from casefiles.report import json
from casefiles.reports import Finish
from casefiles.signing import Credentials
from casefiles.verification import verify
from casefiles.views import Watcher
from tests.casefiles.conftest import PASSPHRASE
from tests.casefiles.test_seal import LocalAuthority

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def credentials(jane: Signer) -> Credentials:
    return signing.own(jane.home, PASSPHRASE, name=jane.name, now=NOW)


def finished(case: Case, credentials: Credentials) -> Path:
    made = reports.finalise(case, Finish(credentials), formats=("pdf", "json"), watcher=Watcher())
    return made.folder


def test_the_certificate_made_here_is_kept_encrypted_and_opened_with_the_passphrase(
    jane: Signer, credentials: Credentials
) -> None:
    again = signing.own(jane.home, PASSPHRASE, name=jane.name, now=NOW)
    assert (again.sha256, again.subject, again.self_made) == (credentials.sha256, "CN=Jane Doe", True)
    assert b"OPENSSH PRIVATE KEY" in (jane.home / signing.KEY_FILE).read_bytes()
    assert (jane.home / signing.KEY_FILE).stat().st_mode & 0o077 == 0
    with pytest.raises(KeyUnavailable):
        signing.own(jane.home, "another passphrase", name=jane.name, now=NOW)


def test_a_final_report_begins_with_the_unsigned_one_and_its_digest_is_in_the_log(
    filled: Case, credentials: Credentials
) -> None:
    folder = finished(filled, credentials)
    signed = (folder / "final.pdf").read_bytes()
    event = filled.events()[-1]
    assert event.action == "report.final"
    assert hashlib.sha256(signed).hexdigest() in event.detail
    assert credentials.sha256 in event.detail
    document = json.read((folder / "final.json").read_bytes())
    assert document.signing is not None and document.signing.self_made
    assert document.custody.verification is not None
    assert verify(filled, Watcher()).problems == ()


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_poppler_finds_the_signature_valid_and_over_the_whole_file(filled: Case, credentials: Credentials) -> None:
    signed = finished(filled, credentials) / "final.pdf"
    said = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_changed_byte_is_found(filled: Case, credentials: Credentials, share: float) -> None:
    signed = bytearray((finished(filled, credentials) / "final.pdf").read_bytes())
    at = int(len(signed) * share)
    signed[at] ^= 0x01
    try:
        signing.require_valid(bytes(signed), credentials, stamped=False)
    except SigningFailed:
        return
    # A byte of the signature's own padding may change without harm.
    assert signed[at - 20 : at + 20].strip(b"01") == b""


def test_an_unanswered_objection_keeps_a_report_from_being_final(filled: Case, credentials: Credentials) -> None:
    boards.write_pair(filled, Pair("cut", Aspect.MANIPULATION, "Nothing was cut.", "Something was cut.", ""))
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    given = OpinionGiven(Side.H2, "inconsistent with an original", "weak support", "The findings fit H2 better.")
    boards.opine(filled, "cut", given, dissent="Seen by eye.")
    assert finished(filled, credentials).is_dir()
    boards.place(filled, "cut", [], Laid(Side.H2, "none was found", ("it was removed",)), absences=["a watermark"])
    with pytest.raises(OpinionRefused, match="absence"):
        finished(filled, credentials)


def test_an_authority_that_cannot_be_reached_is_said_and_hinders_nothing(
    filled: Case, credentials: Credentials
) -> None:
    def post(_address: str, _request: bytes) -> bytes:
        raise NetworkUnavailable("no network")

    finish = Finish(credentials, "https://tsa.invalid", post)
    made = reports.finalise(filled, finish, formats=("json", "pdf"), watcher=Watcher())
    document = json.read((made.folder / "final.json").read_bytes())
    assert document.signing is not None and document.signing.authority == ""


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_token_of_an_authority_is_put_into_the_signature(
    filled: Case, credentials: Credentials, tmp_path: Path
) -> None:
    authority = LocalAuthority(tmp_path)
    finish = Finish(credentials, authority.authority.address, authority.post)
    made = reports.finalise(filled, finish, formats=("json", "pdf"), watcher=Watcher())
    document = json.read((made.folder / "final.json").read_bytes())
    assert document.signing is not None and document.signing.authority == "https://tsa.example"
    signed = (made.folder / "final.pdf").read_bytes()
    signing.require_valid(signed, credentials, stamped=True)


def test_an_answer_that_is_no_token_is_refused(filled: Case, credentials: Credentials) -> None:
    finish = Finish(credentials, "https://tsa.example", lambda _address, _request: b"not a token")
    with pytest.raises(SigningFailed):
        reports.finalise(filled, finish, formats=("pdf",), watcher=Watcher())


def test_a_pkcs12_with_a_long_enough_key_signs_and_a_short_one_is_refused(filled: Case, tmp_path: Path) -> None:
    for bits, good in ((3072, True), (2048, False)):
        path = tmp_path / f"{bits}.p12"
        path.write_bytes(pkcs12_of(bits))
        if good:
            assert finished(filled, signing.brought(path, "secret")).is_dir()
        else:
            with pytest.raises(KeyUnavailable, match="3072"):
                signing.brought(path, "secret")
    with pytest.raises(KeyUnavailable):
        signing.brought(tmp_path / "3072.p12", "wrong")
    with pytest.raises(KeyUnavailable):
        signing.brought(tmp_path / "missing.p12", "")


def pkcs12_of(bits: int) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    private = generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Office of the Court")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    builder = builder.serial_number(7).not_valid_before(NOW - timedelta(1)).not_valid_after(NOW + timedelta(9))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = builder.add_extension(usage, critical=True).sign(private, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"x", private, certificate, None, BestAvailableEncryption(b"secret"))


def test_a_disclosure_version_holds_nothing_of_what_was_taken_out_and_names_the_whole_one(filled: Case) -> None:
    whole = hashlib.sha256(json.render(reports.build(filled, persons=reports.gather(filled)))).hexdigest()
    made = disclosure.disclose(
        filled, [Redact("a reader", "", "a source"), Redact("Jane Doe", "", "safety")], formats=("json", "html", "pdf")
    )
    for _, path, _ in made.files:
        content = path.read_bytes()
        assert b"a reader" not in content and b"Jane Doe" not in content
    document = json.read(made.files[0][1].read_bytes())
    assert document.redaction is not None
    assert document.redaction.unredacted_json_sha256 == whole
    assert [one.reason for one in document.redaction.removed] == ["a source", "safety"]
    assert all(one.times for one in document.redaction.removed)
    assert whole in filled.events()[-1].detail
    assert verify(filled, Watcher()).problems == ()


def test_a_redaction_that_takes_out_nothing_is_refused(filled: Case) -> None:
    with pytest.raises(EntryRefused, match="does not hold"):
        disclosure.disclose(filled, [Redact("Nobody At All", "", "x")], formats=("json",))


@pytest.mark.parametrize("content", ["", "[[redact]]\ntext='ab'\nreason='x'", "[[redact]]\ntext='abcd'", "redact = 1"])
def test_a_list_without_reason_or_words_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.toml"
    path.write_text(content)
    with pytest.raises(EntryRefused):
        disclosure.read_list(path)
