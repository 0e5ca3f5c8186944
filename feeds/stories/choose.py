"""Of the open stories that an article may belong to: which it joins, and which turn out to be one with that."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from feeds.stories.likeness import Profile, Sketch

MERGED = 3  # stories at once, at most: bounds the work of an article; a fourth waits for the next article between them
Key = TypeVar("Key", bound=Hashable)


def choose(
    sketch: Sketch, stories: Mapping[Key, Profile], *, may_join: Callable[[Key], bool] | None = None
) -> list[Key]:
    """The story that the article joins, then those that become part of it. Empty: it is the first of its event.

    An event that is told in two ways begins as two stories; an article that fits both shows that they are one, if
    they are alike enough for that. Among equals the story that is named first wins. `may_join` says of a story that
    fits whether an article may join it by itself.
    """
    margins = {story: profile.margin(sketch) for story, profile in stories.items()}
    fitting = sorted((story for story in stories if margins[story] >= 0), key=lambda story: -margins[story])
    open_to_it = [story for story in fitting if may_join is None or may_join(story)]
    if not open_to_it:
        return []
    joined = open_to_it[0]
    others = [story for story in fitting[: MERGED + 1] if story != joined]
    return [joined, *(story for story in others if stories[joined].is_one_with(stories[story]))]
