"""The boxes that this program knows: the clause that defines each, and which hold other boxes."""

from __future__ import annotations

_ISO = {
    "ftyp": "4.3", "styp": "8.16.2", "pdin": "8.1.3", "mdat": "8.1.1", "free": "8.1.2", "skip": "8.1.2",
    "moov": "8.2.1", "mvhd": "8.2.2", "trak": "8.3.1", "tkhd": "8.3.2", "tref": "8.3.3", "trgr": "8.3.4",
    "mdia": "8.4.1", "mdhd": "8.4.2", "hdlr": "8.4.3", "minf": "8.4.4", "nmhd": "8.4.5.2", "elng": "8.4.6",
    "vmhd": "12.1.2", "smhd": "12.2.2", "hmhd": "12.4.3", "sthd": "12.6.2",
    "stbl": "8.5.1", "stsd": "8.5.2", "stdp": "8.5.3", "btrt": "8.5.2.2", "stts": "8.6.1.2", "ctts": "8.6.1.3",
    "cslg": "8.6.1.4", "stss": "8.6.2", "stsh": "8.6.3", "sdtp": "8.6.4", "edts": "8.6.5", "elst": "8.6.6",
    "dinf": "8.7.1", "dref": "8.7.2", "url ": "8.7.2", "urn ": "8.7.2", "stsz": "8.7.3.2", "stz2": "8.7.3.3",
    "stsc": "8.7.4", "stco": "8.7.5", "co64": "8.7.5", "padb": "8.7.6", "subs": "8.7.7", "saiz": "8.7.8",
    "saio": "8.7.9", "mvex": "8.8.1", "mehd": "8.8.2", "trex": "8.8.3", "moof": "8.8.4", "mfhd": "8.8.5",
    "traf": "8.8.6", "tfhd": "8.8.7", "trun": "8.8.8", "mfra": "8.8.9", "tfra": "8.8.10", "mfro": "8.8.11",
    "tfdt": "8.8.12", "leva": "8.8.13", "trep": "8.8.15", "sbgp": "8.9.2", "sgpd": "8.9.3", "csgp": "8.9.5",
    "udta": "8.10.1", "cprt": "8.10.2", "tsel": "8.10.3", "kind": "8.10.4", "strk": "8.14.3", "meta": "8.11.1",
    "xml ": "8.11.2", "bxml": "8.11.2", "iloc": "8.11.3", "pitm": "8.11.4", "ipro": "8.11.5", "iinf": "8.11.6",
    "infe": "8.11.6", "meco": ":2015 8.11.7", "mere": ":2015 8.11.8",
    "idat": "8.11.11", "iref": "8.11.12", "iprp": "8.11.14",
    "ipco": "8.11.14", "ipma": "8.11.14", "grpl": "8.18.2", "sinf": "8.12.2", "frma": "8.12.3", "schm": "8.12.6",
    "schi": "8.12.7", "rinf": "8.15.3", "sidx": "8.16.3", "ssix": "8.16.4", "prft": "8.16.5", "uuid": "11.1",
    "pasp": "12.1.4", "clap": "12.1.4", "colr": "12.1.5", "clli": "12.1.6", "mdcv": "12.1.7", "chnl": "12.2.4",
    "srat": "12.2.3", "emib": "ISO/IEC 23001-18", "etyp": "4.4",
}  # fmt: skip
_QTFF = [
    "wide", "pnot", "clip", "crgn", "matt", "kmat", "tapt", "clef", "prof", "enof", "load", "imap", "gmhd", "gmin",
    "gama", "fiel", "mjqt", "mjht", "wave", "tmcd", "tcmi", "cmov", "dcom", "cmvd", "rmra", "rmda", "rmdr", "rmcs",
    "rmvc", "keys", "ilst", "data", "mean", "name", "ctry", "lang", "text", "chan", "SDLN", "WLOC", "LOOP", "SelO",
    "AllF", "ptv", "hnti", "hinf", "meta", "frma", "enda", "stps", "mebx", "cdsc", "hint", "chap", "sync", "scpt",
    "ssrc", "PICT", "pict", "rdrf", "alis", "rsrc", "keyd", "dtyp",
]  # fmt: skip
_OTHER = {
    "avcC": "ISO/IEC 14496-15 5.3.3.1", "avc1": "ISO/IEC 14496-15 5.4.2",
    "avc3": "ISO/IEC 14496-15 5.4.2",
    "avc2": "ISO/IEC 14496-15 5.4.2", "avc4": "ISO/IEC 14496-15 5.4.2",
    "hvcC": "ISO/IEC 14496-15 8.3.3.1", "hvc1": "ISO/IEC 14496-15 8.4.1",
    "hev1": "ISO/IEC 14496-15 8.4.1",
    "lhvC": "ISO/IEC 14496-15 (layered HEVC)", "m4ds": "ISO/IEC 14496-15 5.4.2",
    "vvcC": "ISO/IEC 14496-15 (VVC)",
    "vvc1": "ISO/IEC 14496-15 (VVC)", "vvi1": "ISO/IEC 14496-15 (VVC)",
    "esds": "ISO/IEC 14496-14:2020 6.7.2", "mp4v": "ISO/IEC 14496-14:2020 6.7.2", "mp4a": "ISO/IEC 14496-14:2020 6.7.2",
    "mp4s": "ISO/IEC 14496-14:2020 6.7.2", "iods": "ISO/IEC 14496-14:2020 6.2", "sdhd": "ISO/IEC 14496-14:2020",
    "av1C": "AV1 in ISO BMFF v1.2.0 2.3", "av01": "AV1 in ISO BMFF v1.2.0 2.2", "vpcC": "VP codec ISO binding v1.0",
    "vp08": "VP codec ISO binding v1.0", "vp09": "VP codec ISO binding v1.0", "dOps": "Opus in ISO BMFF v0.8.1 4.3.2",
    "Opus": "Opus in ISO BMFF v0.8.1 4.3.1", "dfLa": "FLAC in ISO BMFF v0.0.4", "fLaC": "FLAC in ISO BMFF v0.0.4",
    "dac3": "ETSI TS 102 366 F.4", "ac-3": "ETSI TS 102 366 Annex F", "dec3": "ETSI TS 102 366 F.6",
    "ec-3": "ETSI TS 102 366 Annex F", "damr": "3GPP TS 26.244 6", "samr": "3GPP TS 26.244 6",
    "sawb": "3GPP TS 26.244 6", "d263": "3GPP TS 26.244 6", "s263": "3GPP TS 26.244 6",
    "titl": "3GPP TS 26.244 8", "auth": "3GPP TS 26.244 8", "dscp": "3GPP TS 26.244 8",
    "perf": "3GPP TS 26.244 8", "gnre": "3GPP TS 26.244 8", "rtng": "3GPP TS 26.244 8",
    "clsf": "3GPP TS 26.244 8", "kywd": "3GPP TS 26.244 8", "loci": "3GPP TS 26.244 8",
    "albm": "3GPP TS 26.244 8", "yrrc": "3GPP TS 26.244 8", "tx3g": "3GPP TS 26.245 5.16",
    "ftab": "3GPP TS 26.245 5.16",
    "emsg": "ISO/IEC 23009-1:2022 5.10.3.3", "pssh": "ISO/IEC 23001-7 8.1", "tenc": "ISO/IEC 23001-7 8.2",
    "senc": "ISO/IEC 23001-7 7.2", "jumb": "ISO/IEC 19566-5:2023 A.2", "jumd": "ISO/IEC 19566-5:2023 A.3",
    "json": "ISO/IEC 19566-5:2023 B", "cbor": "ISO/IEC 19566-5:2023 B", "bidb": "ISO/IEC 19566-5:2023 B",
    "bfdb": "ISO/IEC 19566-5:2023 B", "jp2c": "ISO/IEC 19566-5:2023 B", "c2sh": "C2PA 2.4 8.4.2.3",
    "brob": "C2PA 2.4 11 (compressed manifest)",
    **dict.fromkeys(("sdpd", "ctps", "lidp", "lidl"), "Apple, timed metadata (not published)"),
    "ispe": "ISO/IEC 23008-12 6.5.3", "pixi": "ISO/IEC 23008-12 6.5.6", "irot": "ISO/IEC 23008-12 6.5.10",
    "imir": "ISO/IEC 23008-12 6.5.12", "auxC": "ISO/IEC 23008-12 6.5.8", "rloc": "ISO/IEC 23008-12 6.5.7",
    "lsel": "ISO/IEC 23008-12 6.5.11", "a1op": "AVIF v1.1.0 2.3.2.1",
    "a1lx": "AVIF v1.1.0 2.3.2.3", "ccst": "ISO/IEC 23008-12 7", "auxi": "ISO/IEC 23008-12 7",
    "st3d": "Spherical Video V2 RFC", "sv3d": "Spherical Video V2 RFC", "svhd": "Spherical Video V2 RFC",
    "proj": "Spherical Video V2 RFC", "prhd": "Spherical Video V2 RFC", "equi": "Spherical Video V2 RFC",
    "SmDm": "VP codec ISO binding v1.0", "CoLL": "VP codec ISO binding v1.0", "dvcC": "Dolby Vision in ISO BMFF 2.2",
    "dvvC": "Dolby Vision in ISO BMFF 2.2", "XMP_": "XMP Part 3 (2020) 1.2", "glbl": "FFmpeg (private)",
    "AMBA": "Ambarella (private)", "FIRM": "GoPro (private)", "LENS": "GoPro (private)", "CAME": "GoPro (private)",
    "SETT": "GoPro (private)",
    "MUID": "GoPro (private)", "HMMT": "GoPro (private)", "BCID": "GoPro (private)", "GUMI": "GoPro (private)",
    "GPMF": "GoPro GPMF", "gpmd": "GoPro GPMF", "fdsc": "GoPro (private)", "FOV\\x00": "GoPro (private)",
    "GUSI": "GoPro (private)",
    "USMT": "Sony (private)", "MTDT": "Sony (private)", "PROF": "Sony (private)", "FPRF": "Sony (private)",
    "VPRF": "Sony (private)", "APRF": "Sony (private)", "MMA0": "Minolta (private)", "MMA1": "Minolta (private)",
    "CNTH": "Canon (private)", "CNCV": "Canon (private)", "CNMN": "Canon (private)", "CNFV": "Canon (private)",
    "CNDM": "Canon (private)", "CNDA": "Canon (private)", "thmb": "Canon (private)", "NCDT": "Nikon (private)",
    "NCTG": "Nikon (private)", "smrd": "Samsung (private)", "smta": "Samsung (private)", "saut": "Samsung (private)",
    "sefd": "Samsung (private)", "mpvd": "Google Motion Photo 1.0", "Xtra": "Microsoft (private)",
    **dict.fromkeys(
        ("clfn", "clid", "cmid", "cmnm", "date", "manu", "modl"),
        "not published; named in ExifTool's QuickTime module",
    ),
    "FIEL": "Adobe (private)", "Cr8r": "Adobe (private)",
    "beam": "MP4 agnostic (private)", "ID32": "ID3v2 in ISO BMFF", "\\x00\\x00\\x00\\x00": "QTFF: terminator atom",
}  # fmt: skip

EDITION = "ISO/IEC 14496-12:2022"
"""The edition whose clause numbers are cited; docs/standards.md says how they were checked."""


def _clause(number: str) -> str:
    if number.startswith(":"):
        return f"ISO/IEC 14496-12{number}"
    return number if number.startswith("ISO") else f"{EDITION} {number}"


CLAUSE: dict[str, str] = dict.fromkeys(_QTFF, "QTFF")
CLAUSE |= {kind: _clause(number) for kind, number in _ISO.items()}
CLAUSE |= _OTHER
"""Kind of a box -> standard and clause; what is not in it is called unknown."""

_GROUPS = {
    "eqiv": "6.8.1.1", "brst": "6.8.2.2", "tsyn": "6.8.3", "iaug": "6.8.4", "ster": "6.8.5", "aebr": "6.8.6.2.1",
    "wbbr": "6.8.6.3.1", "fobr": "6.8.6.4.1", "afbr": "6.8.6.5.1", "dobr": "6.8.6.6.1", "albc": "6.8.7.1",
    "favc": "6.8.7.2", "pano": "6.8.8.1", "slid": "6.8.9.1", "prgr": "6.8.10", "pymd": "6.8.11",
}  # fmt: skip
GROUPS = {kind: f"ISO/IEC 23008-12 {number}" for kind, number in _GROUPS.items()} | {"altr": f"{EDITION} 8.18.3"}
"""Kinds of groups of items (boxes of grpl), which may mean something else elsewhere, and their clauses."""

CONTAINERS = frozenset(
    [
        "moov",
        "trak",
        "mdia",
        "minf",
        "stbl",
        "dinf",
        "edts",
        "mvex",
        "moof",
        "traf",
        "mfra",
        "iprp",
        "ipco",
        "sinf",
        "schi",
        "rinf",
        "gmhd",
        "tapt",
        "clip",
        "matt",
        "wave",
        "strk",
        "cmov",
        "rmra",
        "rmda",
        "meco",
        "jumb",
        "sv3d",
        "proj",
        "hnti",
        "hinf",
        "udta",
        "ilst",
    ]
)
"""Boxes whose payload is boxes and nothing else."""

COUNTED = {"stsd": 8, "dref": 8, "meta": 4, "ipro": 6, "grpl": 0, "iref": 4, "mere": 8}
"""Full boxes that hold boxes after so many bytes (version and flags, and a count where there is one)."""

UUIDS = {
    "d8fec3d6-1b0e-483c-9297-5828877ec481": "C2PA 2.4 A.5.1 (C2PA manifest store)",
    "be7acfcb-97a9-42e8-9c71-999491e3afac": "XMP Part 3 (2020) 1.2 (XMP packet)",
    "50524f46-21d2-4fce-bb88-695cfac9c740": "Sony PROF (private)",
    "55534d54-21d2-4fce-bb88-695cfac9c740": "Sony USMT metadata (private)",
    "6d1d9b05-42d5-44e6-80e2-141daff757b2": "PIFF: track fragment extended header",
    "d4807ef2-ca39-4695-8e54-26cb9e46a79f": "PIFF: track fragment reference",
    "85c0b687-820f-11e0-8111-f4ce462b6a48": "Canon (private)",
    "eaf42b5e-1c98-4b88-b9fb-b7dc406e4d16": "Canon preview (private)",
    "ffcc8263-f855-4a93-8814-587a02521fdd": "Google Spherical Video V1 (XML)",
    "a2394f52-5a9b-4f14-a244-6c427c648df4": "PIFF: sample encryption",
    "b14bf8bd-083d-4b43-a5ae-8cd7d5a6ce03": "GeoTIFF box / OGC GML",
    "22cc04c7-d6d9-4e07-9d90-4eb6ecbaf3a3": "camera intrinsics (cmin, named in libheif)",
    "4363e914-5b7d-4aab-97ae-bea69803b434": "camera extrinsics (cmex, named in libheif)",
}
"""User types of `uuid` boxes that this program knows."""
C2PA_UUID = "d8fec3d6-1b0e-483c-9297-5828877ec481"
XMP_UUID = "be7acfcb-97a9-42e8-9c71-999491e3afac"

SINGLE = frozenset(
    [
        "ftyp",
        "moov",
        "mvhd",
        "tkhd",
        "mdia",
        "mdhd",
        "hdlr",
        "minf",
        "stbl",
        "stsd",
        "stts",
        "ctts",
        "stss",
        "stsz",
        "stz2",
        "stsc",
        "stco",
        "co64",
        "edts",
        "elst",
        "dinf",
        "dref",
        "mvex",
        "mfra",
        "mfhd",
        "tfhd",
        "tfdt",
        "vmhd",
        "smhd",
        "iinf",
        "iloc",
        "pitm",
        "avcC",
        "hvcC",
        "esds",
    ]
)
"""Boxes that the standard allows once at most in their parent."""

FIRST_BOXES = frozenset(("ftyp styp moov mdat free skip wide pnot moof sidx uuid meta emsg prft jumb pdin").split())  # noqa: SIM905
"""Boxes with which a file of this family may begin."""
