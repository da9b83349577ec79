"""Decode the parameter sets of H.264 (Rec. ITU-T H.264 7.3.2.1, 7.3.2.2, Annex E)."""

from __future__ import annotations

from contextlib import suppress

from forensics.media.bits import Bits, derived, picture_usability, unescape
from forensics.media.reading import Short

PROFILES = {
    66: "Baseline", 77: "Main", 88: "Extended", 100: "High", 110: "High 10", 122: "High 4:2:2",
    244: "High 4:4:4 Predictive", 44: "CAVLC 4:4:4 Intra", 83: "Scalable Baseline", 86: "Scalable High",
    118: "Multiview High", 128: "Stereo High",
}  # fmt: skip
_WITH_CHROMA = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})


def _scaling_list(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.se() + 256) % 256
        last = following or last


def vui(bits: Bits) -> None:
    """Note the video usability information (Annex E.1.1): shape of a pixel, colour, timing, reordering."""
    picture_usability(bits)
    if bits.u(1, "timing_info_present_flag"):
        bits.u(32, "num_units_in_tick")
        bits.u(32, "time_scale")
        bits.u(1, "fixed_frame_rate_flag")
    hrd = [_hrd(bits) for name in ("nal_hrd", "vcl_hrd") if bits.u(1, f"{name}_parameters_present_flag")]
    if hrd:
        bits.u(1)
    bits.u(1, "pic_struct_present_flag")
    if bits.u(1, "bitstream_restriction_flag"):
        bits.u(1)
        bits.ue()
        bits.ue()
        bits.ue("log2_max_mv_length_horizontal")
        bits.ue("log2_max_mv_length_vertical")
        bits.ue("max_num_reorder_frames")
        bits.ue("max_dec_frame_buffering")


def _hrd(bits: Bits) -> int:
    count = bits.ue() + 1
    if count > 32:
        raise Short
    bits.u(8)
    for _ in range(count):
        bits.ue()
        bits.ue()
        bits.u(1)
    bits.u(5)
    bits.u(5, "cpb_removal_delay_length_minus1")
    bits.u(5, "dpb_output_delay_length_minus1")
    bits.u(5, "time_offset_length")
    return count


def sps(unit: bytes) -> Bits:
    """Return the noted syntax elements of a sequence parameter set; cut-off sets give what could be read."""
    payload, removed = unescape(unit[:4096])
    bits = Bits(payload, removed)
    with suppress(Short):
        _sps(bits)
    return bits


def _sps(bits: Bits) -> None:
    bits.skip(8)
    profile = bits.u(8, "profile_idc")
    bits.u(8, "constraint_flags")
    bits.u(8, "level_idc")
    bits.ue("seq_parameter_set_id")
    chroma = 1
    if profile in _WITH_CHROMA:
        chroma = bits.ue("chroma_format_idc")
        if chroma == 3:
            bits.u(1, "separate_colour_plane_flag")
        bits.ue("bit_depth_luma_minus8")
        bits.ue("bit_depth_chroma_minus8")
        bits.u(1)
        if bits.u(1, "seq_scaling_matrix_present_flag"):
            for number in range(12 if chroma == 3 else 8):
                if bits.u(1):
                    _scaling_list(bits, 16 if number < 6 else 64)
    bits.ue("log2_max_frame_num_minus4")
    order = bits.ue("pic_order_cnt_type")
    if order == 0:
        bits.ue("log2_max_pic_order_cnt_lsb_minus4")
    elif order == 1:
        _order_cycle(bits)
    bits.ue("max_num_ref_frames")
    bits.u(1, "gaps_in_frame_num_value_allowed_flag")
    width = (bits.ue("pic_width_in_mbs_minus1") + 1) * 16
    map_units = bits.ue("pic_height_in_map_units_minus1") + 1
    frames_only = bits.u(1, "frame_mbs_only_flag")
    if not frames_only:
        bits.u(1, "mb_adaptive_frame_field_flag")
    bits.u(1, "direct_8x8_inference_flag")
    height = map_units * 16 * (2 - frames_only)
    if bits.u(1, "frame_cropping_flag"):
        left, right, top, bottom = (bits.ue(f"frame_crop_{side}_offset") for side in ("left", "right", "top", "bottom"))
        step_x = 1 if chroma in (0, 3) else 2
        step_y = (2 if chroma == 1 else 1) * (2 - frames_only)
        width, height = width - step_x * (left + right), height - step_y * (top + bottom)
    derived(bits, width, height)
    if bits.u(1, "vui_parameters_present_flag"):
        vui(bits)


def _order_cycle(bits: Bits) -> None:
    bits.u(1)
    bits.se()
    bits.se()
    count = bits.ue("num_ref_frames_in_pic_order_cnt_cycle")
    if count > 255:
        raise Short
    for _ in range(count):
        bits.se()


def pps(unit: bytes) -> Bits:
    """Return the noted syntax elements of a picture parameter set up to the initial QP."""
    payload, removed = unescape(unit[:1024])
    bits = Bits(payload, removed)
    try:
        bits.skip(8)
        bits.ue("pic_parameter_set_id")
        bits.ue("seq_parameter_set_id")
        bits.u(1, "entropy_coding_mode_flag")
        bits.u(1, "bottom_field_pic_order_in_frame_present_flag")
        if bits.ue("num_slice_groups_minus1") == 0:
            bits.ue("num_ref_idx_l0_default_active_minus1")
            bits.ue("num_ref_idx_l1_default_active_minus1")
            bits.u(1, "weighted_pred_flag")
            bits.u(2, "weighted_bipred_idc")
            bits.se("pic_init_qp_minus26")
            bits.se("pic_init_qs_minus26")
            bits.se("chroma_qp_index_offset")
            bits.u(1, "deblocking_filter_control_present_flag")
            bits.u(1, "constrained_intra_pred_flag")
            bits.u(1, "redundant_pic_cnt_present_flag")
    except Short:
        pass
    return bits
