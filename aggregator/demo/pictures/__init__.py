"""Pictures for the newsroom's articles: calm landscapes, drawn from the name of the article in its publisher's colours.

palette   a publisher's colours (pure)
scene     a sheet to draw on: sky, sun, mist, layers from far to near
land      hills, peaks, dunes, fields, woods
sea       water, boats, a lighthouse, rain
town      skylines, roofs, bridges, cranes, turbines
shapes    planets, orbits, waves and fruit: what is no landscape
motifs    two dozen scenes, and which topics they suit
paint     the picture of an article as JPEG
"""

from aggregator.demo.pictures.paint import emblem, has_picture, paint

__all__ = ["emblem", "has_picture", "paint"]
