"""Sign footage as C2PA with a certificate chain made on the spot, whose names say that it is a demonstration.

Root, intermediate and leaf as C2PA 2.2 clause 14.5 asks of a claim signer: the leaf is X.509 v3, no CA, key usage
digitalSignature, extended key usage emailProtection, with an authority key identifier.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CLAIM_GENERATOR = "Assay demonstration"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""IPTC: "created purely by an algorithm not based on any sampled training data"; this scene is rendered so."""
_ORGANISATION = "Assay demonstration, not a real signer"
_FROM = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_UNTIL = datetime.datetime(2049, 12, 31, tzinfo=datetime.UTC)
"""Fixed, so that signing needs no clock of ours; the library compares them with the machine's."""

_MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".avi": "video/avi",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Chain:
    """A fresh chain: leaf and intermediate as PEM, the leaf's key as PKCS#8 PEM, and the root apart."""

    certificates: bytes
    key: bytes
    root: bytes


def make_chain() -> Chain:
    """Return a new chain of three P-256 certificates."""
    root_key, middle_key, leaf_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root_name, middle_name = _name("Demonstration root"), _name("Demonstration intermediate")
    root = _certificate(root_name, root_key.public_key(), root_name, root_key, authority=True)
    middle = _certificate(middle_name, middle_key.public_key(), root_name, root_key, authority=True)
    leaf = _certificate(_name("Demonstration signer"), leaf_key.public_key(), middle_name, middle_key, authority=False)
    pem = serialization.Encoding.PEM
    return Chain(
        certificates=leaf.public_bytes(pem) + middle.public_bytes(pem),
        key=leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        root=root.public_bytes(pem),
    )


def sign(source: Path, target: Path, chain: Chain | None = None) -> bytes:
    """Write ``source`` with a C2PA manifest to ``target`` and return the root certificate as PEM.

    The manifest says c2pa.created with a digitalSourceType that is true of a rendered scene. Raises
    ``c2pa.C2paError`` where the library refuses, ValueError for a type of file that it does not sign.
    """
    media_type = _MEDIA_TYPES.get(source.suffix.lower())
    if media_type is None:
        raise ValueError(f"cannot sign a file named {source.suffix!r}")
    made = chain or make_chain()
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, made.certificates, made.key, None)
    context = c2pa.Context.from_dict(_SETTINGS)
    with (
        c2pa.Signer.from_info(info) as signer,
        c2pa.Builder(_manifest(target.name), context=context) as builder,
        source.open("rb") as reader,
        target.open("w+b") as writer,
    ):
        builder.sign(signer, media_type, reader, writer)
    return made.root


_SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": []},
    "builder": {
        "thumbnail": {"enabled": False},
        "actions": {"auto_created_action": {"enabled": False}, "auto_opened_action": {"enabled": False}},
    },
}


def _manifest(title: str) -> dict[str, object]:
    created = {
        "action": "c2pa.created",
        "digitalSourceType": SOURCE_TYPE,
        "softwareAgent": {"name": CLAIM_GENERATOR},
        "description": "Scene rendered by a program for a demonstration; no camera was used.",
    }
    return {
        "claim_generator_info": [{"name": CLAIM_GENERATOR}],
        "title": title,
        "claim_version": 2,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ZZ"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    usage = x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(issuer_id, critical=False)
    )
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
