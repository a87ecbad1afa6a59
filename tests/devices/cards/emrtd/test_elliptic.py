"""Arithmetic on curves, against the library that does it with standard generators."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from devices.cards.emrtd.curves import STANDARDIZED, Curve
from devices.cards.emrtd.elliptic import Point, add, base_point, decode_point, encode_point, multiply
from devices.cards.emrtd.signatures import CURVES
from devices.errors import CardUnreadable

ALL = pytest.mark.parametrize("curve", STANDARDIZED.values(), ids=lambda curve: curve.name)


@ALL
def test_the_base_point_lies_on_the_curve_and_has_the_order(curve: Curve) -> None:
    base = base_point(curve)
    assert decode_point(curve, encode_point(curve, base)) == base
    assert multiply(curve, curve.n - 1, base) == Point(base.x, curve.p - base.y)
    with pytest.raises(CardUnreadable):
        multiply(curve, curve.n, base)


@ALL
def test_sums_and_multiples_agree(curve: Curve) -> None:
    base = base_point(curve)
    assert add(curve, base, base) == multiply(curve, 2, base)
    assert add(curve, multiply(curve, 5, base), multiply(curve, 7, base)) == multiply(curve, 12, base)
    assert multiply(curve, 5, multiply(curve, 7, base)) == multiply(curve, 35, base)
    with pytest.raises(CardUnreadable):
        add(curve, base, multiply(curve, curve.n - 1, base))


@pytest.mark.parametrize("name", CURVES)
def test_multiples_are_those_of_the_library(name: str) -> None:
    curve = next(each for each in STANDARDIZED.values() if each.name == name)
    private = curve.n * 2 // 3
    known = ec.derive_private_key(private, CURVES[name]()).public_key().public_numbers()
    assert multiply(curve, private, base_point(curve)) == Point(known.x, known.y)


@ALL
def test_points_off_the_curve_are_refused(curve: Curve) -> None:
    good = encode_point(curve, base_point(curve))
    for wrong in (
        b"",
        good[:-1],
        b"\x02" + good[1:],
        good[:-1] + bytes([good[-1] ^ 1]),
        b"\x04" + b"\xff" * (len(good) - 1),
    ):
        with pytest.raises(CardUnreadable):
            decode_point(curve, wrong)
