"""What was not read is never clear by silence: other languages, a foreign paragraph, and how such articles wait."""

from datetime import timedelta

import pytest

from moderation.judge import judge
from moderation.models import ReviewItem
from moderation.params import CAUTION_LANGUAGE, CONCERNS_FROM
from moderation.types import Evidence, Zone
from tests import make
from tests.make import NOW

FILLER = "The council met on Monday and spoke about the new road. "
PUENTE = "El concejo abre un puente nuevo que lleva a la ciudad, y es para todos los que viven en la orilla. "


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("El concejo abre un puente", PUENTE),
        ("Stadtrat baut Radweg", "Der Rat hat beschlossen, dass der Radweg gebaut wird."),
        ("市议会批准新预算", "市议会周一批准了新预算。"),
        ("مجلس المدينة يفتح جسرا جديدا", "افتتح مجلس المدينة جسرا جديدا يوم الاثنين."),
        ("Городской совет открыл мост", "Новый мост открыли в понедельник, сообщил городской совет."),
    ],
)
def test_another_language_waits_behind_every_doubt(title: str, text: str) -> None:
    verdict, triage = judge(Evidence(title, text))
    assert (triage.zone, verdict.cautions) == (Zone.QUEUE, (CAUTION_LANGUAGE,))
    assert 0 < triage.concern < CONCERNS_FROM


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("El ajo cura el cáncer", "El ajo cura el cáncer en tres días, dicen los que lo saben."),
        ("الثوم يعالج السرطان", "الثوم يعالج السرطان في ثلاثة أيام"),
        ("שום מרפא סרטן", "שום מרפא סרטן"),
        ("News", FILLER * 40 + "El ajo cura el cáncer en tres días y los médicos lo esconden."),
        ("News", FILLER * 40 + "الثوم يعالج السرطان في ثلاثة أيام."),
    ],
)
def test_a_cure_in_another_language_waits_among_the_doubts(title: str, text: str) -> None:
    verdict, triage = judge(Evidence(title, text))
    assert CAUTION_LANGUAGE in verdict.cautions
    assert triage.zone is Zone.QUEUE
    assert triage.concern > CONCERNS_FROM


def test_a_foreign_part_of_an_english_article_is_not_read_in_silence() -> None:
    verdict, triage = judge(Evidence("News", FILLER * 40 + PUENTE * 8))
    assert (triage.zone, verdict.cautions) == (Zone.QUEUE, (CAUTION_LANGUAGE,))


def test_a_short_quotation_in_another_language_is_no_matter() -> None:
    verdict, triage = judge(Evidence("News", f"{FILLER * 4} “{PUENTE.strip()}” {FILLER * 4}"))
    assert (triage.zone, verdict.cautions) == (Zone.CLEAR, ())


@pytest.mark.django_db
def test_a_silent_article_overtakes_a_new_doubt_only_after_weeks() -> None:
    silent = make.review_item(make.article(), zone=Zone.QUEUE, priority=0)
    ReviewItem.objects.update(concern=0.01)
    doubted = make.review_item(make.article(), zone=Zone.QUEUE, priority=0.5)
    for days, first in ((14, doubted), (28, silent)):
        ReviewItem.objects.filter(pk=silent.pk).update(opened_at=NOW - timedelta(days=days))
        assert ReviewItem.objects.most_urgent(NOW).first() == first
