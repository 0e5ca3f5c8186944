"""Which language a text is in, for feeds that do not say."""

from functools import lru_cache
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
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
