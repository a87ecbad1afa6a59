"""The failure codes of the two kinds of matchers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from devices.status import DeviceKind


@dataclass(frozen=True, kw_only=True)
class MatcherFailures:
    """What can go wrong with a matcher behind a bridge.

    Attributes:
        no_service: the bridge does not answer at its address.
        not_found: the bridge sees no device.
        broken: the device itself reports a fault.
        silent: the bridge took a question and does not answer.
        garbled: the bridge answered what the protocol does not allow.
        lost: the connection broke.
        not_connected: nothing has been reached yet.
    """

    no_service: str
    not_found: str
    broken: str
    silent: str
    garbled: str
    lost: str
    not_connected: str


FAILURES: Final[Mapping[DeviceKind, MatcherFailures]] = MappingProxyType(
    {
        DeviceKind.FINGERPRINT_READER: MatcherFailures(
            no_service="FINGERPRINT_READER_NO_SERVICE",
            not_found="FINGERPRINT_READER_NOT_FOUND",
            broken="FINGERPRINT_READER_BROKEN",
            silent="FINGERPRINT_READER_SILENT",
            garbled="FINGERPRINT_READER_GARBLED",
            lost="FINGERPRINT_READER_LOST",
            not_connected="FINGERPRINT_READER_NOT_CONNECTED",
        ),
        DeviceKind.FACE_CAMERA: MatcherFailures(
            no_service="FACE_CAMERA_NO_SERVICE",
            not_found="FACE_CAMERA_NOT_FOUND",
            broken="FACE_CAMERA_BROKEN",
            silent="FACE_CAMERA_SILENT",
            garbled="FACE_CAMERA_GARBLED",
            lost="FACE_CAMERA_LOST",
            not_connected="FACE_CAMERA_NOT_CONNECTED",
        ),
    }
)
