"""What a creator writes -> safe HTML (pure)."""

from functools import lru_cache
from typing import TYPE_CHECKING

from feeds.clean import clean_html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def to_html(markdown: str) -> str:
    """CommonMark as HTML that passed the allow-list of feeds; tags that were typed are shown, not obeyed."""
    return clean_html(_reader().render(markdown))


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    # 60 ms of import: only where somebody writes
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "strikethrough"])
