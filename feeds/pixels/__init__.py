"""Strangers' pictures opened, in a limited child (pure): what comes out holds pixels and nothing else.

The modules, in the order of the journey: `inspect` (is it a picture, and not too large to open?), `copies` (upright,
bounded WebP files of it).
"""
