"""Notices that the folder of lexicons has changed. Every server process watches for itself."""

from __future__ import annotations

from threading import Event, Thread

from service.lexicons.folder import Stamp, read_folder, stamp_of
from service.lexicons.shelf import LexiconShelf
from service.telemetry import log_failure


class LexiconWatch:
    """Looks at the folder at an interval, in a thread, because reading and compiling take longer than an answer may.

    A change is taken up once two looks in a row have seen the same: an editor, a copy or a deployment that is still
    writing then never has half its work loaded.
    """

    def __init__(self, shelf: LexiconShelf, interval_s: float) -> None:
        self._shelf = shelf
        self._interval_s = interval_s
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="lexicons", daemon=True)
        # None was seen yet: the first settled look loads, so a change between load and watch is not missed.
        self._loaded: Stamp | None = None
        self._last: Stamp | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End within a moment; a set that is being compiled is finished first."""
        self._stopped.set()
        self._thread.join()

    def look(self) -> None:
        """One look; loads what has changed and settled."""
        try:
            stamp = stamp_of(self._shelf.folder)
            if stamp == self._loaded:
                self._last = stamp
                return
            if stamp != self._last:
                self._last = stamp
                return
            sources = read_folder(self._shelf.folder)
            # Written while it was read: the next look sees what it has become.
            if stamp_of(self._shelf.folder) != stamp:
                return
        except OSError as error:
            self._loaded = self._last = None
            self._shelf.lose(error)
            return
        self._loaded = stamp
        self._shelf.offer(sources)

    def _run(self) -> None:
        while not self._stopped.wait(self._interval_s):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - the thread must outlive a bug: the next change may mend it
                log_failure(error, "lexicons")
                self._shelf.fail()
