"""Signing a report as a document: PAdES by pyHanko, with a certificate that the examiner makes here or brings along.

A certificate that was made here shows that the document is whole, and not who the signer is; the custody log names it
in an event that the examiner's own key signs.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from casefiles.durable import write_new
from casefiles.errors import KeyUnavailable, SigningFailed
from casefiles.keys import BCRYPT_ROUNDS

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate as Asn1Certificate
    from pyhanko.sign import SimpleSigner
    from pyhanko.sign.timestamps import TimeStamper

KEY_FILE, CERTIFICATE_FILE = "document.key", "document.crt"
YEARS = 10
LEAST_RSA_BITS = 3072
LARGEST_FILE = 64 * 1024
Post = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key for documents with its certificate and those that lead from it to a root."""

    private: EllipticCurvePrivateKey | RSAPrivateKey
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    self_made: bool

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the certificate (DER) in hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def subject(self) -> str:
        """Return whose certificate it says it is."""
        return self.certificate.subject.rfc4514_string()


def is_made(home: Path) -> bool:
    """Return whether the examiner's key for documents stands in ``home``."""
    return (home / KEY_FILE).exists()


def own(home: Path, passphrase: str, *, name: str, now: datetime) -> Credentials:
    """Return the credentials kept in ``home``, made there on first use; raise KeyUnavailable.

    An ECDSA P-256 key, encrypted with the examiner's passphrase in OpenSSH's format as the key of the log is.
    """
    if not is_made(home):
        _make(home, passphrase, name=name, now=now)
    try:
        private = load_ssh_private_key((home / KEY_FILE).read_bytes()[:LARGEST_FILE], password=passphrase.encode())
        certificate = x509.load_pem_x509_certificate((home / CERTIFICATE_FILE).read_bytes()[:LARGEST_FILE])
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnavailable(
            f"the key for documents in {home} cannot be opened: {error}", hint="Check the passphrase, or use a PKCS#12."
        ) from error
    if not isinstance(private, EllipticCurvePrivateKey) or certificate.public_key() != private.public_key():
        raise KeyUnavailable(f"{KEY_FILE} and {CERTIFICATE_FILE} in {home} do not belong together")
    return Credentials(private, certificate, (), self_made=True)


def brought(path: Path, passphrase: str) -> Credentials:
    """Return the credentials of a PKCS#12 file; raise KeyUnavailable."""
    try:
        content = path.read_bytes()[: LARGEST_FILE * 4]
        private, certificate, others = pkcs12.load_key_and_certificates(content, passphrase.encode() or None)
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyUnavailable(
            f"{path.name} cannot be opened: {error}", hint="Check the file and its passphrase."
        ) from error
    weak = isinstance(private, RSAPrivateKey) and private.key_size < LEAST_RSA_BITS
    if certificate is None or weak or not isinstance(private, EllipticCurvePrivateKey | RSAPrivateKey):
        raise KeyUnavailable(
            f"{path.name} holds no certificate with an ECDSA key or an RSA key of {LEAST_RSA_BITS} bits or more"
        )
    return Credentials(private, certificate, tuple(others), self_made=certificate.issuer == certificate.subject)


def sign(pdf: bytes, credentials: Credentials, *, authority: str = "", post: Post | None = None) -> bytes:
    """Return the PDF with an invisible PAdES signature that allows no changes; raise SigningFailed.

    The unsigned bytes are the beginning of the signed ones. With an ``authority``, an RFC 3161 token of it is put into
    the signature (PAdES B-T); raises what ``post`` raises, such as NetworkUnavailable.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.general import SigningError

    meta = PdfSignatureMetadata(
        field_name="Examiner",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason="Report of examination, final",
    )
    stamper = _stamper(authority, post) if authority and post else None
    target = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        PdfSigner(meta, _signer(credentials), timestamper=stamper).sign_pdf(writer, output=target)
    except (PdfError, SigningError, ValueError) as error:
        raise SigningFailed(f"the report could not be signed: {error}") from error
    signed = target.getvalue()
    if not signed.startswith(pdf):
        raise SigningFailed("the signed report does not begin with the unsigned one")
    require_valid(signed, credentials, stamped=stamper is not None)
    return signed


def require_valid(signed: bytes, credentials: Credentials, *, stamped: bool) -> None:
    """Return if pyHanko finds one signature over the whole file by these credentials; raise SigningFailed."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    roots = [_asn1(one) for one in (credentials.certificate, *credentials.others)]
    try:
        embedded = PdfFileReader(io.BytesIO(signed)).embedded_signatures
        if len(embedded) != 1:
            raise SigningFailed(f"the report holds {len(embedded)} signatures")
        status = validate_pdf_signature(embedded[0], ValidationContext(trust_roots=roots, allow_fetching=False))
    except (PdfError, SignatureValidationError, ValueError) as error:
        raise SigningFailed(f"the signature cannot be validated: {error}") from error
    if not (status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE):
        raise SigningFailed(f"the signature does not validate: {status.summary()}")
    if stamped and not (status.timestamp_validity and status.timestamp_validity.intact):
        raise SigningFailed("the time-stamp token in the signature is not whole")


def _make(home: Path, passphrase: str, *, name: str, now: datetime) -> None:
    private = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
    encryption = PrivateFormat.OpenSSH.encryption_builder().kdf_rounds(BCRYPT_ROUNDS).build(passphrase.encode())
    try:
        write_new(home / CERTIFICATE_FILE, certificate.public_bytes(Encoding.PEM), mode=0o644)
        write_new(home / KEY_FILE, private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, encryption), mode=0o600)
    except OSError as error:
        raise KeyUnavailable(f"the key for documents could not be kept in {home}: {error.strerror}") from error


def _signer(credentials: Credentials) -> SimpleSigner:
    from asn1crypto.keys import PrivateKeyInfo
    from pyhanko.sign import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it without types
    store.register_multiple([_asn1(one) for one in (credentials.certificate, *credentials.others)])
    key = credentials.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(_asn1(credentials.certificate), PrivateKeyInfo.load(key), store)


def _asn1(certificate: x509.Certificate) -> Asn1Certificate:
    from asn1crypto.x509 import Certificate

    return Certificate.load(certificate.public_bytes(Encoding.DER))


def _stamper(authority: str, post: Post) -> TimeStamper:
    from asn1crypto.tsp import TimeStampReq, TimeStampResp
    from pyhanko.sign.timestamps import TimeStamper

    class Stamper(TimeStamper):
        """Asks the authority through the program's own door to the network."""

        async def async_request_tsa_response(self, req: TimeStampReq) -> TimeStampResp:
            return TimeStampResp.load(post(authority, req.dump()))

    return Stamper()  # type: ignore[no-untyped-call]  # pyHanko leaves it without types
