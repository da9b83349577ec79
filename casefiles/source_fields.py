"""The fields of a source record: what should be known of where an exhibit comes from, and who may see it.

The list follows the fields of the Syrian Archive and Mnemonic (github.com/mnemonicorg/sugarcube-plugin-cid, fields.md)
and what the Berkeley Protocol (OHCHR, 2020) asks of a collection record; read 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Form(StrEnum):
    """What a value of a field must be."""

    TEXT = "text, word for word"
    TIME = "a time in ISO 8601 with its zone, or followed by 'zone unknown'"
    EXHIBIT = "an exhibit of the case, such as E-0002"
    GENERATION = "original, copy or unknown"
    ANSWER = "yes, no, not asked or no answer"


CHOICES: Mapping[Form, tuple[str, ...]] = MappingProxyType(
    {Form.GENERATION: ("original", "copy", "unknown"), Form.ANSWER: ("yes", "no", "not asked", "no answer")}
)


@dataclass(frozen=True, slots=True)
class SourceField:
    """One field. ``restricted``: it names or endangers a person, so no report shows its value.

    ``many``: it holds several values at a time, and a new one adds.
    """

    id: str
    title: str
    form: Form = Form.TEXT
    restricted: bool = False
    many: bool = False


FIELDS = (
    SourceField("post_url", "Address of the post"),
    SourceField("archived_copy", "Archived copy of the post: its address, or the exhibit that holds it", many=True),
    SourceField("platform", "Platform"),
    SourceField("account", "Account, as shown"),
    SourceField("account_id", "Account's own number or handle, which outlives a change of name"),
    SourceField("text", "Text of the post, word for word"),
    SourceField("caption", "Caption or description of the clip, word for word"),
    SourceField("posted", "Posted", Form.TIME),
    SourceField("seen", "Seen by the desk", Form.TIME),
    SourceField("captured", "Captured or downloaded by the desk", Form.TIME),
    SourceField("capture_tool", "What captured it, with version and options"),
    SourceField("platform_label", "Label of the platform, words as shown", many=True),
    SourceField("label_screenshot", "Screenshot of that label", Form.EXHIBIT, many=True),
    SourceField("engagement", "Views, likes, shares at capture", many=True),
    SourceField("recorded", "Recorded, as the source says", Form.TIME),
    SourceField("place", "Place, as the source says"),
    SourceField("device", "Device, as the source says"),
    SourceField("creator", "Who shot it", restricted=True),
    SourceField("sender", "Who sent it", restricted=True),
    SourceField("contact", "How the source can be reached", restricted=True),
    SourceField("contacted", "Contacts with the source: when, by whom, what was asked and answered", many=True,
                restricted=True),
    SourceField("willing_to_testify", "Willing to testify", Form.ANSWER, restricted=True),
    SourceField("security", "Security restriction", restricted=True),
    SourceField("consent", "Consent: to what, given when and how"),
    SourceField("rights", "Rights and licence"),
    SourceField("graphic", "Graphic content", Form.ANSWER),
    SourceField("generation", "Generation", Form.GENERATION),
    SourceField("original_at", "Where the original is", restricted=True),
    SourceField("edited", "Edited, as the source says"),
    SourceField("seen_elsewhere", "Seen elsewhere: where, when, by whom", many=True),
    SourceField("copy", "Copy found, as an exhibit", Form.EXHIBIT, many=True),
    SourceField("source_asset", "Source asset, as an exhibit", Form.EXHIBIT, many=True),
    SourceField("source_asset_words", "Source asset that is not in the case", many=True),
    SourceField("prompt", "Prompt, where it may lawfully be kept", many=True, restricted=True),
    SourceField("model", "Model, product and version that made it, as the source says", many=True),
)  # fmt: skip
BY_ID: Mapping[str, SourceField] = MappingProxyType({one.id: one for one in FIELDS})
