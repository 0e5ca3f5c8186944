"""How pages look to one person: theme, type, size and width; a row for readers, a cookie for strangers, one form.

`parse` takes what either holds; anything it does not know is the site's own look.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

MARK = "."  # between the four words of a stored look; cookies may hold it as it is


class Theme(models.TextChoices):
    """Light and dark colours."""

    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Font(models.TextChoices):
    """The letters of headlines and texts. None is fetched: each is a list of fonts that devices have."""

    SERIF = "serif", _("Newspaper")
    SANS = "sans", _("Plain")
    LEGIBLE = "legible", _("Easy to tell apart")


class Size(models.TextChoices):
    """Of all letters."""

    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Normal")
    LARGE = "large", _("Large")
    LARGEST = "largest", _("Very large")


class Width(models.TextChoices):
    """Of the lines of a text."""

    NARROW = "narrow", _("Narrow")
    MEDIUM = "medium", _("Normal")
    WIDE = "wide", _("Wide")


class Look(NamedTuple):
    """What was chosen; the site's own look where nothing was."""

    theme: str = Theme.SYSTEM.value
    font: str = Font.SERIF.value
    size: str = Size.MEDIUM.value
    width: str = Width.MEDIUM.value

    def stored(self) -> str:
        """As a row and a cookie hold it; a row that is empty was never chosen."""
        return MARK.join(self)


CHOICES = {"theme": Theme, "font": Font, "size": Size, "width": Width}


def parse(stored: str) -> Look:
    """The look that is stored; words it does not know count as not chosen."""
    own, words = Look(), stored.split(MARK)
    if len(words) != len(own):
        return own
    pairs = zip(CHOICES.values(), words, own, strict=True)
    return Look(*(word if word in known.values else usual for known, word, usual in pairs))
