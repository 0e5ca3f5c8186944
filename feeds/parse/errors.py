from feeds.limited import RefusedError


class NotAFeedError(RefusedError):
    """The document cannot be read as a feed; the message is a sentence that says what it is instead."""


class SurpriseError(Exception):
    """A document that is not for the quick reader."""


class NotWellFormedError(SurpriseError):
    """A document that no parser of XML takes."""


class TooCostlyError(NotAFeedError):
    """Reading the document took more time or memory than one document may take."""
