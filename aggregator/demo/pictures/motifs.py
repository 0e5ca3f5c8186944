"""Two dozen scenes, each a few parts from far to near; and which of them suit a topic."""

from collections.abc import Callable, Mapping

from aggregator.demo.pictures import land, sea, shapes, town
from aggregator.demo.pictures.scene import Scene

Part = Callable[[Scene], None]

MOTIFS: Mapping[str, tuple[Part, ...]] = {
    "morning hills": (land.sunrise, land.hills),
    "cloudy hills": (land.sunrise, land.clouds, land.hills),
    "hills at night": (land.night, land.hills),
    "mountains": (land.sunrise, land.peaks, land.foothills),
    "mountains at night": (land.night, land.peaks, land.foothills),
    "dunes": (land.sunrise, land.dunes),
    "fields": (land.sunrise, land.clouds, land.field),
    "pines": (land.sunrise, land.woods),
    "valley": (land.sunrise, land.peaks, land.hills, land.river),
    "turbines": (land.sunrise, land.clouds, land.foothills, town.turbines),
    "open sea": (land.sunrise, land.clouds, sea.water),
    "islands": (land.sunrise, sea.water, sea.islands),
    "regatta": (land.sunrise, sea.water, sea.islands, sea.boats),
    "lighthouse": (land.sunrise, sea.water, sea.lighthouse),
    "surf": (land.sunrise, land.clouds, sea.water, sea.surf),
    "storm at sea": (sea.storm, sea.water, sea.surf, sea.rain),
    "rain over the hills": (sea.storm, land.hills, sea.rain),
    "quay": (land.sunrise, land.clouds, sea.water, town.cranes),
    "city": (land.sunrise, town.skyline),
    "city at night": (land.night, town.skyline),
    "roofs": (land.sunrise, land.foothills, town.roofs),
    "stone bridge": (land.sunrise, land.clouds, sea.water, town.bridge),
    "train": (land.sunrise, sea.water, town.bridge, town.train),
    "long bridge": (land.sunrise, sea.water, sea.islands, town.suspension),
    "planet": (land.night, shapes.planet),
    "orbits": (shapes.orbits,),
    "waves": (shapes.waves,),
    "fruit": (shapes.fruit,),
    "lanes": (shapes.lanes,),
    "stage": (shapes.panes,),
    "columns": (shapes.columns,),
}
SUITED: Mapping[str, tuple[str, ...]] = {
    "world": ("stone bridge", "mountains", "long bridge", "dunes", "islands"),
    "politics": ("city", "columns", "stone bridge", "roofs"),
    "business": ("quay", "columns", "city", "city at night", "long bridge"),
    "technology": ("city at night", "orbits", "turbines", "waves"),
    "science": ("orbits", "waves", "pines", "mountains at night"),
    "space": ("planet", "mountains at night", "orbits", "hills at night"),
    "environment": ("pines", "valley", "dunes", "rain over the hills", "turbines", "fields"),
    "health": ("waves", "morning hills", "fruit", "roofs"),
    "sport": ("lanes", "regatta", "cloudy hills", "mountains"),
    "culture": ("stage", "roofs", "city", "hills at night"),
    "food": ("fruit", "fields", "morning hills", "regatta"),
    "travel": ("train", "islands", "valley", "mountains", "lighthouse"),
    "local": ("lighthouse", "storm at sea", "quay", "roofs", "surf", "regatta", "open sea"),
    "education": ("orbits", "roofs", "morning hills", "columns"),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "storm": ("storm at sea", "surf", "lighthouse", "rain over the hills"),
    "sleeper": ("train", "valley"),
    "bridge": ("stone bridge", "long bridge"),
}


def suited(topic: str, event: str) -> tuple[str, ...]:
    """The scenes for an article, by its event where that says more than its topic."""
    return next((names for word, names in WORDS.items() if word in event), SUITED.get(topic, tuple(MOTIFS)))
