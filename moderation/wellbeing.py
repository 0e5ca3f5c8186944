"""Those who look at what is hard to look at: breaks in time, and nobody gets more than a share of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from moderation.models import Comfort, Opening

# Five to ten minutes away from a screen after 50 to 60 at it do more than fifteen after two hours (the advice of the
# Health and Safety Executive for work at screens).
AFTER = timedelta(minutes=50)
PAUSE = timedelta(minutes=5)  # without opening anything: that was a break
AFTER_ITEMS = 60  # half an hour at 30 s each: many small shocks tire as one hour does
AFTER_DISTRESSING = 5
LAST, SHARE = 10, 0.3  # at most three hard ones among the last ten
IN_A_ROW = 2
_DAY = timedelta(hours=12)
_MOST = 400  # openings read: more than anybody has in a day


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a moderator has done since their last break."""

    items: int
    minutes: int
    distressing: int
    distressing_today: int
    needs_rest: bool  # the next one should be easier, if there is one

    @property
    def break_is_due(self) -> bool:
        """Kindly: it is said, nobody is stopped."""
        return (
            self.items >= AFTER_ITEMS
            or self.minutes >= AFTER.total_seconds() / 60
            or self.distressing >= AFTER_DISTRESSING
        )


def sitting(moderator_id: int, *, now: datetime) -> Sitting:
    """Since the last break of five minutes (one query)."""
    own = Opening.objects.filter(moderator=moderator_id, opened_at__gt=now - _DAY, opened_at__lte=now)
    today = list(own.order_by("-opened_at", "-pk").values_list("opened_at", "is_distressing")[:_MOST])
    current: list[tuple[datetime, bool]] = []
    last = now
    for opened_at, is_distressing in today:
        if last - opened_at >= PAUSE:
            break
        current.append((opened_at, is_distressing))
        last = opened_at
    hard = [is_distressing for _at, is_distressing in current]
    return Sitting(
        items=len(current),
        minutes=int((now - last).total_seconds() // 60),
        distressing=sum(hard),
        distressing_today=sum(is_distressing for _at, is_distressing in today),
        needs_rest=sum(hard[:LAST]) >= SHARE * LAST or (len(hard) >= IN_A_ROW and all(hard[:IN_A_ROW])),
    )


def comfort_of(moderator_id: int) -> Comfort:
    """How this moderator wants to meet what is distressing; gently, if they never said (one query)."""
    return Comfort.objects.filter(moderator=moderator_id).first() or Comfort(moderator_id=moderator_id)


def choose(moderator_id: int, *, blurs: bool, greys: bool) -> Comfort:
    """Keep their choice, on whatever machine they sit next."""
    wanted = {"blurs": blurs, "greys": greys}
    return Comfort.objects.update_or_create(moderator_id=moderator_id, defaults=wanted)[0]
