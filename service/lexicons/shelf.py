"""The scorer in use, and how another set of lexicons takes the place of the last."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from models import BundleScorer, LexiconSource, Scorer, UserLexiconError, check_lexicons
from service.lexicons.folder import digest_of, keep, read_folder, read_kept

_LOGGER: Final = logging.getLogger("caveat")
# A folder of garbage must not fill the log; `caveat signals test` tells the rest.
_MOST_LOGGED: Final = 20

Status = Literal["none", "current", "stale"]


@dataclass(frozen=True, slots=True)
class LexiconState:
    """`stale`: the folder is faulty, and the last good set is in use. The counts are of the set in use."""

    status: Status = "none"
    live: int = 0
    shadow: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True)
class _InUse:
    scorer: Scorer
    state: LexiconState


class Shelf:
    """Holds the scorer in use. Who asks keeps what it gets until its answer is done, so no answer mixes two sets."""

    def __init__(self, scorer: Scorer) -> None:
        self._in_use = _InUse(scorer, LexiconState())

    @property
    def scorer(self) -> Scorer:
        """The scorer of this moment."""
        return self._in_use.scorer

    @property
    def state(self) -> LexiconState:
        """What is known of the lexicons."""
        return self._in_use.state


class LexiconShelf(Shelf):
    """Puts the newsroom's lexicons on top of a bundle.

    Args:
        base: the bundle's own scorer.
        folder: where the lexicons stand.
        kept: where a copy of the last good set goes; None keeps none.
        tell: is told of every new state, for the counters.

    Raises:
        UserLexiconError: the lexicons are faulty, and there is no good set to go on with.
    """

    def __init__(
        self,
        base: BundleScorer,
        folder: Path,
        kept: Path | None,
        tell: Callable[[LexiconState], None],
    ) -> None:
        super().__init__(base)
        self._base = base
        self._kept = kept
        self._tell = tell
        self._ground = base.ground()
        self._good = ""
        self.folder = folder
        self._start()

    def offer(self, sources: Sequence[LexiconSource]) -> None:
        """Use this set from now on; a faulty one changes nothing but the state and the log."""
        digest = digest_of(sources)
        if digest == self._good:
            self._put(self.scorer, "current")
            return
        try:
            self._use(sources, "current")
        except UserLexiconError as error:
            self._complain(error)
        else:
            self._good = digest
            self._keep(sources)

    def lose(self, error: OSError) -> None:
        """The folder cannot be read: go on with the last good set."""
        if self.state.status != "stale":
            reason = error.strerror or type(error).__name__
            _log(logging.ERROR, "lexicons unreadable", folder=str(self.folder), reason=reason)
        self._put(self.scorer, "stale", faults=1)

    def fail(self) -> None:
        """The folder could not be taken up for a reason of ours: go on with the last good set, and say so."""
        self._put(self.scorer, "stale", faults=1)

    def _start(self) -> None:
        sources = read_folder(self.folder)
        try:
            self._use(sources, "current")
        except UserLexiconError as error:
            kept = read_kept(self._kept, self.folder) if self._kept else None
            if kept is None:
                raise
            self._use(kept, "stale", faults=len(error.faults))
            self._good = digest_of(kept)
            self._complain(error)
        else:
            self._good = digest_of(sources)
            self._keep(sources)

    def _use(self, sources: Sequence[LexiconSource], status: Status, *, faults: int = 0) -> None:
        lexicons = check_lexicons(sources, self._ground).accepted()
        scorer = self._base.with_lexicons(lexicons)
        self._put(scorer, status, faults=faults)
        _log(
            logging.INFO,
            "lexicons loaded",
            files=len(sources),
            live=self.state.live,
            shadow=self.state.shadow,
            ruleset=scorer.info.ruleset,
        )

    def _put(self, scorer: Scorer, status: Status, *, faults: int = 0) -> None:
        live = shadow = 0
        if isinstance(scorer, BundleScorer):
            live, shadow = len(scorer.lexicons.live.cues), len(scorer.lexicons.shadow.cues)
        # One assignment: whoever asks sees the old pair or the new one.
        self._in_use = _InUse(scorer, LexiconState(status, live, shadow, faults))
        self._tell(self.state)

    def _complain(self, error: UserLexiconError) -> None:
        self._put(self.scorer, "stale", faults=len(error.faults))
        _log(
            logging.ERROR,
            "lexicons refused, the last good set stays",
            count=len(error.faults),
            faults=[str(fault) for fault in error.faults[:_MOST_LOGGED]],
            ruleset=self.scorer.info.ruleset,
        )

    def _keep(self, sources: Sequence[LexiconSource]) -> None:
        if self._kept is None:
            return
        try:
            keep(sources, self._kept)
        except OSError as error:
            _log(
                logging.WARNING, "lexicons not kept", reason=error.strerror or type(error).__name__
            )


def _log(level: int, event: str, **fields: object) -> None:
    _LOGGER.log(level, event, extra={"fields": fields})
