"""A private message bus for ippeveprinter, which does not start without one (it looks for Avahi there)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from devices.errors import DeviceUnavailable

CONFIGURATION: Final = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A ``dbus-daemon`` on a socket of its own, with nobody else on it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> str:
        """Start the bus and return its address; raises :class:`DeviceUnavailable` when it is not installed."""
        # A socket's path may have 107 bytes only, so it does not go into the simulator's own folder.
        self._folder = tempfile.TemporaryDirectory(prefix="bus-")
        configuration = Path(self._folder.name) / "bus.conf"
        configuration.write_text(CONFIGURATION.format(folder=self._folder.name))
        arguments = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"]
        try:
            self._process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            self.stop()
            raise DeviceUnavailable("SIMULATOR_BUS_MISSING", "dbus-daemon") from error
        address = self._process.stdout.readline().decode().strip() if self._process.stdout else ""
        if not address:
            self.stop()
            raise DeviceUnavailable("SIMULATOR_BUS_DOWN", "dbus-daemon gave no address")
        return address

    def stop(self) -> None:
        """End the bus."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
