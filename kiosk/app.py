"""The one place where the terminal is built: every part is made here and handed its collaborators.

The order of starting, and why:

1. The settings are read and the state folder is taken, before anything else can write into it (``ui.main`` does both,
   and shows the attract screen right after, so that a resident never looks at a dark screen).
2. The records are opened, because all that follows may have to note something.
3. The portal's lines are built next, since the press asks the register before it prints.
4. The devices are built, and told to whom they report; none is opened yet.
5. The press and the runner are built from all these.
6. The terminal begins to live, and only then are the devices opened: the first thing that a device says already finds
   somebody who listens.
7. Once the sheet printer answers, prints that an earlier run left open are brought to an end; what was not delivered
   is delivered.

Stopping goes the other way round. A part that is missing never keeps the rest from starting: its absence is a status.
"""

from __future__ import annotations

import logging
import random
import secrets
import time
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import Final

from devices.cards.events import CardEvent, CardNotRead, CardRead, Insertion
from devices.cards.evidence import CardEvidence
from devices.cards.sam.reader import SamReader
from devices.cards.validity import refusal_on
from devices.ports import CodeScanned, OutletChanged
from devices.scanner.wedge_scanner import WedgeCodeScanner
from devices.status import DeviceKind, DeviceStatus, Media, Outlet
from kiosk.bilingual import Language
from kiosk.card_readers import has_authorities
from kiosk.errors import KioskError
from kiosk.fleet import build_fleet
from kiosk.freed_memory import FreedMemory
from kiosk.health import HealthFile
from kiosk.log import Redactor
from kiosk.portal.client import HttpPortal
from kiosk.portal.courier import Courier
from kiosk.portal.lines import Line, LineStatus
from kiosk.portal.parcels import Parcel
from kiosk.portal.switchboard import Switchboard
from kiosk.portal.watch import LineWatch
from kiosk.press.paper import build_paper
from kiosk.press.press import Press
from kiosk.press.readiness import build_readiness
from kiosk.press.reports import note_delivered
from kiosk.press.sheets import Reconciled
from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox
from kiosk.repeating import Repeating
from kiosk.runner import EffectRunner, Wipeable
from kiosk.settings import FontSettings, LineSettings, Settings
from kiosk.staff.book import StaffBook
from kiosk.staff.lockout import Lockout
from kiosk.staff.pins import Pins
from kiosk.staff.sign_in import StaffDesk
from kiosk.terminal import Alarm, ClerksChanged, FontsChanged, FormsChanged, Ready, Terminal, TimeOfDay, WaysBarred
from kiosk.timers import Timers
from kiosk.visit.effects import Cue
from kiosk.visit.events import Event, PaperPresented, PaperTaken, PrintAdvanced, PrintFailed, PrintUncertain
from kiosk.visit.identity import Way
from kiosk.visit.surroundings import LineNow

log = logging.getLogger("app")

OUTLET_SETTLES_S: Final = 1.0
"""After the printer's report an outlet's sensor has surely seen the sheet: five times the input board's debounce."""
CLOCK_EVERY_S: Final = 20.0
"""How often the visit hears the local time of day and of its forms; opening hours are in minutes."""


class Application:
    """Everything behind the screen.

    Args of the constructor:
        settings: of this terminal.
        terminal: the visit, already shown by the window.
        wipeables: what the window holds of a visit.
        redactor: the log's filter.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        terminal: Terminal,
        wipeables: tuple[Wipeable, ...],
        redactor: Redactor,
    ) -> None:
        self._terminal = terminal
        self._printer_worked = False
        self._printer_about = ""
        self._fonts = settings.fonts
        folder = settings.terminal.state_dir
        self._health = HealthFile(folder)
        self._database = Database(folder)
        keys = MachineKeys.load(folder)
        self._audit = Audit(database=self._database, now=utc_now)
        self._blanks = BlankStock(database=self._database, now=utc_now)
        self._ledger = PrintLedger(
            database=self._database, blanks=self._blanks, keys=keys, audit=self._audit, now=utc_now
        )
        self._outbox = SealedOutbox(
            database=self._database, keys=keys, now=utc_now, on_delivered=partial(note_delivered, self._ledger)
        )
        self._readiness = build_readiness(
            settings,
            database=self._database,
            wanted=self._terminal.forms_wanted,
            printer=lambda: self._printer_about,
        )
        self._build_portal(settings)
        self._staff = StaffDesk(
            book=StaffBook(settings.staff.file) if settings.staff else None,
            pins=Pins(),
            lockout=Lockout(database=self._database, keys=keys, now=utc_now),
            audit=self._audit,
        )
        # A terminal without a book has nothing to say of it; of one that has, even that all is well.
        self._staff_book_code = None if settings.staff else ""
        self._barred = barred_ways(settings)
        self._fleet = build_fleet(
            settings,
            on_card=self._card,
            on_code=self._code,
            on_status=self._device_changed,
            on_outlet=self._outlet_changed,
            now=utc_now,
        )
        self._press = self._build_press(settings)
        self._runner = EffectRunner(
            readers=self._fleet.readers,
            scanner=self._fleet.scanner,
            matchers=self._fleet.matchers,
            evidence=self._evidence,
            staff=self._staff,
            portal=self._portal,
            press=self._press,
            outbox=self,
            audit=self._audit,
            redactor=redactor,
            attention=self,
            # The last of them, since it gives back what the others have freed.
            wipeables=(*wipeables, FreedMemory()),
            alarm=self._alarm,
            post=self._post,
            new_key=new_key,
            new_support_code=new_support_code,
        )
        self._outlets: Timers[Outlet] = Timers(fire=self._look_into)
        self._clock = Repeating(name="clock", every_s=CLOCK_EVERY_S, task=self._look_around)

    def open(self) -> None:
        """Begin, in the order of this module's first lines."""
        self._audit.note(Happening.TERMINAL_STARTED)
        self._look_at_fonts()
        self._look_at_staff_book()
        self._terminal.observe(WaysBarred(self._barred))
        self._runner.open()
        self._terminal.open(self._runner)
        self._outlets.open()
        self._press.open()
        for device in self._fleet.devices:
            self._device_changed(device.status())
        self._tell_missing_lines()
        self._clock.open()
        self._fleet.open()
        self._watch.start()
        self._courier.start()

    def close(self) -> None:
        """Stop, the other way round."""
        self._courier.stop()
        self._watch.stop()
        self._clock.close()
        self._outlets.close()
        self._terminal.close()
        self._fleet.close()
        self._press.close()
        self._runner.close()
        self._portal.close()
        self._note_if_possible(Happening.TERMINAL_STOPPED)
        self._database.close()
        self._health.remove()

    def call(self, cue: Cue) -> None:
        """Sound the bell when something is to be taken or somebody is to answer; the page shows what."""
        if (sounder := self._fleet.sounder) is not None:
            sounder.beep() if cue is Cue.CARD_READ else sounder.ring()
        log.info("cue %s", cue.value)

    @property
    def key_scanner(self) -> WedgeCodeScanner | None:
        """The code scanner that types like a keyboard, for whoever sees the keys; absent where there is none."""
        scanner = self._fleet.scanner
        return scanner if isinstance(scanner, WedgeCodeScanner) else None

    def say(self, text: str, language: Language) -> None:
        """Read a sentence aloud."""
        if self._fleet.sounder is not None:
            self._fleet.sounder.say(text, language.value)

    def put(self, parcel: Parcel) -> None:
        """Take a parcel for the portal and wake the courier."""
        self._outbox.put(parcel)
        self._courier.wake()

    def _build_portal(self, settings: Settings) -> None:
        lines = tuple(line_of(line) for line in settings.line)
        names = [line.name for line in lines]
        self._switchboard = Switchboard(
            lines=names, on_change=self._line_changed, monotonic=time.monotonic, now=utc_now
        )
        self._portal = HttpPortal(lines=lines, parcel_line=names[0], switchboard=self._switchboard)
        probe_every_s = min(line.probe_every_s for line in settings.line)
        self._watch = LineWatch(portal=self._portal, lines=names, every_s=probe_every_s)
        self._courier = Courier(
            outbox=self._outbox, portal=self._portal, monotonic=time.monotonic, chance=random.SystemRandom()
        )

    def _build_press(self, settings: Settings) -> Press:
        paper = build_paper(settings, readiness=self._readiness, stock=self._blanks)
        return Press(
            certificate_printer=self._fleet.certificate_printer,
            receipt_printer=self._fleet.receipt_printer,
            checker=self._portal,
            ledger=self._ledger,
            reports=self,
            occupied=self._sheet_outlet_occupied,
            sheets=paper,
            slips=paper,
            post=self._post,
            alarm=self._alarm,
            clock=time.monotonic,
        )

    # What devices, lines and the press say becomes events and observations.

    def _card(self, event: CardEvent) -> None:
        """Vet a card before the visit sees it: one that does not hold today is not read."""
        log.info("%s: %s", event.insertion.reader.value, type(event).__name__)
        today = datetime.now().astimezone().date()
        if isinstance(event, CardRead) and (code := refusal_on(today, event.contents)):
            event = CardNotRead(event.insertion, code)
        self._terminal.post(event)

    def _code(self, code: CodeScanned) -> None:
        log.info("a code was scanned")
        self._terminal.post(code)

    def _evidence(self, insertion: Insertion) -> CardEvidence | None:
        """Only identity cards carry what devices compare with; they are read by the SAM."""
        reader = self._fleet.readers[insertion.reader]
        return reader.evidence(insertion) if isinstance(reader, SamReader) else None

    def _device_changed(self, status: DeviceStatus) -> None:
        self._health.note_device(status)
        self._terminal.observe(status)
        if status.kind is DeviceKind.CERTIFICATE_PRINTER:
            if status.works and not self._printer_worked:
                self._press.reconcile().add_done_callback(self._note_reconciled)
            self._printer_worked = status.works
            # One that does not answer says nothing of itself, and is still the one that was calibrated.
            if status.about and status.about != self._printer_about:
                self._printer_about = status.about
                self._clock.wake()

    def _note_reconciled(self, done: Future[Reconciled]) -> None:
        """Leave a line that prints were brought to an end; the ledger leaves one for each that is unknown."""
        if done.exception() is not None:
            return
        found = done.result()
        if found.released or found.adopted or found.unknown:
            self._audit.note(Happening.PRINTS_RECONCILED, Disposition.FAILED if found.unknown else Disposition.DONE)

    def _line_changed(self, status: LineStatus) -> None:
        line = LineNow(name=status.name, up=status.up, since=status.since, code=status.code)
        self._health.note_line(line)
        self._terminal.observe(line)
        if status.up:
            self._courier.wake()

    def _tell_missing_lines(self) -> None:
        """A line that a service needs and the settings lack is down for ever, and its tiles say so."""
        known = {status.name for status in self._switchboard.statuses()}
        for name in sorted(self._terminal.lines_wanted - known):
            log.warning("line %s: a service needs it and the settings have no such [[line]]", name)
            missing = LineStatus(name, up=False, since=utc_now(), code="LINE_DOWN")
            self._line_changed(missing)

    def _sheet_outlet_occupied(self) -> bool:
        board = self._fleet.input_board
        return board is not None and board.media(Outlet.CERTIFICATE) is Media.PRESENT

    def _outlet_changed(self, change: OutletChanged) -> None:
        self._terminal.observe(change)
        if change.media is Media.NOT_PRESENT:
            self._note_taken(change.outlet)

    def _note_taken(self, outlet: Outlet) -> None:
        self._press.taken(outlet)
        self._terminal.post(PaperTaken(outlet))

    def _look_into(self, outlet: Outlet, ticket: int) -> None:
        """A quick resident takes a sheet before its printer reports it out; the sensor has the last word."""
        board = self._fleet.input_board
        if board is not None and board.media(outlet) is Media.NOT_PRESENT:
            log.info("print %d: its outlet is empty already", ticket)
            self._note_taken(outlet)

    def _post(self, event: Event) -> None:
        self._terminal.post(event)
        if isinstance(event, PaperPresented):
            self._outlets.start(event.outlet, event.ticket, OUTLET_SETTLES_S)
        if isinstance(event, PrintAdvanced | PrintFailed | PrintUncertain):
            self._clock.wake()

    def _alarm(self, code: str) -> None:
        self._terminal.observe(Alarm(code))
        self._note_if_possible(Happening.TERMINAL_HALTED, code)

    def _note_if_possible(self, what: Happening, code: str = "") -> None:
        """Note in the audit; records that cannot be written must not keep the terminal from stopping."""
        try:
            self._audit.note(what, code=code)
        except KioskError as error:
            log.error("%s %s could not be noted: %s", what.value, code, error)

    def _look_around(self) -> None:
        """Note what no device tells: the time, fonts, and what commands have moved: clerks, blanks, calibrations.

        Forms are read here for the first time, since nothing before the attract screen may wait for them.
        """
        self._tell_time()
        self._look_at_fonts()
        self._look_at_staff_book()
        self._look_at_forms()
        self._terminal.observe(Ready())

    def _look_at_forms(self) -> None:
        """Look at each form again; records that cannot be read must not keep a visit waiting for its paper."""
        try:
            forms = self._readiness.look()
        except KioskError as error:
            log.warning("the forms cannot be looked at: %s", error.code)
            return
        self._health.note_forms(forms, utc_now())
        self._terminal.observe(FormsChanged(forms))

    def _look_at_fonts(self) -> None:
        """A sheet that cannot be laid out must be known before the portal has issued it."""
        self._terminal.observe(FontsChanged("FONT_MISSING" if is_font_missing(self._fonts) else ""))

    def _look_at_staff_book(self) -> None:
        """A book that cannot be used means no clerks; residents have other ways."""
        present, code, detail = False, "", ""
        try:
            present = self._staff.has_clerks()
        except KioskError as error:
            code, detail = error.code, error.detail
        if code != self._staff_book_code:
            self._staff_book_code = code
            self._health.note_staff_book(code, detail, utc_now())
            if code:
                log.error("%s: %s", code, detail)
        self._terminal.observe(ClerksChanged(present))

    def _tell_time(self) -> None:
        self._terminal.observe(TimeOfDay(datetime.now().astimezone().time().replace(second=0, microsecond=0)))


def barred_ways(settings: Settings) -> frozenset[Way]:
    """Return the ways that these settings do not equip the terminal for: no travel document is believed unvouched."""
    reader = settings.card_reader
    if reader is not None and has_authorities(reader.authorities_dir):
        return frozenset()
    return frozenset({Way.TRAVEL_DOCUMENT})


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def new_key() -> str:
    """A visit's random key, 128 bits."""
    return secrets.token_hex(16)


def new_support_code() -> str:
    """Six characters under which an unforeseen failure stands in the log."""
    return secrets.token_hex(3).upper()


def is_font_missing(fonts: FontSettings) -> bool:
    """Whether a font file that sheets are laid out with is not there."""
    return not all(path.is_file() for path in fonts.files)


def line_of(settings: LineSettings) -> Line:
    """The line that a ``[[line]]`` table describes."""
    return Line(
        name=settings.name,
        base_url=settings.base_url.rstrip("/"),
        proxy=settings.proxy or None,
        trust_store=settings.trust_file,
        client_certificate=settings.certificate_file,
        client_key=settings.key_file,
        connect_s=settings.connect_timeout_s,
        read_s=settings.read_timeout_s,
    )
