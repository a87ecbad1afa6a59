"""What surrounds every page: preferences, masked name, step header."""

from __future__ import annotations

from kiosk.catalogue.service import Service, StepKind
from kiosk.visit.screens import (
    Frame,
    Segment,
    StepHeader,
)
from kiosk.visit.state import (
    PAPER_MOVING,
    Ending,
    Guide,
    Rating,
    Serving,
    SlipFailed,
    Stopped,
    Visit,
)
from kiosk.visit.surroundings import Surroundings

SEGMENT_OF = {
    StepKind.CONSENT: Segment.CONSENT,
    StepKind.IDENTIFY: Segment.IDENTIFY,
    StepKind.CONFIRM_PERSON: Segment.CONFIRM,
    StepKind.CHOOSE: Segment.CHOOSE,
    StepKind.REVIEW: Segment.PRINT,
    StepKind.PROOF: Segment.PRINT,
    StepKind.CERTIFICATE: Segment.PRINT,
    StepKind.ANSWER: Segment.ANSWER,
}


def segments_of(service: Service) -> tuple[Segment, ...]:
    """Return the counted parts of a service; steps that share a part count once."""
    parts = [SEGMENT_OF[kind] for kind in service.steps if kind in SEGMENT_OF]
    return tuple(dict.fromkeys(parts))


def frame_of(visit: Visit, now: Surroundings) -> Frame:
    """Return what surrounds the present page."""
    phase = visit.phase
    if isinstance(phase, Ending):
        return Frame(preferences=visit.preferences, masked_name=phase.masked_name, in_visit=True, may_speak=now.speaks)
    if not isinstance(phase, Serving):
        return Frame(preferences=visit.preferences, in_visit=isinstance(phase, Rating), may_speak=now.speaks)
    person = phase.dossier.person
    kind = phase.service.steps[phase.position]
    return Frame(
        preferences=visit.preferences,
        masked_name=person.masked_name if person else None,
        header=_header(phase.service, kind) if not isinstance(phase.step, Guide | Stopped | SlipFailed) else None,
        in_visit=not isinstance(phase.step, Guide),
        may_end=not isinstance(phase.step, (*PAPER_MOVING, SlipFailed)),
        may_speak=now.speaks,
    )


def _header(service: Service, kind: StepKind) -> StepHeader | None:
    segments = segments_of(service)
    if not segments:
        return None
    part = SEGMENT_OF.get(kind)
    current = segments.index(part) if part in segments else len(segments) - 1
    return StepHeader(service=service.name, segments=segments, current=current)
