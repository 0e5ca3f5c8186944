import signal
import threading
import time
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import IntegrityError, InterfaceError, InternalError, OperationalError, connection
from django.utils import timezone

from ranking.training.live import Learner

log = structlog.get_logger(__name__)
EVERY_S = 0.3  # and pages keep their heads for .3 s: an act counts for everybody within a second
REST_S = 2.0  # after the database did not answer


class Command(BaseCommand):
    help = "Learn from what readers do, a moment after they did it, until SIGTERM. One is enough; more do no harm."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Tick until told to stop; a database that is away for a while is waited for."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        learner = Learner()
        while not stop.is_set():
            started = time.monotonic()
            if not ticked(learner):
                stop.wait(REST_S)
            stop.wait(max(0.0, EVERY_S - (time.monotonic() - started)))


def ticked(learner: Learner) -> bool:
    """Whether this tick could learn; what it could not is learnt by the next one, for a tick is one transaction."""
    try:
        learner.tick(now=timezone.now())
    except IntegrityError as error:  # a page that it was about was deleted meanwhile (an account went): look again
        log.warning("not learnt", error=str(error).strip())
        return False
    except (OperationalError, InterfaceError, InternalError) as error:
        log.warning("not learnt", error=str(error).strip())
        connection.close()
        return False
    return True
