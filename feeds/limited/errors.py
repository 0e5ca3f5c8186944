class LimitedError(Exception):
    """A child gave no answer; the message is a sentence."""


class RefusedError(LimitedError):
    """The function would not have these bytes, and says why. Raised by the function, in the child."""


class TooCostlyError(LimitedError):
    """The work took more time or memory than it may take."""


class BrokenError(LimitedError):
    """The function raised what it does not promise: a fault of ours, which these bytes found. Notes hold the trace."""
