"""Which language a text is in, for feeds that do not say."""

import io
import lzma
from array import array
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LETTERS_NEEDED = 40  # of a shorter title the guess is wrong too often to be written down
P_NEEDED = 0.90
NO_LANGUAGE = "zxx"  # numbers, code
LETTERS_READ = 2_000  # more does not change the answer, and costs


def language_of(text: str) -> str:
    """The ISO 639-1 code of the text's language, or nothing when the text is too short or the guess unsure."""
    if len(text) < LETTERS_NEEDED:
        return ""
    code, p = _identifier().classify(text[:LETTERS_READ])
    return str(code) if p >= P_NEEDED and code != NO_LANGUAGE else ""


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    # 0.9 s to load the model out of the wheel: only where a feed leaves its language out.
    # The package's own loader unpacks it into a file, and a child that reads documents may write none.
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    packed = lzma.decompress((Path(MODEL_DIR) / MODEL_FILE).read_bytes())
    with np.load(io.BytesIO(packed), allow_pickle=False) as model:
        step, row = (array(model[name].dtype.char, model[name].tobytes()) for name in ("nextmove", "nextmove_row"))
        known, output = model["classes"].tolist(), model["out_feat"].tolist()
        return LanguageIdentifier(model["ptc"], model["pc"], known, step, output, norm_probs=True, tk_row=row)
