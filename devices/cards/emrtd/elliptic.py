"""Arithmetic with points of a curve, for which PACE needs more than common libraries offer: its own generator.

Not written for constant time: every secret number here is used for one session, on a terminal where nobody can measure
it. Long-lived keys never come here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from devices.cards.emrtd.curves import Curve
from devices.errors import CardUnreadable

UNCOMPRESSED: Final = 0x04
"""First byte of an uncompressed point (BSI TR-03111, 3.2.1)."""


@dataclass(frozen=True)
class Point:
    """A point of a curve, but not the one at infinity."""

    x: int = field(repr=False)
    y: int = field(repr=False)


_Jacobian: TypeAlias = tuple[int, int, int]
_INFINITY: Final[_Jacobian] = (1, 1, 0)


def base_point(curve: Curve) -> Point:
    """Return the generator that the curve's standard names."""
    return Point(curve.x, curve.y)


def multiply(curve: Curve, factor: int, point: Point) -> Point:
    """Return the point added to itself ``factor`` times.

    Raises:
        CardUnreadable: ``CARD_ANSWERS_WRONGLY`` when the result is the point at infinity, which no honest chip causes.
    """
    result = _INFINITY
    start = (point.x, point.y, 1)
    for bit in bin(factor % curve.n)[2:]:
        result = _double(curve, result)
        if bit == "1":
            result = _add(curve, result, start)
    return _affine(curve, result)


def add(curve: Curve, first: Point, second: Point) -> Point:
    """Return the sum of two points.

    Raises:
        CardUnreadable: as :func:`multiply`.
    """
    return _affine(curve, _add(curve, (first.x, first.y, 1), (second.x, second.y, 1)))


def encode_point(curve: Curve, point: Point) -> bytes:
    """Write a point uncompressed (BSI TR-03111, 3.2.1)."""
    return bytes([UNCOMPRESSED]) + point.x.to_bytes(curve.size, "big") + point.y.to_bytes(curve.size, "big")


def decode_point(curve: Curve, data: bytes) -> Point:
    """Read an uncompressed point and make sure that it lies on the curve.

    Raises:
        CardUnreadable: ``CARD_ANSWERS_WRONGLY`` when it does not.
    """
    if len(data) != 1 + 2 * curve.size or data[0] != UNCOMPRESSED:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no uncompressed point")
    x = int.from_bytes(data[1 : 1 + curve.size], "big")
    y = int.from_bytes(data[1 + curve.size :], "big")
    on_curve = x < curve.p and y < curve.p and (y * y - (x * x * x + curve.a * x + curve.b)) % curve.p == 0
    if not on_curve:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "point off the curve")
    return Point(x, y)


def _affine(curve: Curve, point: _Jacobian) -> Point:
    x, y, z = point
    if z == 0:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "point at infinity")
    inverse = pow(z, -1, curve.p)
    square = inverse * inverse % curve.p
    return Point(x * square % curve.p, y * square * inverse % curve.p)


def _double(curve: Curve, point: _Jacobian) -> _Jacobian:
    """Double in Jacobian coordinates, where ``(x, y, z)`` stands for ``(x/z², y/z³)``; any ``a``."""
    x, y, z = point
    p = curve.p
    if z == 0 or y == 0:
        return _INFINITY
    square = y * y % p
    s = 4 * x * square % p
    m = (3 * x * x + curve.a * pow(z, 4, p)) % p
    doubled_x = (m * m - 2 * s) % p
    doubled_y = (m * (s - doubled_x) - 8 * square * square) % p
    return doubled_x, doubled_y, 2 * y * z % p


def _add(curve: Curve, first: _Jacobian, second: _Jacobian) -> _Jacobian:
    x1, y1, z1 = first
    x2, y2, z2 = second
    p = curve.p
    if z1 == 0:
        return second
    if z2 == 0:
        return first
    z1_square, z2_square = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * z2_square % p, x2 * z1_square % p
    s1, s2 = y1 * z2 * z2_square % p, y2 * z1 * z1_square % p
    if u1 == u2:
        return _double(curve, first) if s1 == s2 else _INFINITY
    h, r = (u2 - u1) % p, (s2 - s1) % p
    h_square = h * h % p
    h_cube, v = h_square * h % p, u1 * h_square % p
    sum_x = (r * r - h_cube - 2 * v) % p
    sum_y = (r * (v - sum_x) - s1 * h_cube) % p
    return sum_x, sum_y, h * z1 * z2 % p
