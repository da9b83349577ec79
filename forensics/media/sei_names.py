"""Names of supplemental messages by type number (Rec. ITU-T H.264 Annex D, H.265 Annex D; one common number space).

Numbers were checked against FFmpeg's list of SEI types (libavcodec/sei.h) on 2026-11-27.
"""

from __future__ import annotations

_SHARED = """
0 buffering period|1 picture timing|2 pan-scan|3 filler|4 registered user data (ITU-T T.35)|5 unregistered user data
6 recovery point|9 scene information|15 full-frame snapshot|16 progressive refinement start
17 progressive refinement end
19 film grain|22 post-filter hint|23 tone mapping|45 frame packing|47 display orientation|56 green metadata
137 mastering display colour volume|142 colour remapping|144 content light level
147 alternative transfer characteristics
148 ambient viewing environment|149 content colour volume|150 equirectangular projection|151 cubemap projection
154 sphere rotation|155 region-wise packing|156 omnidirectional viewport|200 SEI manifest|201 SEI prefix indication
202 annotated regions|204 sample aspect ratio
"""
_AVC = """
7 reference picture marking repetition|8 spare picture|10 sub-sequence|11 sub-sequence layer characteristics
12 sub-sequence characteristics|13 full-frame freeze|14 full-frame freeze release|18 motion-constrained slice groups
20 deblocking filter display preference|21 stereo video|24 scalability|25 sub-picture scalable layer
26 non-required layer representation|27 priority layer|28 layers not present|29 layer dependency change
30 scalable nesting|31 base layer temporal HRD|32 quality layer integrity check|33 redundant picture property
34 temporal layer zero index|35 temporal layer switching point|36 parallel decoding|37 MVC scalable nesting
38 view scalability|39 multiview scene|40 multiview acquisition|41 non-required view component|42 view dependency change
43 operation points not present|44 base view temporal HRD|46 multiview view position|48 MVCD scalable nesting
49 MVCD view scalability|50 depth representation|51 3D reference displays|52 depth timing|53 depth sampling
54 constrained depth parameter set
"""
_HEVC = """
128 structure of pictures|129 active parameter sets|130 decoding unit|131 temporal sub-layer zero index
132 decoded picture hash|133 scalable nesting|134 region refresh|135 no display|136 time code
138 segmented frame packing|139 motion-constrained tile sets|140 chroma resampling filter hint|141 knee function
143 deinterlaced field identification|145 dependent random access point|146 coded region completion
152 fisheye video|157 regional nesting|158 tile set extraction|159 tile set extraction nesting|160 layers not present
161 inter-layer constrained tile sets|162 bitstream partition nesting|163 bitstream partition arrival time
164 sub-bitstream property|165 alpha channel|166 overlay|167 motion vector prediction constraints|168 frame and field
176 3D reference displays|177 depth representation|178 multiview scene|179 multiview acquisition
180 multiview view position|181 alternative depth|203 subpicture level
"""


def _parse(*tables: str) -> dict[int, str]:
    entries = [one.partition(" ") for table in tables for line in table.split("\n") for one in line.split("|") if one]
    return {int(number): name for number, _, name in entries}


NAMES = {"h264": _parse(_SHARED, _AVC), "hevc": _parse(_SHARED, _HEVC)}
"""Codec -> type number -> name; a number that is in neither standard's list has none."""


def message_name(codec: str, number: int) -> str:
    """Return a message's name in its codec's standard, or its number."""
    return NAMES.get(codec, NAMES["hevc"]).get(number, f"type {number}")
