"""What the simulated IPP printer says of itself: the same printer as ippeveprinter's, in its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from devices.printers.ipp import INPUT_TRAYS, Operation, PrinterState
from devices.printers.ipp_codec import Attribute, Boolean, EnumNumber, Integer, Opaque, Text, TextTag, Value
from devices.simulators.certificate_attributes import MARGIN, MEDIA, PLAIN, TRAYS, Medium, Tray
from devices.simulators.ipp_values import OCTET_STRING, Member, attribute, collection, keyword

SHEETS: Final = 100
EVERYTHING: Final = frozenset({"all", "printer-description", "job-template"})
ALSO_PLAIN: Final = (
    ("charset", "charset-configured", "utf-8"),
    ("charset", "charset-supported", "us-ascii,utf-8"),
    ("keyword", "compression-supported", "none"),
    ("naturalLanguage", "generated-natural-language-supported", "en"),
    ("keyword", "ipp-versions-supported", "1.1,2.0"),
    ("keyword", "ipp-features-supported", "ipp-everywhere"),
    ("keyword", "job-creation-attributes-supported", "copies,media,media-col,print-quality,print-scaling,sides"),
    ("boolean", "multiple-document-jobs-supported", "false"),
    ("keyword", "multiple-document-handling-supported", "separate-documents-uncollated-copies"),
    ("naturalLanguage", "natural-language-configured", "en"),
    ("keyword", "pdl-override-supported", "attempted"),
    ("name", "printer-name", "Certificate"),
    ("text", "printer-info", "Simulated certificate printer"),
    ("text", "printer-location", "Nowhere"),
    ("keyword", "uri-authentication-supported", "none"),
    ("keyword", "uri-security-supported", "none"),
    ("keyword", "which-jobs-supported", "completed,not-completed,all"),
)


def printer_attributes(
    *,
    uri: str,
    uuid: str,
    state: PrinterState,
    reasons: Collection[str],
    levels: Mapping[str, int],
    jobs: int,
    seconds: int,
) -> tuple[Attribute, ...]:
    """Return everything that the printer says of itself now."""
    loaded = [value for tray in TRAYS for medium in tray.media for value in _loaded(medium, tray.source)]
    return (
        *(attribute(*line) for line in (*PLAIN, *ALSO_PLAIN)),
        Attribute(INPUT_TRAYS, tuple(_counted(tray, levels.get(tray.source, SHEETS)) for tray in TRAYS)),
        Attribute("media-supported", keyword(*(medium.name for medium in MEDIA))),
        Attribute("media-ready", keyword(*(medium.name for medium in MEDIA))),
        Attribute("media-default", keyword(MEDIA[0].name)),
        Attribute("media-size-supported", tuple(value for medium in MEDIA for value in collection(_size(medium)))),
        Attribute("media-col-database", tuple(loaded)),
        Attribute("media-col-ready", tuple(loaded)),
        Attribute("media-col-default", _loaded(MEDIA[0], TRAYS[0].source)),
        Attribute("operations-supported", tuple(EnumNumber(operation) for operation in Operation)),
        Attribute("printer-uri-supported", (Text(TextTag.URI, uri),)),
        Attribute("printer-more-info", (Text(TextTag.URI, uri.replace("ipp:", "http:")),)),
        Attribute("printer-uuid", (Text(TextTag.URI, uuid),)),
        Attribute("printer-is-accepting-jobs", (Boolean(True),)),
        Attribute("printer-state", (EnumNumber(state),)),
        Attribute("printer-state-reasons", keyword(*(reasons or ("none",)))),
        Attribute("printer-state-message", (Text(TextTag.TEXT, ""),)),
        Attribute("printer-up-time", (Integer(max(1, seconds)),)),
        Attribute("queued-job-count", (Integer(jobs),)),
    )


def asked_for(attributes: Iterable[Attribute], names: Collection[str]) -> tuple[Attribute, ...]:
    """Return the attributes that were asked for; all of them where a group was, or nothing in particular."""
    if not names or EVERYTHING.intersection(names):
        return tuple(attributes)
    return tuple(one for one in attributes if one.name in names)


def _counted(tray: Tray, level: int) -> Opaque:
    line = f"type=sheetFeedAutoRemovableTray;maxcapacity=250;level={level};status=0;name={tray.source};"
    return Opaque(OCTET_STRING, line.encode())


def _size(medium: Medium) -> dict[str, Member]:
    return {"x-dimension": Integer(medium.width), "y-dimension": Integer(medium.height)}


def _loaded(medium: Medium, source: str) -> tuple[Value, ...]:
    margins = {f"media-{side}-margin": Integer(MARGIN) for side in ("bottom", "left", "right", "top")}
    return collection(
        {
            "media-size": _size(medium),
            "media-size-name": Text(TextTag.KEYWORD, medium.name),
            **margins,
            "media-source": Text(TextTag.KEYWORD, source),
            "media-type": Text(TextTag.KEYWORD, "stationery"),
        }
    )
