"""Train a claims model: read, learn, evaluate, blend, name."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from moderation.memory import Memory
from moderation.training.blend import Claims, blend, joined, learn, unseen_parts
from moderation.training.dataset import read_files
from moderation.training.evaluate import Figures, inside_sets, leave_one_set_out, mean
from moderation.training.gate import gate
from moderation.training.matrix import matrix
from moderation.weights import Head, Weights

SEED = 2026  # any; the folds of the figures follow from it


def train(paths: Sequence[Path], *, seed: int = SEED) -> tuple[Weights, dict[str, Any]]:
    """The weights and their report. The same files and seed give the same weights. Raises DatasetError."""
    data = read_files(paths)
    claims = Claims(matrix(data.texts), data.dubious, data.sets, data.groups, data.surety)
    if len(data.names) > 1:
        left_out, parts = leave_one_set_out(claims, seed=seed)
    else:
        left_out, parts = {}, unseen_parts(claims, seed=seed)
    inside = inside_sets(claims, parts, seed=seed)
    blended = blend(parts, claims)
    dubious, memory = joined(learn(claims), blended)
    health, gate_figures = gate(data, seed=seed)
    weights = Weights(f"claims-{_digest(health, dubious, memory)[:8]}", health, dubious, memory)
    report: dict[str, Any] = {
        "name": weights.name,
        "claims": len(data.texts),
        "dubious": int(data.dubious.sum()),
        "background": len(data.background),
        "fingerprint": data.fingerprint,
        "seed": seed,
        "sets": {name: int((data.sets == name).sum()) for name in data.names},
        "worth": dict(zip(("grams", "tone", "memory"), blended.worth.round(3).tolist(), strict=True)),
        "inside_a_set": _with_mean(inside),
        "leave_one_set_out": _with_mean(left_out.get("all")),
        "leave_one_set_out_without_repetitions": _with_mean(left_out.get("without_repetitions")),
        "health_gate": gate_figures,
    }
    return weights, report


def _with_mean(by_set: dict[str, Figures] | None) -> dict[str, Figures] | None:
    return {"mean": mean(by_set), **by_set} if by_set else None


def _digest(health: Head, dubious: Head, memory: Memory) -> str:
    """SHA-256 of what was learnt: the same name is the same model, whatever changed in data or code."""
    digest = hashlib.sha256()
    for head in (health, dubious):
        for values in (head.grams, head.rarity, head.features):
            digest.update(values.round(4).tobytes())
        digest.update(f"{head.scale:.4f} {head.offset:.4f}".encode())
    digest.update(memory.claims.tobytes() + memory.worth.round(4).tobytes() + f"{memory.share:.4f}".encode())
    return digest.hexdigest()
