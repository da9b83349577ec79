"""Names and types of the EBML elements of Matroska and WebM (RFC 8794 11, RFC 9559 5)."""

from __future__ import annotations

from typing import Final


class Kind:
    """How an element's data are to be read."""

    MASTER: Final = "master"
    UNSIGNED: Final = "unsigned"
    SIGNED: Final = "signed"
    FLOAT: Final = "float"
    TEXT: Final = "text"
    DATE: Final = "date"
    BYTES: Final = "bytes"


_TABLE = """
master 1A45DFA3 EBML | 18538067 Segment | 114D9B74 SeekHead | 4DBB Seek | 1549A966 Info | 1654AE6B Tracks
master AE TrackEntry
master E0 Video | E1 Audio | 55B0 Colour | 55D0 MasteringMetadata | 7670 Projection | 6D80 ContentEncodings
master 6240 ContentEncoding | 5034 ContentCompression | 1F43B675 Cluster | A0 BlockGroup | 1C53BB6B Cues
master BB CuePoint
master B7 CueTrackPositions | 1043A770 Chapters | 45B9 EditionEntry | B6 ChapterAtom | 80 ChapterDisplay
master 1941A469 Attachments
master 61A7 AttachedFile | 1254C367 Tags | 7373 Tag | 63C0 Targets | 67C8 SimpleTag | 41E4 BlockAdditionMapping
master E2 TrackOperation | 5035 ContentEncryption | 6924 ChapterTranslate
unsigned 4286 EBMLVersion | 42F7 EBMLReadVersion | 42F2 EBMLMaxIDLength | 42F3 EBMLMaxSizeLength
unsigned 4287 DocTypeVersion
unsigned 4285 DocTypeReadVersion | 53AC SeekPosition | 2AD7B1 TimestampScale | D7 TrackNumber | 73C5 TrackUID
unsigned 83 TrackType
unsigned B9 FlagEnabled | 88 FlagDefault | 55AA FlagForced | 9C FlagLacing | 23E383 DefaultDuration
unsigned 234E7A DefaultDecodedFieldDuration
unsigned 6DE7 MinCache | 6DF8 MaxCache | 55EE MaxBlockAdditionID | AA CodecDecodeAll | 56AA CodecDelay
unsigned 56BB SeekPreRoll
unsigned 9A FlagInterlaced | 9D FieldOrder | 53B8 StereoMode | 53C0 AlphaMode | B0 PixelWidth | BA PixelHeight
unsigned 54AA PixelCropBottom | 54BB PixelCropTop | 54CC PixelCropLeft | 54DD PixelCropRight | 54B0 DisplayWidth
unsigned 54BA DisplayHeight
unsigned 54B2 DisplayUnit | 55B1 MatrixCoefficients | 55B2 BitsPerChannel | 55B3 ChromaSubsamplingHorz
unsigned 55B4 ChromaSubsamplingVert
unsigned 55B7 ChromaSitingHorz | 55B8 ChromaSitingVert | 55B9 Range | 55BA TransferCharacteristics
unsigned 55BB Primaries
unsigned 55BC MaxCLL | 55BD MaxFALL | 9F Channels | 6264 BitDepth | 52F1 Emphasis | 5031 ContentEncodingOrder
unsigned 5032 ContentEncodingScope | 5033 ContentEncodingType | 4254 ContentCompAlgo | E7 Timestamp
unsigned A7 Position | AB PrevSize
unsigned B3 CueTime | F7 CueTrack | F1 CueClusterPosition | F0 CueRelativePosition | B2 CueDuration
unsigned 5378 CueBlockNumber
unsigned 45BC EditionUID | 45BD EditionFlagHidden | 45DB EditionFlagDefault | 73C4 ChapterUID
unsigned 91 ChapterTimeStart
unsigned 92 ChapterTimeEnd | 98 ChapterFlagHidden | 4598 ChapterFlagEnabled | 46AE FileUID
unsigned 68CA TargetTypeValue | 63C5 TagTrackUID
unsigned 4484 TagDefault | 55AB FlagHearingImpaired | 55AC FlagVisualImpaired | 55AD FlagTextDescriptions
unsigned 55AE FlagOriginal
unsigned 55AF FlagCommentary | 63C9 TagEditionUID | 63C4 TagChapterUID | 63C6 TagAttachmentUID
unsigned 47E1 ContentEncAlgo
signed 537F TrackOffset
float 4489 Duration | B5 SamplingFrequency | 78B5 OutputSamplingFrequency | 23314F TrackTimestampScale
float 55D1 PrimaryRChromaticityX
float 55D2 PrimaryRChromaticityY | 55D9 LuminanceMax | 55DA LuminanceMin | 2383E3 FrameRate
date 4461 DateUTC
text 4282 DocType | 7384 SegmentFilename | 7BA9 Title | 4D80 MuxingApp | 5741 WritingApp | 536E Name
text 22B59C Language
text 22B59D LanguageBCP47 | 86 CodecID | 258688 CodecName | 85 ChapString | 437C ChapLanguage
text 437D ChapLanguageBCP47
text 467E FileDescription | 466E FileName | 4660 FileMediaType | 63CA TargetType | 45A3 TagName
text 447A TagLanguage
text 447B TagLanguageBCP47 | 4487 TagString
bytes EC Void | BF CRC-32 | 53AB SeekID | 73A4 SegmentUUID | 3CB923 PrevUUID | 3EB923 NextUUID
bytes 63A2 CodecPrivate | A3 SimpleBlock
bytes A1 Block | 465C FileData | 4485 TagBinary | 7672 ProjectionPrivate | 4255 ContentCompSettings
bytes 2EB524 UncompressedFourCC
bytes 5854 SilentTracks | AF EncryptedBlock
"""


def _parse() -> dict[int, tuple[str, str]]:
    names: dict[int, tuple[str, str]] = {}
    for line in _TABLE.strip().splitlines():
        kind, _, rest = line.partition(" ")
        for entry in rest.split("|"):
            identifier, name = entry.split()
            names[int(identifier, 16)] = (name, kind)
    return names


NAMES = _parse()
"""Identifier with its marker bits -> name and kind."""

CLUSTER_PARTS = frozenset(
    {
        "Timestamp",
        "Position",
        "PrevSize",
        "SimpleBlock",
        "BlockGroup",
        "Void",
        "CRC-32",
        "SilentTracks",
        "EncryptedBlock",
    }
)
"""What a cluster may hold."""

SEGMENT_CHILDREN = frozenset({"SeekHead", "Info", "Tracks", "Cluster", "Cues", "Chapters", "Attachments", "Tags"})
"""What ends a cluster of unknown size (RFC 8794 6.2)."""

SECTIONS = {
    "SeekHead": "5.1.1", "Info": "5.1.2", "Cluster": "5.1.3", "Tracks": "5.1.4", "Cues": "5.1.5",
    "Attachments": "5.1.6", "Chapters": "5.1.7", "Tags": "5.1.8",
}  # fmt: skip
"""Child of the Segment -> section of RFC 9559 that defines it and what stands in it."""
