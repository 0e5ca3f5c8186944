"""What stands under the masthead for one reader alone: that they read privately, that their minutes are over, a break.

Most readers have none of it, and pay nothing for it.
"""

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.pages.requests import PageRequest
from aggregator.pages.seat import is_private
from aggregator.pages.spent import minutes_today


def strips(request: PageRequest) -> SafeString:
    """The strips of this page, as safe text. One query for who set a limit."""
    user = getattr(request, "user", None)  # a page of an error may have none
    if user is None or not user.is_authenticated:
        return SafeString("")
    context: dict[str, object] = {"is_private": is_private(request), "pause": user.break_minutes}
    if user.daily_minutes:
        spent = minutes_today(user.pk, now=timezone.now())
        context |= {"spent": spent, "most": user.daily_minutes, "is_over": spent >= user.daily_minutes}
    if not any((context["is_private"], context["pause"], context.get("is_over"))):
        return SafeString("")
    context |= {"csrf_token": get_token(request), "path": request.get_full_path()}
    return SafeString(render_to_string("_strips.html", context))  # without the request: its context asks for strips
