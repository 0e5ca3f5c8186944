"""Cards are printed by Jinja2, Django's other engine: twenty of them took half of a page's time in Django's own.

ahead        what is the same on every page is worked out when a template is compiled
moments      when something was, for programs and for people
words        what a card says
kept         a card is printed once for all cards of its shape, around their words
"""

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from jinja2 import ChainableUndefined, Environment, Template, nodes
from markupsafe import Markup, escape

from aggregator.printing.ahead import Ahead
from aggregator.printing.kept import keeper
from aggregator.printing.moments import in_full, moment
from aggregator.printing.words import whole
from aggregator.templatetags import page

MESSAGES = 2_000  # a hundred of each of twenty languages


class OneLanguage(Environment):
    """The templates of templates/cards as one language prints them."""

    def __init__(self, language: str | None, **options: Any) -> None:
        # What is not there prints nothing, as in Django's own templates: a feed without an icon has none to name.
        super().__init__(**{**options, "undefined": ChainableUndefined, "trim_blocks": True})
        say = _words_in(language)

        def finder(name: str) -> Callable[[], Template]:
            def find() -> Template:
                return self.get_template(name)

            return find if self.auto_reload else cache(find)

        self.globals |= {
            "_": say,
            "kept": keeper(finder("_card.html"), language, say),
            "marked": marked,
            "moment": moment,
            "in_full": in_full,
            "named": lambda topic: say(topic.name),
            "whole": whole,
            "ago": page.ago,
            "direction": page.direction,
            "initial": page.initial,
            "mark": page.mark,
        }
        names = {"ui": language or "", "ui_dir": "rtl" if get_language_bidi() else "ltr"}
        self._ahead = Ahead(self, {"_": say, "icon": page.icon, "url": reverse}, names)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        found: nodes.Template = self._ahead.visit(super()._parse(source, name, filename))
        return found


class EveryLanguage(Environment):
    """What settings name: each template in the language of the page, compiled when it is first asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._options = options
        self._languages: dict[str | None, OneLanguage] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  named by Jinja2
    ) -> Template:
        """The template in the language that is being spoken."""
        language = get_language()
        if language not in self._languages:
            self._languages[language] = OneLanguage(language, **self._options)
        return self._languages[language].get_template(name, parent, globals)


@lru_cache
def _words_in(code: str | None) -> Callable[..., str]:
    """Messages with the values in their places; the template escapes the whole."""

    def say(message: str, **values: object) -> str:
        words = _translated(code, message)
        return words % values if values else words

    return say


@lru_cache(maxsize=MESSAGES)
def _translated(language: str | None, message: str) -> str:  # noqa: ARG001  what it is remembered by
    return gettext(message)


def marked(text: str, sought: Sequence[str] | None) -> Markup:
    """The text with the words that were searched for in <mark>; escaped."""
    return Markup(page.with_marks(text, sought)) if sought else escape(text)  # noqa: S704  with_marks escapes
