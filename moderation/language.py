"""Can the model read it? English or not, from the script and the small words."""

import re
import unicodedata
from collections.abc import Sequence

from moderation.letters import plain
from moderation.lexicon.phrases import words

ENGLISH = "en"
# The function words that make up a third of any English text; few of them exist in other languages.
_SMALL_WORDS = frozenset(
    words("""
the, of, and, to, in, is, that, for, it, was, on, with, as, are, this, by, be, from, have, has, or, an, at, not,
but, which, you, they, his, her, their, will, would, can, could, who, what, how, why, your, we, our, its, were,
been, does, did, no, my, he, she
""")
)
# The most frequent words of other languages in Latin script, less those that English has too.
_OTHER_SMALL_WORDS = frozenset(
    words("""
el, la, los, las, de, del, que, y, en, una, por, con, para, se, es, su, lo, como, le, les, des, et, un, une, du,
dans, est, pour, pas, sur, qui, plus, avec, au, aux, der, die, das, und, den, von, zu, mit, ist, im, nicht, ein,
eine, auf, dem, sich, auch, het, een, van, voor, zijn, niet, dat, di, il, che, non, per, sono, della, gli, o,
os, uma, não, com, mais, ao, nos, em, og, ikke, af, til, att, och, som, för, inte, på, w, z, na, nie, jest, się,
ve, bir, bu, için, dan, yang, ini, itu, dengan, untuk, är, det, kung, mga, ang, ng, và, của, là
""")
)
_FOREIGN_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_INITIALS = re.compile(r"\b[A-Z]{1,2}\b")  # "AF", or the "W." of a name: no small words
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 8  # below this a headline may well hold no small word at all
_SURE = 2  # small words: names have one, "van Gogh"
_MOSTLY = 0.9  # of the letters: names and quotations in another script are few
_SAMPLE = 1500  # characters: the language of a text shows in its first lines


def language(text: str, declared: str = "") -> str:
    """Our best knowledge of the language of the text: "en", the declared one, or "und" when it is none we can name."""
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return declared.lower() or ENGLISH
    declared_code = re.split(r"[-_]", declared.lower())[0]
    unknown = declared_code if declared_code not in {"", ENGLISH} else "und"
    if not sample.isascii():
        letters = sum(map(str.isalpha, sample))
        # An English text in look-alike letters is English; a Russian one keeps its б, д and ж, and has no "the".
        sample = plain(sample)
        latin = letters - sum("LATIN" not in unicodedata.name(c, "") for c in _FOREIGN_LETTER.findall(sample))
        if latin < _MOSTLY * letters and _SMALL_WORDS.isdisjoint(sample.lower().split()):
            return unknown
    if not sample.isupper():
        sample = _INITIALS.sub("", sample)
    found = [*map(str.lower, _WORD.findall(sample))]
    english = sum(map(_SMALL_WORDS.__contains__, found))
    other = sum(map(_OTHER_SMALL_WORDS.__contains__, found))
    if len(found) < _ENOUGH_WORDS and not max(english, other) > 1:
        return declared_code or ENGLISH
    if english > other:
        return ENGLISH
    if other > english:
        return unknown
    return declared_code or ENGLISH


def is_foreign(tokens: Sequence[str], original: str) -> bool:
    """A sentence that is not English, by its small words or its script; `tokens` are its words in plain letters."""
    if not tokens:
        return any(c.isalpha() for c in original)
    if _OTHER_SMALL_WORDS.isdisjoint(tokens):
        return False
    # In small letters: "De Rossi" is a name.
    other = sum(word in _OTHER_SMALL_WORDS for word in _WORD.findall(original))
    return other >= _SURE and other > sum(token in _SMALL_WORDS for token in tokens)
