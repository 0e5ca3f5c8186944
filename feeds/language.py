"""Which language a text is in, for feeds that do not say."""

import lzma
import math
import mmap
import os
import struct
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.limited.shared import given

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

LETTERS_NEEDED = 40  # of a shorter title the guess is wrong too often to be written down
P_NEEDED = 0.90
NO_LANGUAGE = "zxx"  # numbers, code
LETTERS_READ = 2_000  # more does not change the answer, and costs
LETTERS_LOOKED_AT = 150  # at each of two places: 300 letters of one language are told with P_NEEDED

# A text of so many words, of which so large a share stood in texts of its feed before, is in their language: of 840
# texts of six languages mixed none was taken for another's, and half of all texts of real feeds need no closer look.
WORDS_NEEDED = 15
KNOWN_WORDS = 0.4

_ZIP_HEAD = struct.Struct("<26xHH")  # of each file in a zip archive; its end: the lengths of the name and of the rest


_PIECE = 1 << 20


class Texts:
    """Those of one feed, whose languages are mostly the same."""

    def __init__(self) -> None:
        self._language = ""
        self._words: set[str] = set()

    def language_of(self, text: str) -> str:
        """`language_of` the text, the sooner the more its words are those of the texts before."""
        words = text[:LETTERS_READ].lower().split()
        known = sum(map(self._words.__contains__, words))
        if len(words) >= WORDS_NEEDED and known >= KNOWN_WORDS * len(words):
            return self._language
        said = language_of(text, expected=self._language)
        if said:
            self._words = {*words, *(self._words if said == self._language else ())}
            self._language = said
        return said


def language_of(text: str, *, expected: str = "") -> str:
    """The ISO 639-1 code of the text's language, or nothing when the text is too short or the guess unsure.

    `expected` is what the other texts of its feed are in: a look at two places of the text is enough to confirm that,
    and costs a fifth. A text in another language is read like any other.
    """
    if len(text) < LETTERS_NEEDED:
        return ""
    if expected and _guess(_two_places(text)) == expected:
        return expected
    return _guess(text[:LETTERS_READ])


def _two_places(text: str) -> str:
    """The beginning, and a piece from the middle of what would be read."""
    middle = min(len(text), LETTERS_READ) // 2
    return text[:LETTERS_LOOKED_AT] + " " + text[max(middle, LETTERS_LOOKED_AT) :][:LETTERS_LOOKED_AT]


def _guess(text: str) -> str:
    code, p = _identifier().classify(text)
    return str(code) if p >= P_NEEDED and code != NO_LANGUAGE else ""


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    # 0.7 s to load the model out of the wheel: only where a feed leaves its language out.
    from py3langid.langid import LanguageIdentifier

    if shared := given():
        model = dict(_mapped(shared))
    else:
        with lzma.open(_packed()) as unpacked:
            model = dict(_tables(unpacked))
    # Numbers are asked for one by one, which numpy's arrays are slow at.
    step, row, output = map(_numbers, (model["nextmove"], model["nextmove_row"], model["out_feat"]))
    known = model["classes"].tolist()
    return LanguageIdentifier(model["ptc"], model["pc"], known, step, output, norm_probs=True, tk_row=row)


def _numbers(values: "NDArray[Any]") -> memoryview:
    """The same, wherever in memory they begin."""
    plain: Any = values.view("u1").data
    found: memoryview = plain.cast(values.dtype.char)
    return found


def write_model(file: int) -> None:
    """Unpack the model, 68 MB, for children to share: 0.4 s once, instead of as much for each, and 90 MB."""
    with lzma.open(_packed()) as unpacked:
        while piece := unpacked.read(_PIECE):
            os.write(file, piece)


def _packed() -> Path:
    """The model in the wheel, found without loading the package: a parent has no use for numpy."""
    spec = find_spec("py3langid")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("py3langid")
    return Path(spec.origin).parent / "data" / "model.npz.xz"


def _mapped(shared: mmap.mmap) -> "Iterator[tuple[str, NDArray[Any]]]":
    """The arrays of an npz file where they stand."""
    import numpy as np
    from numpy.lib import format as npy

    place = 0
    while shared[place : place + 4] == b"PK\3\4":
        name_length, extra_length = _ZIP_HEAD.unpack_from(shared, place)
        name = place + _ZIP_HEAD.size
        shared.seek(name + name_length + extra_length)
        npy.read_magic(shared)
        shape, _order, kind = npy.read_array_header_1_0(shared)
        values = np.frombuffer(shared, kind, math.prod(shape), shared.tell()).reshape(shape)
        yield shared[name : name + name_length].decode().removesuffix(".npy"), values
        place = shared.tell() + values.nbytes


def _tables(unpacked: lzma.LZMAFile) -> "Iterator[tuple[str, NDArray[Any]]]":
    """The arrays of an npz file, one after the other as they come out of their packing: name and values.

    The package's own loader unpacks into a file, and a child that reads documents may write none; numpy's wants all of
    the file at once. Both parts of it would be held twice for a moment: 70 MB, as much as the model itself.
    """
    from numpy.lib.format import read_array

    while (head := unpacked.read(_ZIP_HEAD.size)).startswith(b"PK\3\4"):
        name_length, extra_length = _ZIP_HEAD.unpack(head)
        name = unpacked.read(name_length).decode().removesuffix(".npy")
        unpacked.read(extra_length)
        yield name, read_array(unpacked, allow_pickle=False)
