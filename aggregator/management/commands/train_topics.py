import json
import tomllib
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings

from aggregator.demo.articles import publishers
from feeds.embed import EncoderError, encode
from feeds.management.answer import AnswerCommand, UsageError, WorkFailedError
from feeds.models import Article
from feeds.topics import FIRST_LEVEL, SLUGS, Weights, guess, learned, untrained
from feeds.topics import fit as fitting
from feeds.topics.taxonomy import TOPICS
from feeds.vectors import text_to_embed

EXAMPLES = Path(fitting.__file__).with_name("examples.toml")


class Command(AnswerCommand):
    help = (
        "Fit the learned layer of the topics to the texts in the repository: what each topic is about, "
        "feeds/topics/examples.toml, the articles of the demo's newsroom. Without a database. Nothing is kept without "
        "--publish. --measure says how right it is on a file of texts whose topic is known."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--publish", action="store_true", help=f"write {learned.FILE.name} into feeds/weights")
        parser.add_argument("--measure", metavar="FILE.jsonl", help='rows {"topic", "title", "text"}')
        parser.add_argument(
            "--called",
            nargs="*",
            default=[],
            metavar="THEIRS=OURS",
            help="what FILE calls a topic, as in tech=technology",
        )

    def work(self, **options: Any) -> dict[str, Any]:
        """Fit, and measure where asked to. Raises UsageError for a bad file, WorkFailedError without an encoder."""
        rows = measured(options["measure"], options["called"])
        try:
            about = [(topic.slug, sentence) for topic in TOPICS for sentence in topic.about]
            known = [*about, *examples(), *newsroom()]
            vectors = encode([text for _slug, text in known])
            prototypes = _prototypes([slug for slug, _text in about], vectors)
            weights = fitting.fit(
                vectors,
                [slug for slug, _text in known],
                prototypes=prototypes,
                encoder=settings.EMBEDDING_MODEL,
                wholly=[place < len(about) + len(examples()) for place in range(len(known))],
            )
            answer: dict[str, Any] = {"texts": len(known), "topics": len(SLUGS)}
            if rows:
                plain = untrained(prototypes, encoder=settings.EMBEDDING_MODEL)
                found = encode([text for _slug, text in rows])
                right = [slug for slug, _text in rows]
                answer["prototypes"], answer["learned"] = figures(right, found, plain), figures(right, found, weights)
        except EncoderError as error:
            raise WorkFailedError(str(error)) from error
        if options["publish"]:
            learned.save(weights)
            answer["published"] = str(learned.FILE)
        return answer


def examples() -> list[tuple[str, str]]:
    """The short pieces that were written for this."""
    return [(slug, text) for slug, texts in tomllib.loads(EXAMPLES.read_text()).items() for text in texts]


def newsroom() -> list[tuple[str, str]]:
    """The demo's articles that the encoder can read and that say nothing false; known by their first level."""
    pieces = [piece for publisher in publishers() for piece in publisher.pieces]
    told = [piece for piece in pieces if piece.language == "en" and not piece.dubious]
    return [(piece.topic, text_to_embed(Article(title=piece.title, text=piece.body))) for piece in told]


def measured(file: str | None, called: list[str]) -> list[tuple[str, str]]:
    """Our topic and the text of each row. Raises UsageError."""
    if file is None:
        return []
    ours = dict(pair.split("=", 1) for pair in called if "=" in pair)
    try:
        rows = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]
        found = [
            (ours.get(row["topic"], row["topic"]), text_to_embed(Article(title=row["title"], text=row["text"])))
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f'{file} is no file of rows {{"topic", "title", "text"}}: {error}.') from error
    strange = sorted({str(slug) for slug, _text in found} - {topic.slug for topic in FIRST_LEVEL})
    if strange:
        raise UsageError(f"{file} has topics that are not ours: {', '.join(strange)}. Say --called {strange[0]}=… ")
    return found


def figures(right: list[str], vectors: list[list[float]], weights: Weights) -> dict[str, Any]:
    """How often the most probable first-level topic is right, and how far its probability is from that."""
    firsts = [topic.slug for topic in FIRST_LEVEL]
    guessed = guess(vectors, weights)
    best = [max(firsts, key=probable.__getitem__) for probable in guessed]
    among = sorted(set(right))
    best_among = [max(among, key=probable.__getitem__) for probable in guessed]
    sure = [probable[slug] for probable, slug in zip(guessed, best, strict=True)]
    hits = [one == other for one, other in zip(best, right, strict=True)]
    pairs = Counter(zip(right, best, strict=True))
    return {
        "rows": len(right),
        "accuracy": round(sum(hits) / len(hits), 4),
        "accuracy_among_theirs": round(
            sum(one == other for one, other in zip(best_among, right, strict=True)) / len(right), 4
        ),
        "calibration_error": _calibration_error(sure, hits),
        "confusion": {slug: {said: n for (was, said), n in pairs.most_common() if was == slug} for slug in among},
    }


def _calibration_error(sure: list[float], hits: list[bool]) -> float:
    """Mean distance of stated probability and share of hits over ten bins of probability (ECE)."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, hit in zip(sure, hits, strict=True):
        bins.setdefault(min(9, int(p * 10)), []).append((p, hit))
    return round(sum(abs(sum(p - hit for p, hit in some)) for some in bins.values()) / len(sure), 4)


def _prototypes(slugs: list[str], vectors: list[list[float]]) -> list[list[float]]:
    """For each topic the normalised mean of what it is about; `vectors` begins with those."""
    import numpy as np

    rows = np.array(vectors[: len(slugs)])
    means = np.stack([rows[[place for place, one in enumerate(slugs) if one == slug]].mean(axis=0) for slug in SLUGS])
    found: list[list[float]] = (means / np.linalg.norm(means, axis=1, keepdims=True)).tolist()
    return found
