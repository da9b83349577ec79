"""Which fields of an element tell of the program that wrote it, and not of what was filmed.

What is not listed here is left out of a signature: dates, durations, sizes, offsets, bit rates, picture sizes,
rotation, places, titles. A field that this list forgets makes a signature poorer; it never puts a person's data in it.
"""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FULL = ("version", "flags")
_SPS = _names(
    "profile_idc constraint_flags seq_parameter_set_id chroma_format_idc bit_depth_luma_minus8 "
    "bit_depth_chroma_minus8 seq_scaling_matrix_present_flag log2_max_frame_num_minus4 pic_order_cnt_type "
    "log2_max_pic_order_cnt_lsb_minus4 gaps_in_frame_num_value_allowed_flag frame_mbs_only_flag "
    "direct_8x8_inference_flag vui_parameters_present_flag aspect_ratio_info_present_flag "
    "video_signal_type_present_flag video_format video_full_range_flag colour_primaries transfer_characteristics "
    "matrix_coefficients timing_info_present_flag nal_hrd_parameters_present_flag vcl_hrd_parameters_present_flag "
    "pic_struct_present_flag bitstream_restriction_flag motion_vectors_over_pic_boundaries_flag "
    "max_bytes_per_pic_denom max_bits_per_mb_denom log2_max_mv_length_horizontal log2_max_mv_length_vertical "
    "fixed_frame_rate_flag"
)
_PPS = _names(
    "pic_parameter_set_id seq_parameter_set_id entropy_coding_mode_flag "
    "bottom_field_pic_order_in_frame_present_flag num_slice_groups_minus1 num_ref_idx_l0_default_active_minus1 "
    "num_ref_idx_l1_default_active_minus1 weighted_pred_flag weighted_bipred_idc pic_init_qs_minus26 "
    "chroma_qp_index_offset deblocking_filter_control_present_flag constrained_intra_pred_flag "
    "redundant_pic_cnt_present_flag transform_8x8_mode_flag"
)
_VISUAL = _names(
    "data_reference_index version revision vendor horizontal_resolution vertical_resolution frames_per_sample depth"
)
_SOUND = _names(
    "data_reference_index version revision vendor sample_bits samples_per_packet bytes_per_packet bytes_per_sample"
)
_AVC = ("configuration_version", "profile", "profile_compatibility", "nal_length_size")
_EXTENSIBLE = _names(
    "EBMLVersion EBMLReadVersion EBMLMaxIDLength EBMLMaxSizeLength DocType DocTypeVersion DocTypeReadVersion "
    "TimestampScale FlagLacing FlagDefault FlagEnabled FlagForced CodecID TrackType MinCache MaxBlockAdditionID "
    "DisplayUnit FlagInterlaced TagName"
)

FIELDS: dict[str, frozenset[str]] = {
    kind: frozenset(names)
    for kind, names in {
        "ftyp": ("major_brand", "minor_version", "compatible_brands"),
        "styp": ("major_brand", "minor_version", "compatible_brands"),
        "mvhd": (*_FULL, "timescale", "rate", "volume"),
        "tkhd": (*_FULL, "layer", "volume"),
        "mdhd": (*_FULL, "timescale", "language"),
        "hdlr": (*_FULL, "component_type", "handler_type", "manufacturer", "name_length", "name"),
        "vmhd": (*_FULL, "graphics_mode", "opcolor"),
        "smhd": (*_FULL, "balance"),
        "url ": _FULL,
        "elst": (*_FULL, "entries"),
        "avc1": _VISUAL, "avc3": _VISUAL, "hvc1": _VISUAL, "hev1": _VISUAL, "mp4v": _VISUAL, "vp09": _VISUAL,
        "av01": _VISUAL, "mp4a": _SOUND, "Opus": _SOUND, "lpcm": _SOUND, "sowt": _SOUND,
        "avcC": _AVC, "hvcC": _AVC, "decoder configuration": _AVC,
        "SPS": _SPS, "PPS": _PPS, "VPS": ("vps_max_sub_layers_minus1", "vps_temporal_id_nesting_flag"),
        "esds": ("es_id", "object_type", "audio_object_type", "sbr_signalled_after"),
        "colr": ("colour_type", "primaries", "transfer", "matrix", "full_range"),
        "tmcd": ("timecode_flags",),
        **dict.fromkeys(("stts", "ctts", "stss", "stsc", "stsz", "stco", "co64", "sdtp", "sidx", "trun"), _FULL),
        "tfhd": (*_FULL, "default_flags"),
        "tfdt": ("version",),
        "trex": (*_FULL, "description_index", "default_flags"),
        "data": ("type", "locale"),
        "uuid": ("user_type",),
        **dict.fromkeys(_EXTENSIBLE, ("value",)),
        "RIFF AVI": ("form",),
        "avih": ("flags", "padding_granularity", "initial_frames"),
        "strh": ("type", "handler", "flags", "priority", "language", "initial_frames", "quality"),
        "strf": ("planes", "bits_per_pixel", "compression", "format_tag", "bits_per_sample"),
        "indx": ("longs_per_entry", "index_subtype", "index_type"),
        "PAT": ("transport_stream_id",),
        "APP0": ("identifier", "version", "units", "x_density", "y_density"),
        "APP1": ("identifier",), "APP2": ("identifier",), "APP13": ("identifier",), "APP14": ("identifier",),
        "DQT": ("table 0 (zigzag)", "table 1 (zigzag)"),
        "IHDR": ("bit_depth", "colour_type", "compression", "filter", "interlace"),
    }.items()
}  # fmt: skip
"""Kind of an element -> names of the fields that go into a signature."""

STATEMENTS = frozenset(
    {"compressor_name", "MuxingApp", "WritingApp", "ENCODER", "encoder", "©too", "©swr", "©mak", "©mod", "©enc", "©fmt"}
    | {"ISFT", "Software", "Image Software", "Image Make", "Image Model", "xmp:CreatorTool", "tool", "FIRM", "DVNM"}
    | {"com.apple.quicktime.software", "com.apple.quicktime.make", "com.apple.quicktime.model", "com.android.version"}
    | {"com.android.manufacturer", "com.android.model", "service_provider", "service_name"}
)
"""Names of the fields and tags in which a program states its own name: free text that anybody can write."""
MARKS = frozenset({"encoder.mark", "encoder.name"})
"""Quantities under which the coded media state the encoder's name."""

CODED = frozenset({"SPS", "PPS", "VPS", "avcC", "hvcC", "decoder configuration", "CodecPrivate"})
"""Elements that the encoder of the coded media decides, and not the program that wrote the container."""

OPAQUE = frozenset({"jumb", "uuid", "caBX", "XMP_", "JUMBF"})
"""Elements whose inside says who signed or described this one file; only that they stand there is kept."""
SWALLOWED = frozenset({"(entropy-coded data)", "entropy-coded data", "Cues", "SeekHead", "SeekPosition"})
"""Elements that stand in every file of a format and whose inside follows from the file's own bytes."""
