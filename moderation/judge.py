"""Judge an article by its words and its comments: no database, no clock. `assess` saves what this says."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from moderation.evidence import Reading, read
from moderation.learned import NO_VECTOR, Piece, Vector, deciding, score
from moderation.params import CAUTION_DESPAIR, CAUTION_MODEL, RULES_ONLY
from moderation.shares import shares
from moderation.signals.bait import bait
from moderation.signals.cure import cure
from moderation.signals.distress import distress
from moderation.signals.doubt import doubt
from moderation.signals.dubious import dubious
from moderation.signals.falsehood import falsehood
from moderation.signals.health import health
from moderation.signals.known import known
from moderation.signals.thread import thread
from moderation.triage import triage
from moderation.types import Evidence, Known, Signal, Triage, Verdict
from moderation.verdict import verdict
from moderation.voices import voices
from moderation.weights import WeightsError, load_usable
from moderation.weights.despair import load as load_despair
from moderation.weights.stance import load as load_stance

Recall = Callable[[Reading], tuple[Known, ...]]
Sort = Callable[[Verdict], Triage]


def judge(
    evidence: Evidence,
    *,
    weights: str = "",
    vector: Vector = NO_VECTOR,
    recall: Recall | None = None,
    sort: Sort = triage,
) -> tuple[Verdict, Triage]:
    """The verdict and the zone. `weights` is the file of the active version, the shipped one by default; `vector` the
    article's embedding, if it is at hand: what own decisions taught needs it, and the tone of despair; `recall` finds
    claims checked before, `sort` is the triage with the thresholds that are in force; those that ship, by default.

    Weights that are missing or broken do not raise: the rules judge alone, and triage lets nothing through as clear.
    """
    # 1. what there is to read
    reading = read(evidence)
    cautions = list(reading.cautions)

    # 2. what the learned model says of the pieces that decide
    model = RULES_ONLY
    pieces: tuple[Piece, ...] = ()
    try:
        learned = load_usable(weights)
        model = learned.name
        pieces = score(reading, learned, vector) if reading.is_english else ()
    except WeightsError:
        cautions.append(CAUTION_MODEL)

    # 3. who speaks in the comments, and what the learned weights know of such talk
    spoken = voices(reading.comments, reading.commenters)
    try:
        stance = load_stance() if spoken else None
    except WeightsError:
        stance = None

    # 4. how much the whole sounds like despair
    sad, caution = _despair(vector)

    # 5. the signals
    checked = recall(reading) if recall is not None else ()
    signals = (
        health(reading, pieces),
        cure(reading),
        falsehood(reading),
        known(checked),
        dubious(pieces),
        bait(reading),
        distress(reading, sad, caution=caution),
        doubt(spoken, stance),
        thread(deciding(reading) if spoken and reading.is_english else "", spoken, stance),
    )

    # 6. together, and where it goes
    def concern(some: Sequence[Signal]) -> float:
        return sort(verdict(some, model=model, cautions=cautions)).concern

    together = verdict(signals, model=model, cautions=cautions)
    together = replace(together, known=checked, shares=shares(signals, concern))
    return together, sort(together)


def _despair(vector: Vector) -> tuple[float | None, str]:
    """How much the whole sounds like it, if that can be told, and the caution if it cannot."""
    try:
        return load_despair().p(vector.encoder, vector.values), ""
    except WeightsError:
        return None, CAUTION_DESPAIR
