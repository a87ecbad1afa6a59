"""SAM frames (GA 450): whole, cut, broken, and whatever else a line may carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam.frames import (
    HEAD_BYTES,
    LONGEST_BODY,
    LONGEST_FRAME,
    PREAMBLE,
    FrameSplitter,
    SamFrameError,
    encode_frame,
)

FIND = bytes.fromhex("AA AA AA 96 69 00 03 20 01 22")
payloads = st.binary(min_size=2, max_size=64)
soup = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([PREAMBLE, PREAMBLE[:3], PREAMBLE + b"\x09\x0a", PREAMBLE + b"\xff\xff", FIND]),
    ),
    max_size=16,
)


def split(*chunks: bytes) -> tuple[list[bytes], int]:
    """All payloads of a stream, and how many broken frames it held."""
    splitter, found, broken = FrameSplitter(), [], 0
    for chunk in chunks:
        splitter.feed(chunk)
        while True:
            try:
                payload = splitter.next_payload()
            except SamFrameError:
                broken += 1
                continue
            if payload is None:
                break
            found.append(payload)
        assert splitter.held < LONGEST_FRAME
    return found, broken


def test_a_frame_is_built_as_published() -> None:
    assert encode_frame(b"\x20\x01") == FIND
    assert split(FIND) == ([b"\x20\x01"], 0)


@pytest.mark.parametrize("size", [0, 1, LONGEST_BODY, LONGEST_BODY + 5])
def test_a_payload_that_no_frame_can_hold_is_refused(size: int) -> None:
    with pytest.raises(SamFrameError):
        encode_frame(bytes(size))


@pytest.mark.parametrize("size", [2, LONGEST_BODY - 1])
def test_the_shortest_and_the_longest_payload_pass(size: int) -> None:
    assert split(encode_frame(bytes(size))) == ([bytes(size)], 0)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("00 03 20 01 23", id="check byte"),
        pytest.param("00 00", id="no length"),
        pytest.param("00 02 00 02", id="too short"),
        pytest.param("FF FF 00", id="too long"),
        pytest.param("", id="cut off"),
    ],
)
def test_a_broken_frame_is_told_and_the_next_one_still_found(broken: str) -> None:
    found, count = split(PREAMBLE + bytes.fromhex(broken), FIND)
    assert found == [b"\x20\x01"]
    assert count == 1


def test_a_preamble_that_stutters_is_seen_through() -> None:
    assert split(b"\xaa\xaa" + FIND) == ([b"\x20\x01"], 0)


def test_what_was_cleared_is_gone() -> None:
    splitter = FrameSplitter()
    splitter.feed(FIND[:8])
    splitter.clear()
    splitter.feed(FIND[8:])
    assert splitter.next_payload() is None
    assert splitter.held == 0


def test_a_splitter_from_which_nobody_takes_keeps_one_longest_frame_beside_the_last_chunk() -> None:
    splitter = FrameSplitter()
    for _ in range(100):
        splitter.feed(PREAMBLE + b"\x09\x0a" + bytes(500))
    assert splitter.held == LONGEST_FRAME + HEAD_BYTES + 500


@given(st.lists(payloads, max_size=4), st.binary(max_size=20).filter(lambda noise: b"\xaa" not in noise), st.data())
def test_frames_are_found_between_noise_however_they_are_cut(
    sent: list[bytes], noise: bytes, data: st.DataObject
) -> None:
    stream = b"".join(noise + encode_frame(payload) for payload in sent) + noise
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert split(*chunks) == (sent, 0)


@given(soup)
def test_byte_soup_raises_nothing_else_comes_to_an_end_and_is_not_kept(chunks: list[bytes]) -> None:
    found, broken = split(*chunks)
    assert len(found) + broken <= sum(len(chunk) for chunk in chunks)


@given(soup)
def test_how_byte_soup_is_cut_does_not_matter(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    assert split(*chunks) == split(whole[: LONGEST_FRAME // 2], whole[LONGEST_FRAME // 2 :])
