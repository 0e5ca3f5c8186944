"""Grounds: the rules of the site and the laws that a decision can rest on. Article 17(3) of the Digital Services Act
asks for one of them, with an explanation, whenever a creator's work is restricted.
"""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """What a decision rests on; the laws' values begin with `law`."""

    CARE = "rule_care", _("Rule 1: what is doubted waits for a moderator")
    CURE = "rule_cure", _("Rule 2: no promise of a cure without evidence")
    HARM = "rule_harm", _("Rule 3: no advice that can do harm")
    FALSE = "rule_false", _("Rule 4: no false claims about health")
    DECENT = "rule_decent", _("Rule 5: nobody is exposed, insulted or tricked")
    LAW_MEDICINES = "law_medicines", _("Law: advertising of medicines (Directive 2001/83/EC, Articles 86 to 100)")
    LAW_FOOD = "law_food", _("Law: health claims on food (Regulation (EC) No 1924/2006)")
    LAW_PRIVACY = "law_privacy", _("Law: personal data (Regulation (EU) 2016/679)")
    LAW_OTHER = "law_other", _("Law: another one, named in the facts")

    @property
    def is_law(self) -> bool:
        """Against the law, and not only against the rules of this site."""
        return self.value.startswith("law")


EXPLANATIONS: dict[str, str | Promise] = {
    Ground.CARE: _(
        "A health claim that may mislead people into harm is kept from pages until a moderator has looked at it. This "
        "says nothing about whether it is true."
    ),
    Ground.CURE: _(
        "Whoever says that something heals an illness says what that rests on. A promise without it can keep people "
        "from a treatment that works."
    ),
    Ground.HARM: _(
        "Advice to leave a treatment, to take what is poisonous or to hurt oneself or others is not published here."
    ),
    Ground.FALSE: _("Claims about health that were examined and found false are not published as if they were true."),
    Ground.DECENT: _("Private lives, insults, and tricks to collect likes, shares or money have no place here."),
    Ground.LAW_MEDICINES: _(
        "Medicines may not be advertised with promises of certain effect, and what is not a medicine may not be sold "
        "as one."
    ),
    Ground.LAW_FOOD: _("Food may not be said to prevent, treat or cure an illness."),
    Ground.LAW_PRIVACY: _("Data about somebody's health may not be published without their consent."),
    Ground.LAW_OTHER: _("The facts name the law and say which words are against it."),
}
