"""One line of a JSON lines file, however broken: what it holds, or a sentence why it cannot be read."""

import json


def loads(line: bytes | str) -> object:
    """The value of the line, which a byte order mark may begin.

    Raises ValueError, also for what Python's json would let pass and an answer in UTF-8 could not hold: NaN, half a
    character (a lone surrogate), a thousand levels.
    """
    text = line if isinstance(line, str) else line.decode("utf-8")
    try:
        value = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"it holds half a character, \\u{ord(error.object[error.start]):04x}") from error
    except RecursionError as error:
        raise ValueError("its lists or objects are nested too deeply") from error
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
