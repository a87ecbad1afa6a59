"""The pages on which a resident says, and proves, who they are."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from devices.status import DeviceKind
from kiosk.catalogue.service import Service
from kiosk.failures import Failure, Failures
from kiosk.visit.identity import CARD_WAYS, Factor, Way
from kiosk.visit.ladder import factors_for, ways_to
from kiosk.visit.person import Person
from kiosk.visit.screens import (
    ConfirmScreen,
    Frame,
    IdentifyScreen,
    MatchingScreen,
    NamePersonScreen,
    OneTimeCodeScreen,
    ProveItScreen,
    Revealed,
    ScanCodeScreen,
    Screen,
    SignInScreen,
    UnlockScreen,
    WaitingScreen,
)
from kiosk.visit.state import (
    Checking,
    ConfirmPerson,
    Identify,
    IdentityStep,
    Matching,
    NamePerson,
    ProveIt,
    ScanCode,
    Serving,
    SignInClerk,
    TypeOneTimeCode,
    UnlockDocument,
)
from kiosk.visit.surroundings import Surroundings


def _scanner_gone(now: Surroundings) -> str | None:
    """Return why nothing can be scanned any more; none while the scanner works."""
    if now.usable(DeviceKind.CODE_SCANNER):
        return None
    scanner = now.device(DeviceKind.CODE_SCANNER)
    return scanner.fault.code if scanner is not None and scanner.fault else "CODE_SCANNER_NOT_CONNECTED"


def identity_page(frame: Frame, serving: Serving, step: IdentityStep, failures: Failures, now: Surroundings) -> Screen:
    """Return the page of a step of identification."""
    service = serving.service
    match step:
        case Identify():
            return _identify(frame, service, step, failures, now)
        case UnlockDocument():
            return unlock_page(frame, step, failures, now)
        case ScanCode(notice):
            others = _other_ways(service, now, Way.PHONE_CODE)
            why = _why(failures, notice or _scanner_gone(now))
            return ScanCodeScreen(frame, False, why, others, beeps=now.rings)
        case SignInClerk(notice, proving):
            return SignInScreen(frame, False, _why(failures, notice), proving is not None)
        case NamePerson(clerk, notice):
            return NamePersonScreen(frame, clerk.name, False, _why(failures, notice))
        case Checking(before=before, long=long):
            return WaitingScreen(frame, service, long) if long else _checking(frame, serving, before, failures, now)
        case ConfirmPerson():
            return _confirm(frame, serving)
        case ProveIt(notice=notice):
            return ProveItScreen(frame, _factors(serving, step, now), False, _why(failures, notice))
        case TypeOneTimeCode():
            return _one_time_code(frame, serving, step, failures, now)
        case Matching(factor=factor, proving=proving):
            return MatchingScreen(frame, factor, _other_factors(serving, proving, now, factor))
        case unreachable:
            assert_never(unreachable)


def unlock_page(frame: Frame, step: UnlockDocument, failures: Failures, now: Surroundings) -> Screen:
    """Return the page that asks for what stands printed in a travel document."""
    return UnlockScreen(frame, step.reading, _why(failures, step.notice), now.usable(DeviceKind.CODE_SCANNER))


def _checking(frame: Frame, serving: Serving, before: IdentityStep, failures: Failures, now: Surroundings) -> Screen:
    """The page that is waited on stays, and says that it is at work."""
    page = identity_page(frame, serving, before, failures, now)
    if isinstance(page, ScanCodeScreen | SignInScreen | NamePersonScreen | ProveItScreen | OneTimeCodeScreen):
        return replace(page, checking=True)
    return page


def _identify(frame: Frame, service: Service, step: Identify, failures: Failures, now: Surroundings) -> Screen:
    ways = ways_to(service, now)
    cards = [way for way in ways if way in CARD_WAYS]
    way = step.way if step.way in cards else next(iter(cards), step.way or Way.IDENTITY_CARD)
    held = now.held(step.reading.reader) if step.reading else ""
    reading = step.reading is not None and not held
    return IdentifyScreen(
        frame,
        way=way,
        others=() if reading else tuple(other for other in ways if other is not way),
        reading=reading,
        notice=_why(failures, held or step.notice or (None if cards else "NO_CARD_READER")),
        beeps=now.rings,
    )


def _one_time_code(
    frame: Frame, serving: Serving, step: TypeOneTimeCode, failures: Failures, now: Surroundings
) -> Screen:
    return OneTimeCodeScreen(
        frame,
        masked_phone=step.sent.masked_phone,
        checking=False,
        notice=_why(failures, step.notice),
        others=_other_factors(serving, step.proving, now, Factor.ONE_TIME_CODE),
        tries_left=step.tries_left,
    )


def _confirm(frame: Frame, serving: Serving) -> Screen:
    person = _person(serving)
    return ConfirmScreen(
        frame=frame,
        service=serving.service,
        way=person.way,
        card=person.card,
        masked_name=person.masked_name,
        birth_year=person.birth.year,
        masked_id_number=person.masked_id_number,
        revealed=Revealed(person.name, person.id_number),
    )


def _person(serving: Serving) -> Person:
    if serving.dossier.person is None:
        raise LookupError(f"{type(serving.step).__name__} without a person")
    return serving.dossier.person


def _other_ways(service: Service, now: Surroundings, present: Way) -> tuple[Way, ...]:
    return tuple(way for way in ways_to(service, now) if way is not present)


def _factors(serving: Serving, proving: ProveIt, now: Surroundings) -> tuple[Factor, ...]:
    return factors_for(_person(serving), serving.service, now, proving.failed)


def _other_factors(serving: Serving, proving: ProveIt, now: Surroundings, present: Factor) -> tuple[Factor, ...]:
    return tuple(factor for factor in _factors(serving, proving, now) if factor is not present)


def _why(failures: Failures, notice: str | None) -> Failure | None:
    return failures.find(notice) if notice else None
