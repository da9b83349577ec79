"""Parse XMP packets and other small XML without expanding entities, each value with its bytes (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 8 << 20
"""Bytes of one packet that are parsed."""
MAX_VALUES = 5_000
MAX_DEPTH = 64
MAX_VALUE = 64 * 1024

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "http://ns.adobe.com/xap/1.0/": "xmp", "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif", "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "xmpDM",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights", "http://ns.adobe.com/creatorAtom/1.0/": "creatorAtom",
    "http://purl.org/dc/terms/": "dcterms", "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux", "http://www.tc260.org.cn/ns/AIGC/1.0/": "TC260",
    "http://ns.google.com/photos/1.0/camera/": "GCamera", "http://ns.google.com/photos/1.0/container/": "Container",
    "http://ns.adobe.com/xmp/note/": "xmpNote", _RDF: "rdf", "http://www.w3.org/XML/1998/namespace": "xml",
}  # fmt: skip
_TRANSPARENT = frozenset(
    {"rdf:RDF", "rdf:Description", "rdf:Seq", "rdf:Bag", "rdf:Alt", "x:xmpmeta", "adobe:ns:meta/:xmpmeta"}
)
_SILENT = frozenset({"rdf:about", "rdf:parseType", "xml:lang", "x:xmptk"})


class XmlRefused(Exception):
    """The text is no XML, or XML that is not read: with a document type, entities, or beyond the bounds."""


@dataclass(frozen=True, slots=True)
class XmlValue:
    """One value: its path of qualified names, and the bytes of the packet that hold it."""

    path: str
    value: str
    offset: int
    length: int


@dataclass(slots=True)
class _Open:
    name: str
    path: str
    offset: int
    text: list[str] = field(default_factory=list)
    children: int = 0
    items: int = 0


@dataclass(slots=True)
class _Flattener:
    raw: bytes
    parser: expat.XMLParserType
    prefixes: dict[str, str] = field(default_factory=lambda: dict(_PREFIXES))
    stack: list[_Open] = field(default_factory=list)
    values: list[XmlValue] = field(default_factory=list)

    def name(self, expanded: str) -> str:
        space, _, local = expanded.rpartition(" ")
        return f"{self.prefixes.get(space, space)}:{local}" if space else local

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        if uri and prefix and len(self.prefixes) < 256:
            self.prefixes.setdefault(uri, prefix)

    def start(self, expanded: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise XmlRefused(f"nested deeper than {MAX_DEPTH}")
        name, path = self.name(expanded), self.stack[-1].path if self.stack else ""
        if self.stack:
            self.stack[-1].children += 1
        if name == "rdf:li" and self.stack:
            self.stack[-1].items += 1
            path = f"{path}[{self.stack[-1].items}]"
        elif name not in _TRANSPARENT:
            path = f"{path}/{name}" if path else name
        self.stack.append(_Open(name, path, self.parser.CurrentByteIndex))
        for key, value in attributes.items():
            attribute = self.name(key)
            if attribute not in _SILENT:
                whole = path if attribute == "rdf:resource" else f"{path}/{attribute}" if path else attribute
                self.add(whole, value, self.parser.CurrentByteIndex)

    def text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].text.append(data)

    def end(self, _expanded: str) -> None:
        done = self.stack.pop()
        value = "".join(done.text).strip()
        if value and done.children == 0:
            self.add(done.path, value, done.offset)

    def add(self, path: str, value: str, offset: int) -> None:
        if len(self.values) >= MAX_VALUES:
            raise XmlRefused(f"more than {MAX_VALUES} values")
        stop = self.raw.find(b">", max(offset, self.parser.CurrentByteIndex))
        length = (stop + 1 if stop >= 0 else len(self.raw)) - offset
        shown = value if len(value) <= MAX_VALUE else f"{value[:MAX_VALUE]}… ({len(value) - MAX_VALUE} more characters)"
        clean = shown.encode("utf-8", "backslashreplace").decode("utf-8")
        self.values.append(XmlValue(path[:1000] or "(text)", clean, offset, length))


def read_xml(raw: bytes) -> Iterator[XmlValue]:
    """Yield the values of an XMP packet or other XML; raise XmlRefused after those that could be read.

    A document type declaration, and with it every entity, is refused; nothing outside the packet is fetched.
    """
    if len(raw) > MAX_BYTES:
        raise XmlRefused(f"{len(raw)} bytes: more than the {MAX_BYTES} that are parsed")
    raw = raw.rstrip(b"\0 \r\n\t")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    flat = _Flattener(raw, parser)
    parser.StartElementHandler = flat.start
    parser.EndElementHandler = flat.end
    parser.CharacterDataHandler = flat.text
    parser.StartNamespaceDeclHandler = flat.namespace
    parser.StartDoctypeDeclHandler = _refuse
    refused: XmlRefused | None = None
    try:
        parser.Parse(raw, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        refused = XmlRefused(f"not well-formed XML: {expat.errors.messages.get(error.code, 'unknown error')}")
    except (ValueError, LookupError, MemoryError) as error:
        refused = XmlRefused(f"unreadable XML: {type(error).__name__}")
    except XmlRefused as error:
        refused = error
    yield from flat.values
    if refused is not None:
        raise refused


def _refuse(_name: str, _system: str | None, _public: str | None, _internal: bool) -> None:  # noqa: FBT001 - expat's signature
    raise XmlRefused("it declares a document type; entities are never expanded")
