"""How the site logs: one line an event on standard error, with request and task ids."""

from logging import getLevelNamesMapping

import structlog
from django.core.exceptions import ImproperlyConfigured

OURS = ("feeds", "moderation", "ranking", "aggregator")
_STEPS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
]


def logging(level: str, *, is_for_people: bool) -> dict[str, object]:
    """Django's LOGGING. `level` is for everybody; empty: INFO of our own code, WARNING of the libraries."""
    if level and level not in getLevelNamesMapping():
        raise ImproperlyConfigured(f"LOG_LEVEL is {level!r}; set it to DEBUG, INFO, WARNING or ERROR.")
    structlog.configure(
        # First whether anybody reads the line: a page that works says two that nobody does, .1 ms to put together.
        processors=[structlog.stdlib.filter_by_level, *_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    renderer = structlog.dev.ConsoleRenderer() if is_for_people else structlog.processors.LogfmtRenderer()
    line = {
        "()": "structlog.stdlib.ProcessorFormatter",
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": _STEPS,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level or "WARNING"},
        "loggers": {
            **{name: {"level": level or "INFO"} for name in OURS},
            # Below an error it names every address that was mistyped, a second time.
            "django.request": {"level": level or "ERROR"},
        },
    }
