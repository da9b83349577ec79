"""Decode the parameter sets of H.265 (Rec. ITU-T H.265 7.3.2, 7.3.3, 7.3.7, Annex E)."""

from __future__ import annotations

from contextlib import suppress

from forensics.media.bits import Bits, derived, picture_usability, unescape
from forensics.media.reading import Short

PROFILES = {
    1: "Main", 2: "Main 10", 3: "Main Still Picture", 4: "Range Extensions", 5: "High Throughput",
    6: "Multiview Main", 7: "Scalable Main", 8: "3D Main", 9: "Screen Content Coding",
}  # fmt: skip


def _profile_tier_level(bits: Bits, sub_layers: int) -> None:
    bits.u(2, "general_profile_space")
    bits.u(1, "general_tier_flag")
    bits.u(5, "general_profile_idc")
    bits.u(32, "general_profile_compatibility_flags")
    bits.u(4, "general_source_flags")
    bits.skip(44)
    bits.u(8, "general_level_idc")
    present = [(bits.u(1), bits.u(1)) for _ in range(sub_layers)]
    if sub_layers:
        bits.skip(2 * (8 - sub_layers))
    for profile, level in present:
        bits.skip(88 * profile + 8 * level)


def vps(unit: bytes) -> Bits:
    """Return the noted syntax elements of a video parameter set up to its profile and level."""
    payload, removed = unescape(unit[:1024])
    bits = Bits(payload, removed)
    try:
        bits.skip(16)
        bits.u(4, "vps_video_parameter_set_id")
        bits.skip(2)
        bits.u(6, "vps_max_layers_minus1")
        sub_layers = bits.u(3, "vps_max_sub_layers_minus1")
        bits.u(1, "vps_temporal_id_nesting_flag")
        bits.skip(16)
        _profile_tier_level(bits, sub_layers)
    except Short:
        pass
    return bits


def sps(unit: bytes) -> Bits:
    """Return the noted syntax elements of a sequence parameter set; cut-off sets give what could be read."""
    payload, removed = unescape(unit[:4096])
    bits = Bits(payload, removed)
    with suppress(Short):
        _sps(bits)
    return bits


def _sps(bits: Bits) -> None:
    bits.skip(16)
    bits.u(4, "sps_video_parameter_set_id")
    sub_layers = bits.u(3, "sps_max_sub_layers_minus1")
    bits.u(1, "sps_temporal_id_nesting_flag")
    _profile_tier_level(bits, sub_layers)
    bits.ue("sps_seq_parameter_set_id")
    chroma = bits.ue("chroma_format_idc")
    if chroma == 3:
        bits.u(1, "separate_colour_plane_flag")
    width = bits.ue("pic_width_in_luma_samples")
    height = bits.ue("pic_height_in_luma_samples")
    if bits.u(1, "conformance_window_flag"):
        left, right, top, bottom = (bits.ue(f"conf_win_{side}_offset") for side in ("left", "right", "top", "bottom"))
        step_x, step_y = (2 if chroma in (1, 2) else 1), (2 if chroma == 1 else 1)
        width, height = width - step_x * (left + right), height - step_y * (top + bottom)
    derived(bits, width, height)
    bits.ue("bit_depth_luma_minus8")
    bits.ue("bit_depth_chroma_minus8")
    order_bits = bits.ue("log2_max_pic_order_cnt_lsb_minus4") + 4
    for _ in range(sub_layers + 1 if bits.u(1) else 1):
        bits.ue("sps_max_dec_pic_buffering_minus1")
        bits.ue("sps_max_num_reorder_pics")
        bits.ue("sps_max_latency_increase_plus1")
    for name in (
        "log2_min_luma_coding_block_size_minus3", "log2_diff_max_min_luma_coding_block_size",
        "log2_min_luma_transform_block_size_minus2", "log2_diff_max_min_luma_transform_block_size",
        "max_transform_hierarchy_depth_inter", "max_transform_hierarchy_depth_intra",
    ):  # fmt: skip
        bits.ue(name)
    if bits.u(1, "scaling_list_enabled_flag") and bits.u(1):
        _scaling_lists(bits)
    bits.u(1, "amp_enabled_flag")
    bits.u(1, "sample_adaptive_offset_enabled_flag")
    if bits.u(1, "pcm_enabled_flag"):
        bits.u(8)
        bits.ue()
        bits.ue()
        bits.u(1)
    _reference_sets(bits)
    if bits.u(1, "long_term_ref_pics_present_flag"):
        count = bits.ue()
        if count > 32:
            raise Short
        bits.skip(count * (order_bits + 1))
    bits.u(1, "sps_temporal_mvp_enabled_flag")
    bits.u(1, "strong_intra_smoothing_enabled_flag")
    if bits.u(1, "vui_parameters_present_flag"):
        _vui(bits)


def _scaling_lists(bits: Bits) -> None:
    for size in range(4):
        for _ in range(0, 6, 3 if size == 3 else 1):
            if not bits.u(1):
                bits.ue()
                continue
            if size > 1:
                bits.se()
            for _ in range(min(64, 1 << (4 + (size << 1)))):
                bits.se()


def _reference_sets(bits: Bits) -> None:
    sets = bits.ue("num_short_term_ref_pic_sets")
    if sets > 64:
        raise Short
    pictures = 0
    for number in range(sets):
        if number and bits.u(1):
            bits.u(1)
            bits.ue()
            kept = 0
            for _ in range(pictures + 1):
                used = bits.u(1)
                kept += 1 if used or bits.u(1) else 0
            pictures = kept
        else:
            negative, positive = bits.ue(), bits.ue()
            if negative > 16 or positive > 16:
                raise Short
            for _ in range(negative + positive):
                bits.ue()
                bits.u(1)
            pictures = negative + positive


def _vui(bits: Bits) -> None:
    picture_usability(bits)
    bits.skip(3)
    if bits.u(1, "default_display_window_flag"):
        for _ in range(4):
            bits.ue()
    if bits.u(1, "timing_info_present_flag"):
        bits.u(32, "num_units_in_tick")
        bits.u(32, "time_scale")


def pps(unit: bytes) -> Bits:
    """Return the noted syntax elements of a picture parameter set up to the initial QP."""
    payload, removed = unescape(unit[:1024])
    bits = Bits(payload, removed)
    try:
        bits.skip(16)
        bits.ue("pps_pic_parameter_set_id")
        bits.ue("pps_seq_parameter_set_id")
        bits.u(1, "dependent_slice_segments_enabled_flag")
        bits.u(1, "output_flag_present_flag")
        bits.u(3, "num_extra_slice_header_bits")
        bits.u(1, "sign_data_hiding_enabled_flag")
        bits.u(1, "cabac_init_present_flag")
        bits.ue("num_ref_idx_l0_default_active_minus1")
        bits.ue("num_ref_idx_l1_default_active_minus1")
        bits.se("init_qp_minus26")
    except Short:
        pass
    return bits
