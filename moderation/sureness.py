"""How sure the assessment is, in words: a number is said only where it was shown how often it is true."""

from django.utils.translation import gettext as _

from moderation.measures.reliability import calibrated
from moderation.models import Calibration


def in_words(p: float) -> str:
    """An order and no frequency."""
    for least, words in ((0.75, _("very")), (0.5, _("rather")), (0.25, _("a little"))):
        if p >= least:
            return words
    return _("hardly")


def of_dubious(p: float) -> str:
    """What a probability of being dubious means on this site (one query)."""
    curve = Calibration.objects.order_by("-created_at", "-pk").values_list("curve", flat=True).first()
    if curve is None:
        return _("It sounds dubious: %(how)s. That is an order; how often it is true here is not known yet.") % {
            "how": in_words(p)
        }
    share = round(100 * calibrated(p, curve))
    return _("Of a hundred articles here that sound like it, about %(n)d are dubious.") % {"n": share}
