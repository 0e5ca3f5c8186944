"""What a reader wishes, also of one who has chosen nothing."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from aggregator.notifications.models import Wishes


def of(reader_id: int) -> Wishes:
    """The reader's wishes; unsaved ones with what everybody gets at first. One query."""
    return Wishes.objects.filter(pk=reader_id).first() or Wishes(reader_id=reader_id)


def zone_of(wishes: Wishes) -> ZoneInfo:
    """The zone of the reader's clock; UTC where this machine no longer knows its name."""
    try:
        return ZoneInfo(wishes.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def zones() -> list[str]:
    """The names that may be chosen: places, as a browser names them, and UTC."""
    return sorted(name for name in available_timezones() if name == "UTC" or _is_place(name))


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
