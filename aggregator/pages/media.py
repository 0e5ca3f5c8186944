"""The site's own copies of pictures."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from aggregator.pages.requests import PageRequest, public
from feeds import media

# A year, which is for ever: another picture has another name.
CACHE = "public, max-age=31536000, immutable"
# Whatever the bytes were, a browser that opens them by themselves runs nothing.
POLICY = "default-src 'none'; form-action 'none'; sandbox"


@public
@require_safe
def picture(request: PageRequest, name: str) -> HttpResponse:
    """One file, the same for everybody, so that any cache may keep it."""
    request.session.accessed = False  # middleware looked who asks; nothing of the answer depends on it
    body = media.read(name)
    if body is None:
        raise Http404
    headers = {"Cache-Control": CACHE, "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type="image/webp", headers=headers)
