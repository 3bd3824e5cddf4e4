"""What can go wrong in scoring, as types that a caller can act on."""


class ModelError(Exception):
    """Base of every expected failure of the scoring package."""


class LexiconError(ModelError):
    """A cue lexicon is wrong; the message names file, line, cue and reason."""


class BundleError(ModelError):
    """A bundle is missing, altered or of another format; nothing of it was loaded."""


class HtmlError(ModelError):
    """HTML could not be read within its limits; submit plain text instead."""
