"""OpenTimestamps proofs: read, written and checked without a network (format of the reference implementation, 0.4).

A proof leads by appending, prepending and hashing from the digest of a file to values that somebody attests: a
calendar, which only promises to, or the Merkle root of a Bitcoin block, which nobody can have made before its time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01"
"""The header with the major version 1 behind it."""
PENDING, BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")
APPEND, PREPEND, FORK, ATTESTATION = 0xF0, 0xF1, 0xFF, 0x00
HASHES = {0x02: "sha1", 0x03: "ripemd160", 0x08: "sha256"}
SHA256 = 0x08
LONGEST, DEEPEST, MOST_STEPS, LONGEST_MESSAGE, LONGEST_PAYLOAD = 1_000_000, 256, 10_000, 4_096, 8_192
HEADER = 80
"""Bytes of a Bitcoin block header."""
EASIEST = 0xFFFF << 208
"""The target of difficulty 1, the easiest that the chain ever had."""


class ProofRefused(ValueError):
    """Bytes are no proof, or do not lead where they are said to."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is said of a value: by a calendar at ``address``, by the Bitcoin block of ``height``, or unknown."""

    tag: bytes
    payload: bytes
    address: str = ""
    height: int = -1


@dataclass(slots=True)
class Node:
    """A value, what is attested of it, and where the steps from it lead."""

    message: bytes
    attestations: list[Attestation] = field(default_factory=list)
    steps: list[tuple[bytes, Node]] = field(default_factory=list)
    """Each step as its bytes in the proof, and the value that it makes."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a block header states: its hash as it is written, the Merkle root in the order of the header, its time."""

    hash: str
    merkle_root: bytes
    time: datetime
    difficulty: int


def read_proof(proof: bytes, digest: bytes) -> Node:
    """Return the tree of a detached proof of a file with this SHA-256; raise ProofRefused."""
    if len(proof) > LONGEST or not proof.startswith(MAGIC):
        raise ProofRefused("not an OpenTimestamps proof")
    reader = _Reader(proof, len(MAGIC))
    if reader.byte() != SHA256:
        raise ProofRefused("the proof is not of a SHA-256")
    if reader.take(32) != digest:
        raise ProofRefused("the proof is of another file")
    root = reader.node(digest, DEEPEST)
    reader.end()
    return root


def read_answer(answer: bytes, message: bytes) -> Node:
    """Return the tree that a calendar answers for a value; raise ProofRefused."""
    if len(answer) > LONGEST:
        raise ProofRefused("the answer is too long")
    reader = _Reader(answer, 0)
    node = reader.node(message, DEEPEST)
    reader.end()
    return node


def write_proof(digest: bytes, root: Node) -> bytes:
    """Return a proof as a file beside the one that it is of."""
    return MAGIC + bytes([SHA256]) + digest + _written(root)


def begin(digest: bytes, nonce: bytes) -> tuple[bytes, Node, Node]:
    """Return what a calendar is asked with, the tree up to there, and its last node.

    The nonce keeps what is asked from telling anybody which file it is of.
    """
    last = Node(sha256(digest + nonce).digest())
    between = Node(digest + nonce, steps=[(bytes([SHA256]), last)])
    root = Node(digest, steps=[(bytes([APPEND, len(nonce)]) + nonce, between)])
    return last.message, root, last


def nodes(root: Node) -> Iterator[Node]:
    """Yield a node and all that its steps lead to."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(child for _, child in reversed(node.steps))


def attested(root: Node) -> Iterator[tuple[Node, Attestation]]:
    """Yield every attestation with the node that it is of."""
    for node in nodes(root):
        for one in node.attestations:
            yield node, one


def read_header(header: bytes) -> Block:
    """Return what a Bitcoin block header states; raise ProofRefused where it is none or bears no work.

    That its hash is small enough for the difficulty it names shows work, not that it stands in the chain that
    everybody knows: compare the hash with other sources.
    """
    if len(header) != HEADER:
        raise ProofRefused(f"a block header has {HEADER} bytes, not {len(header)}")
    hashed = sha256(sha256(header).digest()).digest()
    bits = int.from_bytes(header[72:76], "little")
    exponent, mantissa = bits >> 24, bits & 0xFFFFFF
    target = mantissa << (8 * (exponent - 3)) if exponent >= 3 else mantissa >> (8 * (3 - exponent))
    if not 0 < target <= EASIEST or mantissa & 0x800000:
        raise ProofRefused("the difficulty that the header names is none")
    if int.from_bytes(hashed, "little") > target:
        raise ProofRefused("the header does not bear the work that it names: a digit of it is wrong, or it was made up")
    moment = datetime.fromtimestamp(int.from_bytes(header[68:72], "little"), UTC)
    return Block(hashed[::-1].hex(), header[36:68], moment, EASIEST // target)


class _Reader:
    """Takes a proof apart within limits."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at, self._steps = data, at, 0

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) != count:
            raise ProofRefused("the proof is cut off")
        self._at += count
        return found

    def number(self) -> int:
        value = shift = 0
        while True:
            part = self.byte()
            value |= (part & 0x7F) << shift
            if not part & 0x80:
                return value
            shift += 7
            if shift > 35:
                raise ProofRefused("a number in the proof is too large")

    def text(self, most: int, least: int = 0) -> bytes:
        length = self.number()
        if not least <= length <= most:
            raise ProofRefused("a part of the proof is too long or too short")
        return self.take(length)

    def end(self) -> None:
        if self._at != len(self._data):
            raise ProofRefused("something follows the proof")

    def node(self, message: bytes, deep: int) -> Node:
        if not deep:
            raise ProofRefused("the proof is nested too deeply")
        node = Node(message)
        while True:
            tag = self.byte()
            more = tag == FORK
            if more:
                tag = self.byte()
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise ProofRefused("the proof has too many steps")
            if tag == ATTESTATION:
                node.attestations.append(_attestation(self.take(8), self.text(LONGEST_PAYLOAD)))
            else:
                step, result = self._step(tag, message)
                node.steps.append((step, self.node(result, deep - 1)))
            if not more:
                return node

    def _step(self, tag: int, message: bytes) -> tuple[bytes, bytes]:
        if tag in {APPEND, PREPEND}:
            operand = self.text(LONGEST_MESSAGE, 1)
            result = message + operand if tag == APPEND else operand + message
            if len(result) > LONGEST_MESSAGE:
                raise ProofRefused("a value in the proof is too long")
            return bytes([tag]) + _number(len(operand)) + operand, result
        if tag not in HASHES:
            raise ProofRefused(f"the proof has a step of an unknown kind (0x{tag:02x})")
        try:
            return bytes([tag]), hashlib.new(HASHES[tag], message, usedforsecurity=False).digest()
        except ValueError:
            raise ProofRefused(f"{HASHES[tag]} cannot be computed on this machine") from None


def _attestation(tag: bytes, payload: bytes) -> Attestation:
    if tag == PENDING:
        address = _Reader(payload, 0).text(1_000)
        if not address.isascii() or not address.decode("ascii").isprintable():
            raise ProofRefused("the address of a calendar is no address")
        return Attestation(tag, payload, address=address.decode("ascii"))
    if tag == BITCOIN:
        return Attestation(tag, payload, height=_Reader(payload, 0).number())
    return Attestation(tag, payload)


def _written(node: Node) -> bytes:
    parts = [bytes([ATTESTATION]) + one.tag + _number(len(one.payload)) + one.payload for one in node.attestations]
    parts += [step + _written(child) for step, child in node.steps]
    if not parts:
        raise ProofRefused("a proof that ends in nothing")
    return b"".join(bytes([FORK]) + part for part in parts[:-1]) + parts[-1]


def _number(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
