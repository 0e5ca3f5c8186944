"""Publishers' pages written for the tests."""

SENTENCES = (
    "The ferry struck the quay of Northport in thick fog this morning, and two sailors were taken to hospital.",
    "The harbour master heard the horn, and then a long scraping sound that went on for half a minute.",
    "He closed the harbour at once and called the lifeboat, which was back at its berth before nine.",
    "The bow of the ship is bent over a length of four metres, and water came into the front hold.",
    "Until the yard in Southport has repaired it, an older ship crosses with half as many cars.",
    "Passengers who booked a crossing this week are asked to wait for a letter of the company.",
    "It was the third accident at this quay in five years; the town has asked for a new light since the first.",
)
TITLE = "Ferry strikes quay in fog"
TEASER = "The ferry struck the quay of Northport in thick fog this morning…"
NAVIGATION = "<nav><ul><li><a href='/'>Home</a><li><a href='/sport'>Sport</a></ul></nav>"


def paragraphs(sentences: tuple[str, ...] = SENTENCES) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def page(inside: str = "", *, head: str = "", title: str = TITLE) -> bytes:
    """An article's page with navigation, an aside and a footer around it."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} - Harbour Post</title>"
        f"<meta property='og:image' content='/fog.jpg'><meta name='author' content='Ann Reed'>{head}</head><body>"
        f"{NAVIGATION}<main><article><h1>{title}</h1>{inside or paragraphs()}</article></main>"
        "<aside><a href='/other'>More news from the harbour</a></aside><footer>Imprint, privacy</footer></body></html>"
    ).encode()
