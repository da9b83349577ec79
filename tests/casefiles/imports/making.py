"""Makes imports as the programs that they come from write them, small and with known content."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pysequoia
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
URL = "https://example.org/media/clip.mp4"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def ytdlp(folder: Path, *, size: int = len(CLIP), merged: bool = False) -> Path:
    said = {
        "id": "abc",
        "extractor": "youtube",
        "extractor_key": "Youtube",
        "webpage_url": "https://www.youtube.com/watch?v=abc",
        "title": "Rain in the square",
        "description": "Seen this morning",
        "uploader": "Rain Watcher",
        "uploader_id": "@rain",
        "timestamp": 1772366400,
        "epoch": 1772370000,
        "view_count": 12,
        "like_count": 3,
        "filesize": size,
        "format_id": "18",
        "_version": {"version": "2026.10.26"},
    }
    if merged:
        said["requested_formats"] = [{"format_id": "137"}, {"format_id": "140"}]
    path = folder / "Rain [abc].info.json"
    path.write_text(json.dumps(said))
    (folder / "Rain [abc].mp4").write_bytes(CLIP)
    (folder / "Rain [abc].en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.500\nIt <b>rains</b> &amp; pours\n")
    (folder / "Rain [abc].strange").write_bytes(b"?")
    return path


def proofmode(path: Path, *, media: bytes = CLIP, signed: bytes = CLIP) -> Path:
    key = pysequoia.Tsk.generate("proofmode <proof@example.org>")
    name = digest(signed)
    proof = json.dumps(
        {"File Hash SHA256": name, "File Created": "2026-03-01T12:00:00Z", "Manufacturer": "Acme"}
    ).encode()

    def sign(content: bytes) -> bytes:
        return pysequoia.sign(key.signer(), content, mode=pysequoia.SignatureMode.DETACHED)

    members = {
        "clip.mp4": media,
        f"{name}.asc": sign(signed),
        f"{name}.proof.json": proof,
        f"{name}.proof.json.asc": sign(proof),
        "pubkey.asc": str(key.extract_certificate()).encode(),
        f"{name}.ots": b"\x00OpenTimestamps",
        "HowToVerifyProofData.txt": b"read me",
    }
    return zipped(path, members)


def autoarchiver(path: Path, *, media: bytes = CLIP, hashes: str | None = None) -> Path:
    shot = b"\x89PNG shot"
    item = {
        "status": "youtube_archiver: success",
        "metadata": {
            "url": "https://x.example/1",
            "title": "Rain",
            "content": "it rains",
            "timestamp": "2026-03-01T12:00:00+00:00",
        },
        "media": [
            {"filename": "/tmp/x/clip.mp4", "urls": ["./clip.mp4"], "properties": {"hash": f"SHA-256:{digest(CLIP)}"}},
            {"filename": "shot.png", "properties": {"hash": f"SHA3-512:{hashlib.sha3_512(shot).hexdigest()}"}},
            {"filename": "hashes.txt", "properties": {}},
        ],
    }
    text = f"{digest(CLIP)}\n{hashlib.sha3_512(shot).hexdigest()}" if hashes is None else hashes
    members = {
        "item/metadata.json": json.dumps(item).encode(),
        "item/clip.mp4": media,
        "item/shot.png": shot,
        "item/hashes.txt": text.encode(),
        "item/timestamp_token_freetsa": b"token",
        "item/page.html": b"<html>",
    }
    return zipped(path, members)


def warc(*, damage: bool = False) -> bytes:
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=not damage)
    for url, kind, content in ((URL, "video/mp4", CLIP), ("https://example.org/", "text/html", b"<p>rain</p>")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2026-03-01T12:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
        record.raw_stream.close()
    content = written.getvalue()
    return content.replace(b"<p>rain</p>", b"<p>snow</p>") if damage else content


def wacz(path: Path, *, tamper: bool = False, sign: bool = True) -> Path:
    archive = warc()
    package = json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "resources": [
                {
                    "name": "data.warc.gz",
                    "path": "archive/data.warc.gz",
                    "hash": f"sha256:{digest(archive)}",
                    "bytes": 1,
                },
                {"name": "pages.jsonl", "path": "pages/pages.jsonl", "hash": f"sha256:{digest(b'{}')}", "bytes": 2},
            ],
        }
    ).encode()
    members = {
        "datapackage.json": package,
        "archive/data.warc.gz": archive,
        "pages/pages.jsonl": b"{ }" if tamper else b"{}",
    }
    if sign:
        key = ec.generate_private_key(ec.SECP384R1())
        said = f"sha256:{digest(package)}"
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        signed = {
            "hash": said,
            "signature": base64.b64encode(key.sign(said.encode(), ec.ECDSA(SHA256()))).decode(),
            "publicKey": base64.b64encode(public).decode(),
        }
        members["datapackage-digest.json"] = json.dumps(
            {"path": "datapackage.json", "hash": said, "signedData": signed}
        ).encode()
    return zipped(path, members)


def har(path: Path) -> Path:
    content = {
        "mimeType": "video/mp4",
        "size": len(CLIP),
        "text": base64.b64encode(CLIP).decode(),
        "encoding": "base64",
    }
    entries = [
        {"startedDateTime": "2026-03-01T12:00:00.000Z", "request": {"url": URL}, "response": {"content": content}},
        {"request": {"url": "https://example.org/none.jpg"}, "response": {"content": {"mimeType": "image/jpeg"}}},
    ]
    path.write_text(
        json.dumps({"log": {"version": "1.2", "creator": {"name": "Firefox", "version": "140"}, "entries": entries}})
    )
    return path


def mhtml(path: Path) -> Path:
    part = base64.b64encode(CLIP).decode()
    path.write_bytes(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/post\r\nSubject: Rain\r\n"
        "Date: Sun, 1 Mar 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\n\r\n<p>rain</p>\r\n"
        "--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {URL}\r\n\r\n{part}\r\n"
        "--b--\r\n".encode()
    )
    return path


def whatsapp(path: Path) -> Path:
    chat = (
        "[01.03.26, 12:00:05] Omar: \u200e<attached: 00000002-VIDEO-2026.mp4>\r\n"
        "[01.03.26, 12:00:09] Omar: from the roof\r\nsecond line\r\n"
        "3/1/26, 12:01 - Lina: gone.mp4 (file attached)\r\n"
    )
    return zipped(path, {"_chat.txt": chat.encode(), "00000002-VIDEO-2026.mp4": CLIP, "extra.jpg": b"\xff\xd8"})


def telegram(folder: Path) -> Path:
    (folder / "video_files").mkdir(parents=True)
    (folder / "video_files" / "clip.mp4").write_bytes(CLIP)
    message = {
        "id": 7, "type": "message", "date": "2026-03-01T13:00:00", "date_unixtime": "1772366400",
        "from": "Rain channel", "from_id": "channel42", "file": "video_files/clip.mp4", "file_size": len(CLIP),
        "text": ["it ", {"type": "bold", "text": "rains"}],
    }  # fmt: skip
    gone = {"id": 8, "type": "message", "date": "2026-03-01T13:01:00", "photo": "../../photo.jpg", "text": ""}
    (folder / "result.json").write_text(json.dumps({"name": "Rain channel", "id": 42, "messages": [message, gone]}))
    return folder
