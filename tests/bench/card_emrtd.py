"""Travel documents: how long the terminal itself takes for reading one, above what chip, service and reader take.

Read over a private pcscd and its virtual reader with the simulated chip. Everything inside a transmit is the reader's:
the chip, its cryptography and the way to it. What is left is ours: the other half of the cryptography, the check of the
state's signature, and taking the files apart. A real chip answers an APDU in some 20 ms and not in one.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.apdu import Transmit
from devices.cards.emrtd.read import has_travel_application, read_travel_document
from devices.cards.emrtd.trust import TrustStore
from devices.cards.pcsc_service import UNKNOWN_STATE, PcscCard, PcscService, ReaderState
from devices.simulators.emrtd.chip import EmrtdChip
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdSimulator
from devices.simulators.wallet import TravelDocumentImage
from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share, Summary
from tests.bench.pcscd import private_pcscd

AIM_MS: Final = 10.0
"""The same as for the other cards where the handshake costs no elliptic curves."""
TODAY: Final = date(2026, 11, 22)
CARD_WITHIN_MS: Final = 20_000

PASSPORT: Final = TravelDocumentImage(
    document_code="P",
    issuing_state="NZL",
    number="LZ307156",
    surname="WHAREPAPA",
    given_names="AROHA MERE",
    nationality="NZL",
    birth="19950130",
    sex="F",
    valid_until="20330712",
)
KEY: Final = MrzKey(number="LZ307156", birth="950130", expiry="330712")


@dataclass
class Timed:
    """Reads of one kind, in ms: all of each, and how much of it was spent inside transmits."""

    whole: list[float] = field(default_factory=list)
    wire: list[float] = field(default_factory=list)
    commands: int = 0

    @property
    def own(self) -> tuple[float, ...]:
        """What the terminal itself took, a read at a time."""
        return tuple(whole - wire for whole, wire in zip(self.whole, self.wire, strict=True))


def measure(runs: int) -> Measured:
    """Read a passport ``runs`` times each way, after one round that only warms the caches."""
    with tempfile.TemporaryDirectory() as scratch, private_pcscd(Path(scratch)) as pcscd:
        issuer = SandboxIssuer.create(Path(scratch) / "issuer", states=(PASSPORT.issuing_state,))
        trust = TrustStore.load(Path(scratch) / "issuer")
        basic = _reads(pcscd, EmrtdChip(PASSPORT, issuer), trust, runs=runs)
        with_face = _reads(pcscd, EmrtdChip(PASSPORT, issuer), trust, runs=runs, with_photo=True)
        pace = _reads(pcscd, EmrtdChip(replace(PASSPORT, pace=True), issuer), trust, runs=runs)
    return Measured(
        (
            _figure("passport by BAC, above the reader", basic, aim=AIM_MS),
            _figure("the same with its photo", with_face),
            _figure("passport by PACE, above the reader", pace),
        ),
        (_parts("Passport by BAC, medians", basic), _parts("Passport by PACE, medians", pace)),
    )


def _reads(pcscd: PrivatePcscd, chip: EmrtdChip, trust: TrustStore, *, runs: int, with_photo: bool = False) -> Timed:
    slot = VpcdSimulator(port=pcscd.contactless_port)
    with ExitStack() as stack:
        slot.place(chip)
        stack.callback(slot.stop)
        service = PcscService()
        stack.callback(service.release)
        card = stack.enter_context(_connect(service))
        _read(card.transmit, trust, Timed(), with_photo=with_photo)
        timed = Timed()
        for _ in range(runs):
            _read(card.transmit, trust, timed, with_photo=with_photo)
    _wait_until_empty(pcscd)
    return timed


def _read(transmit: Transmit, trust: TrustStore, timed: Timed, *, with_photo: bool) -> None:
    wire_s, timed.commands = 0.0, 0

    def clocked(apdu: bytes) -> bytes:
        nonlocal wire_s
        began = time.perf_counter()
        try:
            return transmit(apdu)
        finally:
            wire_s += time.perf_counter() - began
            timed.commands += 1

    began = time.perf_counter()
    if not has_travel_application(clocked):
        raise RuntimeError("no travel document on the reader")
    read_travel_document(clocked, key=KEY, trust=trust, today=TODAY, with_photo=with_photo)
    timed.whole.append((time.perf_counter() - began) * 1000)
    timed.wire.append(wire_s * 1000)


def _connect(service: PcscService) -> PcscCard:
    states = [ReaderState(name, UNKNOWN_STATE) for name in service.readers()]
    while states:
        states = service.wait(states, at_most_ms=CARD_WITHIN_MS)
        for state in states:
            if state.has_card:
                return service.connect(state.reader)
    raise RuntimeError("the virtual card did not come")


def _wait_until_empty(pcscd: PrivatePcscd) -> None:
    """Begin anew with a pcscd that has seen no card, so that the next one is not taken for the last."""
    pcscd.stop()
    pcscd.start()


def _figure(name: str, timed: Timed, *, aim: float | None = None) -> Figure:
    floor = Floor("chip, service and reader", tuple(timed.wire))
    return Figure(name=name, unit="ms", values=timed.own, aim=aim, floors=(floor,))


def _parts(name: str, timed: Timed) -> Breakdown:
    median = Summary.MEDIAN.of
    return Breakdown(
        name=name,
        unit="ms",
        shares=(
            Share("chip, service and reader", median(timed.wire), f"{timed.commands} APDUs"),
            Share("the terminal", median(timed.own), "handshake, messages, signature"),
            Share("all together", median(timed.whole)),
        ),
    )
