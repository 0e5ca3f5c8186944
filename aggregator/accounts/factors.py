"""Who is asked for a second factor: whoever decides what others read, or runs the site."""

from allauth.mfa.models import Authenticator

from aggregator.accounts.models import User


def asked_for_one(user: User) -> bool:
    """Whether this person has that power and signs in by a password alone. One query for them, none for others."""
    if not (user.is_moderator or user.is_operator):
        return False
    return not Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
