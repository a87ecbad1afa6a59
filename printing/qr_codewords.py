"""The codewords of a QR symbol: a text's bits filled up, and the error correction (ISO/IEC 18004:2015, 7.4 and 7.5).

The library qrcode decides which characters go in which mode, writes their bits, and knows the tables of the standard.
Filling up and the division of polynomials are done here with whole numbers: a bit and a coefficient at a time, as the
library does them, they took half of a symbol's time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from qrcode import LUT, base, util
from qrcode.constants import ERROR_CORRECT_M

LARGEST_VERSION = 40
_FIRST_OF_SIZES = (1, 10, 27)
"""Versions from which on the lengths of texts are written with more bits (table 3)."""

_GENERATORS_KEPT = 8
"""Level M has few numbers of correction codewords in a block."""


class _Bits(util.BitBuffer):
    """Bits as one number, in place of the library's list."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def put(self, num: int, length: int) -> None:
        """Write a number with so many bits."""
        self.number = self.number << length | num
        self.length += length


def codewords(text: str) -> tuple[int, bytes] | None:
    """Return the smallest version that holds a text at level M, and its codewords; None when none does."""
    segments = list(util.optimal_data_chunks(text, minimum=20))
    limits = util.BIT_LIMIT_TABLE[ERROR_CORRECT_M]
    for first in _FIRST_OF_SIZES:
        bits = _written(segments, first)
        version = bisect_left(limits, bits.length, first)
        if version > LARGEST_VERSION:
            return None
        if util.mode_sizes_for_version(version) is util.mode_sizes_for_version(first):
            return version, _with_correction(_filled(bits, limits[version]), version)
    return None


def _written(segments: Sequence[util.QRData], version: int) -> _Bits:
    sizes = util.mode_sizes_for_version(version)
    bits = _Bits()
    for segment in segments:
        bits.put(segment.mode, 4)
        bits.put(len(segment), sizes[segment.mode])
        segment.write(bits)
    return bits


def _filled(bits: _Bits, limit: int) -> bytes:
    """Return the data codewords: a terminator of up to four bits, whole bytes, then the two padding bytes in turn."""
    bits.put(0, min(limit - bits.length, 4))
    bits.put(0, -bits.length % 8)
    data = bits.number.to_bytes(bits.length // 8, "big")
    missing = limit // 8 - len(data)
    return data + (bytes((util.PAD0, util.PAD1)) * (missing // 2 + 1))[:missing]


def _with_correction(data: bytes, version: int) -> bytes:
    """Return data and correction codewords, a byte of each block in turn (7.6)."""
    blocks, corrections, start = [], [], 0
    for block in base.rs_blocks(version, ERROR_CORRECT_M):
        part = data[start : start + block.data_count]
        blocks.append(part)
        corrections.append(_correction(part, block.total_count - block.data_count))
        start += block.data_count
    interleaved = chain(chain.from_iterable(zip_longest(*blocks)), chain.from_iterable(zip(*corrections, strict=True)))
    return bytes(byte for byte in interleaved if byte is not None)


def _correction(data: bytes, count: int) -> bytes:
    """Return the remainder of the data, times x^count, by the generator polynomial."""
    multiples = _multiples_of_generator(count)
    top, whole = 8 * (count - 1), (1 << 8 * count) - 1
    remainder = 0
    for byte in data:
        factor = byte ^ remainder >> top
        remainder = (remainder << 8 & whole) ^ multiples[factor]
    return remainder.to_bytes(count, "big")


@lru_cache(maxsize=_GENERATORS_KEPT)
def _multiples_of_generator(count: int) -> tuple[int, ...]:
    """Return each of the 256 multiples of the generator polynomial without its leading coefficient, as a number."""
    logs = [base.glog(coefficient) for coefficient in LUT.rsPoly_LUT[count][1:]]
    by_log = [bytes(base.gexp(log + power) for log in logs) for power in range(255)]
    return (0, *(int.from_bytes(by_log[base.glog(factor)], "big") for factor in range(1, 256)))
