"""Tags that say nothing to us: left out, if nothing in them would say something to feedparser."""

from xml.etree.ElementTree import Element

from feeds.parse.errors import SurpriseError
from feeds.parse.lean.place import Place, State, text_of
from feeds.parse.scan import MAX_ATTRIBUTES, MAX_DEPTH


def _names(said: str) -> frozenset[str]:
    return frozenset(said.split())


# Every name that feedparser has a rule for, and every key that xml_feed reads or by which feedparser finds one of them.
MEANINGFUL = _names("""
    abstract author body category cc_license channel cloud content content_encoded contributor copyright created
    creativecommons_license dc_author dc_contributor dc_creator dc_date dc_description dc_language dc_publisher
    dc_rights dc_subject dc_title dcterms_created dcterms_issued dcterms_modified dcterms_valid description email
    enclosure entry expirationdate feed feedburner_browserfriendly fullitem generator geom georss_box georss_line
    georss_point georss_polygon georss_where georssgeom gml_exterior gml_linearring gml_linestring gml_point
    gml_polygon gml_pos gml_poslist guid height homepage id image info issued item itunes_author itunes_block
    itunes_category itunes_email itunes_explicit itunes_image itunes_keywords itunes_link itunes_name itunes_owner
    itunes_subtitle itunes_summary keywords language lastbuilddate link managingeditor media_category media_content
    media_credit media_description media_group media_keywords media_license media_player media_rating
    media_restriction media_thumbnail media_title modified name newlocation psc_chapter psc_chapters pubdate published
    rights rss source subtitle summary tagline tags textinput title updated uri url webmaster where width xhtml_body
    author_detail authors created_parsed date date_parsed description_detail entries issued_parsed items links
    modified_parsed published_parsed rdf_rdf subtitle_detail summary_detail sy_updatefrequency sy_updateperiod
    title_detail ttl updated_parsed
""")
# Of those, what changes nothing that we read: wherever it stands, and as long as it holds nothing but text.
_HARMLESS = _names("""
    cc_license cloud contributor creativecommons_license dc_contributor dc_publisher email expirationdate generator
    height homepage items itunes_block itunes_explicit media_credit media_license media_player media_rating name
    psc_chapter psc_chapters uri url webmaster width
""")
_HARMLESS_TEXTS = _names("""
    copyright dc_rights feedburner_browserfriendly georss_point info itunes_subtitle rights subtitle tagline
""")
_OF_PICTURE = _names("url title link description width height name")
_OF_SOURCE = _names("author category icon id link logo published title updated")


def skip(state: State, element: Element, _place: Place) -> None:
    """Leave out a tag and what is in it."""
    _skip(state, element, frozenset())


def skip_text(_state: State, element: Element, _place: Place) -> None:
    """Leave out a tag that means something, but nothing that is read here, as long as it holds nothing but text."""
    text_of(element)


def skip_podcast_category(state: State, element: Element, _place: Place) -> None:
    """The categories of a podcast, which stand in each other."""
    _skip(state, element, frozenset({"itunes_category"}))


def skip_picture(state: State, element: Element, _place: Place) -> None:
    """The picture or the search box of a feed. Its title is none of the feed, which may give its own afterwards."""
    for part in element:
        if state.names.of(part.tag) not in _OF_PICTURE or len(part) or part.attrib:
            raise SurpriseError(part.tag)
    state.title_depth = -1


def skip_source(state: State, element: Element, place: Place) -> None:
    """The feed that an entry was taken from."""
    state.title_depth = -1
    for part in element:
        name = state.names.of(part.tag)
        if name not in _OF_SOURCE:
            skip(state, part, place)
        elif name == "author":
            for inner in part:
                skip(state, inner, place)
        elif text_of(part) and name == "title":
            state.title_depth = place.depth + 1


def _skip(state: State, element: Element, allowed: frozenset[str]) -> None:
    _refuse_depth(element)
    for part in element.iter():
        name = state.names.of(part.tag)
        harmless = name not in MEANINGFUL or name in _HARMLESS or name in allowed
        if not harmless and (name not in _HARMLESS_TEXTS or len(part)):
            raise SurpriseError(name)
        if len(part.attrib) > MAX_ATTRIBUTES or (name == "psc_chapter" and "start" not in part.attrib):
            raise SurpriseError(f"odd attributes of <{name}>")


def _refuse_depth(element: Element) -> None:
    level, depth = list(element), 0
    while level:
        level, depth = [inner for part in level for inner in part], depth + 1
        if depth > MAX_DEPTH:
            raise SurpriseError("more tags inside each other than documents have")
