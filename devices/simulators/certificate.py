"""The simulated certificate printer: ippeveprinter, with this program as its paper path.

The printer itself is the real IPP implementation of CUPS. Its print command (``certificate_command.py``) hands every
document to the simulator, which decides whether a sheet comes out.
"""

from __future__ import annotations

import contextlib
import http.client
import logging
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from devices.errors import DeviceError, DeviceUnavailable
from devices.printers.ipp import IppPrinter
from devices.simulators import certificate_command
from devices.simulators.certificate_attributes import TRAYS, attributes_file
from devices.simulators.certificate_faults import HOLDING, CertificateFault, FaultMoment
from devices.simulators.certificate_sheets import Sheet, Task, task_in
from devices.simulators.private_bus import PrivateBus
from devices.simulators.private_cups import free_port

log = logging.getLogger("devices.simulators")

START_DEADLINE_S: Final = 20.0
STOP_DEADLINE_S: Final = 5.0
LOOK_EVERY_S: Final = 0.02
SAY_DEADLINE_S: Final = 3.0
SHEETS_FULL: Final = 250
SHEETS_LOW: Final = 5
STATE_JOB: Final = "simulator-state"
"""Name of the jobs whose only purpose is that ippeveprinter, which learns its state from jobs, hears of a change."""
EMPTY_DOCUMENT: Final = b"%PDF-1.4\n%%EOF\n"
SYSTEM_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class CertificatePrinterSimulator:
    """An IPP printer with an outlet.

    Args of the constructor:
        folder: where the sheets and the printer's spool go; emptied at ``start``.
        on_outlet: told ``True`` when a sheet lies in the outlet and ``False`` when it has been taken; on any thread,
            in the order in which it happens.
        motor_s: seconds from the start of a sheet until it lies in the outlet.
        port: TCP port; a free one when absent.

    ``start`` raises :class:`DeviceUnavailable` when ippeveprinter is not installed or does not come up.
    """

    def __init__(
        self,
        *,
        folder: Path,
        on_outlet: Callable[[bool], None] = lambda present: None,
        motor_s: float = 0.0,
        port: int | None = None,
    ) -> None:
        self.motor_s = motor_s
        self.port = port or free_port()
        self.uri = f"ipp://localhost:{self.port}/ipp/print"
        self._folder = folder
        self._on_outlet = on_outlet
        self._changed = threading.Condition()
        self._faults: set[CertificateFault] = set()
        self._armed: dict[FaultMoment, CertificateFault] = {}
        self._abort_armed = False
        self._stopping = False
        self._sheets: list[Sheet] = []
        self._outlet: list[Sheet] = []
        self._bus = PrivateBus()
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._printer = IppPrinter(uri=self.uri, deadline_s=SAY_DEADLINE_S)

    def __enter__(self) -> CertificatePrinterSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the printer; returns once it answers."""
        self._lay_out()
        self._stopping = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen, name="simulated-certificate-printer", daemon=True)
        self._thread.start()
        self.switch_on()

    def stop(self) -> None:
        """End the printer; the sheets stay in the folder."""
        self.switch_off()
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        if self._thread is not None:
            self._thread.join(STOP_DEADLINE_S)
            self._thread = None
        shutil.rmtree(self._folder / "spool", ignore_errors=True)

    def switch_on(self) -> None:
        """Give the printer power; it forgets its jobs when it has none."""
        listener = self._listener
        if listener is None:
            raise DeviceUnavailable("SIMULATOR_NOT_STARTED", "certificate printer")
        environment = {
            "PATH": SYSTEM_PATH,
            "HOME": str(self._folder),
            "DBUS_SYSTEM_BUS_ADDRESS": self._bus.start(),
            "CERTIFICATE_SIMULATOR_PORT": str(listener.getsockname()[1]),
        }
        try:
            self._process = subprocess.Popen(
                self._arguments(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as error:
            raise DeviceUnavailable("SIMULATOR_PRINTER_MISSING", "ippeveprinter") from error
        self._await_answer()
        if self.faults():
            self._say_state()

    def switch_off(self) -> None:
        """Take the printer's power away."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._bus.stop()

    def faults(self) -> frozenset[CertificateFault]:
        """Return what is wrong now."""
        with self._changed:
            return frozenset(self._faults)

    def fault(self, fault: CertificateFault) -> None:
        """Let something go wrong now; returns once the printer says so."""
        self._change(lambda: self._faults.add(fault))

    def clear(self, fault: CertificateFault) -> None:
        """Put something right; returns once the printer says so."""
        self._change(lambda: self._faults.discard(fault))

    def fault_next(self, fault: CertificateFault, moment: FaultMoment) -> None:
        """Let something go wrong with the next sheet."""
        with self._changed:
            self._armed[moment] = fault

    def run_out_next(self) -> None:
        """Let the paper run out while the next sheet is about to be drawn in."""
        self.fault_next(CertificateFault.PAPER_OUT, FaultMoment.BEFORE)

    def jam_next(self) -> None:
        """Let the next sheet jam on page 1: it goes in and does not come out."""
        self.fault_next(CertificateFault.JAM, FaultMoment.PAGE)

    def abort_next(self) -> None:
        """Let the printer give up the next job by itself."""
        with self._changed:
            self._abort_armed = True

    def sheets(self) -> tuple[Sheet, ...]:
        """Return every sheet that ever came out, the oldest first."""
        with self._changed:
            return tuple(self._sheets)

    def lying(self) -> tuple[Sheet, ...]:
        """Return the sheets in the outlet."""
        with self._changed:
            return tuple(self._outlet)

    def take(self) -> tuple[Sheet, ...]:
        """Take what lies in the outlet, as a person does."""
        with self._changed:
            taken = tuple(self._outlet)
            self._outlet.clear()
            if taken:
                self._on_outlet(False)
            return taken

    def _change(self, change: Callable[[], None]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()
        if self._process is not None:
            self._say_state()

    def _say_state(self) -> None:
        """Bring the printer's own reasons up to date; returns once it says them, or cannot.

        Paper is set at its panel, everything else by a job of our own, which has to wait while there is no paper.
        """
        ends = time.monotonic() + SAY_DEADLINE_S
        self._set_paper()
        while not self._printer_says_it() and time.monotonic() < ends:
            if CertificateFault.PAPER_OUT not in self.faults():
                with contextlib.suppress(DeviceError):
                    self._printer.print(EMPTY_DOCUMENT, name=STATE_JOB, document_format="application/pdf")
            time.sleep(LOOK_EVERY_S)

    def _set_paper(self) -> None:
        faults = self.faults()
        level = SHEETS_FULL
        if CertificateFault.PAPER_LOW in faults:
            level = SHEETS_LOW
        if CertificateFault.PAPER_OUT in faults:
            level = 0
        panel = http.client.HTTPConnection("localhost", self.port, timeout=SAY_DEADLINE_S)
        try:
            loaded = enumerate(medium.name for tray in TRAYS for medium in tray.media)
            fields = [f"size{place}={name}&type{place}=stationery&level{place}={level}" for place, name in loaded]
            panel.request("GET", "/media?" + "&".join(fields))
            panel.getresponse().read()
        except (OSError, http.client.HTTPException) as error:
            raise DeviceUnavailable("SIMULATOR_PRINTER_DOWN", "the printer's panel") from error
        finally:
            panel.close()

    def _printer_says_it(self) -> bool:
        said = {reason.rsplit("-", 1)[0] for reason in self._printer.printer().reasons} - {"none"}
        wanted = {fault.value for fault in self.faults()}
        if CertificateFault.PAPER_OUT in self.faults():
            return CertificateFault.PAPER_OUT.value in said
        return said == wanted

    def _listen(self) -> None:
        listener = self._listener
        while listener is not None:
            try:
                wire, _ = listener.accept()
            except OSError:
                return
            with wire, contextlib.suppress(OSError):
                self._serve(wire)

    def _serve(self, wire: socket.socket) -> None:
        task = task_in(wire.makefile("r", encoding="utf-8").readline())

        def say(line: str) -> None:
            wire.sendall(line.encode() + b"\n")

        self._say_faults(say)
        status = 0 if task.name == STATE_JOB else self._print(task, say)
        self._forget(task)
        say(f"EXIT {status}")

    def _say_faults(self, say: Callable[[str], None]) -> None:
        now = self.faults()
        gone = [fault.value for fault in CertificateFault if fault not in now]
        there = [fault.value for fault in CertificateFault if fault in now]
        say("STATE: -" + ",".join(gone))
        if there:
            say("STATE: +" + ",".join(there))

    def _print(self, task: Task, say: Callable[[str], None]) -> int:
        """Carry one sheet through the printer; returns the exit status, 1 when the printer gives the job up."""
        self._fall_ill(FaultMoment.BEFORE, say)
        if not self._wait_until_free(task, say):
            return 0
        with self._changed:
            aborts, self._abort_armed = self._abort_armed, False
        if aborts:
            return 1
        if self._fall_ill(FaultMoment.PAGE, say) & HOLDING:
            # What is torn out of the machine is no print any more: the job is over when the fault is.
            self._wait_until_free(task, say)
            return 1
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, self.motor_s)
        self._present(task)
        self._fall_ill(FaultMoment.AFTER, say)
        say("ATTR: job-impressions-completed=1")
        return 0

    def _fall_ill(self, moment: FaultMoment, say: Callable[[str], None]) -> frozenset[CertificateFault]:
        """Let come what was armed for this moment; returns it."""
        with self._changed:
            fault = self._armed.pop(moment, None)
            if fault is None:
                return frozenset()
            self._faults.add(fault)
        self._say_faults(say)
        return frozenset({fault})

    def _wait_until_free(self, task: Task, say: Callable[[str], None]) -> bool:
        """Hold the job while something is wrong; false when it is, or meanwhile was, cancelled."""
        while not self._is_cancelled(task):
            with self._changed:
                before = frozenset(self._faults)
                if self._stopping:
                    return False
                if not before & HOLDING:
                    return True
                self._changed.wait_for(self._differs_from(before), LOOK_EVERY_S * 2)
                changed = self._faults != before
            if changed:
                self._say_faults(say)
        return False

    def _differs_from(self, before: frozenset[CertificateFault]) -> Callable[[], bool]:
        return lambda: self._stopping or self._faults != before

    def _is_cancelled(self, task: Task) -> bool:
        try:
            job = self._printer.job(task.job)
        except DeviceError:
            return True
        return job is None or job.state.ended or "processing-to-stop-point" in job.reasons

    def _present(self, task: Task) -> None:
        number = len(self._sheets) + 1
        document = self._folder / "sheets" / f"{number:03}.pdf"
        shutil.copyfile(task.document, document)
        sheet = Sheet(number=number, document=document, media=task.media, source=task.source, job_name=task.name)
        with self._changed:
            self._sheets.append(sheet)
            self._outlet.append(sheet)
            self._on_outlet(True)

    def _forget(self, task: Task) -> None:
        """Leave nothing of the job in the printer's memory."""
        for path in (task.document, task.document.with_suffix(".prn")):
            path.unlink(missing_ok=True)

    def _lay_out(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        for part in ("sheets", "spool"):
            (self._folder / part).mkdir(parents=True)
        (self._folder / "printer.conf").write_text(attributes_file())
        command = self._folder / "print-command"
        program = [sys.executable, "-I", "-S", str(Path(certificate_command.__file__))]
        command.write_text(f'#!/bin/sh\nexec {shlex.join(program)} "$@"\n')
        command.chmod(0o700)

    def _arguments(self) -> list[str]:
        return [
            "ippeveprinter",
            *("-r", "off"),
            *("-p", str(self.port)),
            *("-n", "localhost"),
            *("-d", str(self._folder / "spool")),
            *("-K", str(self._folder)),
            *("-a", str(self._folder / "printer.conf")),
            *("-c", str(self._folder / "print-command")),
            "Certificate",
        ]

    def _await_answer(self) -> None:
        ends = time.monotonic() + START_DEADLINE_S
        while True:
            try:
                self._printer.printer()
            except DeviceError as error:
                ended = self._process is None or self._process.poll() is not None
                if ended or time.monotonic() > ends:
                    raise DeviceUnavailable("SIMULATOR_PRINTER_DOWN", "ippeveprinter") from error
                time.sleep(LOOK_EVERY_S)
            else:
                return
