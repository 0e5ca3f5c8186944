"""Train a claims model: read, fit both heads, evaluate, calibrate, name."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from moderation.training.dataset import read_files
from moderation.training.evaluate import inside_sets, leave_one_set_out, mean
from moderation.training.fit import calibrated, even, fit, logits
from moderation.training.gate import gate
from moderation.training.matrix import matrix
from moderation.weights import Head, Weights

SEED = 2026  # any; the folds of the figures follow from it


def train(paths: Sequence[Path], *, seed: int = SEED) -> tuple[Weights, dict[str, Any]]:
    """The weights and their report. The same files and seed give the same weights. Raises DatasetError."""
    data = read_files(paths)
    rows = matrix(data.texts)
    out_of_set, raw = leave_one_set_out(rows, data.dubious, data.sets) if len(data.names) > 1 else ({}, None)
    inside = inside_sets(rows, data.dubious, data.sets, data.groups, seed=seed)
    weight = even(data.dubious, data.sets)
    dubious = fit(rows, data.dubious, weight)
    dubious = calibrated(dubious, raw if raw is not None else logits(dubious, rows), data.dubious, weight)
    health, gate_figures = gate(data, seed=seed)
    weights = Weights(f"claims-{_digest(health, dubious)[:8]}", health, dubious)
    report: dict[str, Any] = {
        "name": weights.name,
        "claims": len(data.texts),
        "dubious": int(data.dubious.sum()),
        "background": len(data.background),
        "fingerprint": data.fingerprint,
        "seed": seed,
        "sets": {name: int((data.sets == name).sum()) for name in data.names},
        "inside_a_set": {"mean": mean(inside), **inside},
        "leave_one_set_out": {"mean": mean(out_of_set), **out_of_set} if out_of_set else None,
        "health_gate": gate_figures,
    }
    return weights, report


def _digest(*heads: Head) -> str:
    """SHA-256 of what was learnt: the same name is the same model, whatever changed in data or code."""
    digest = hashlib.sha256()
    for head in heads:
        for values in (head.grams, head.rarity, head.features):
            digest.update(values.round(4).tobytes())
        digest.update(f"{head.scale:.4f} {head.offset:.4f}".encode())
    return digest.hexdigest()
