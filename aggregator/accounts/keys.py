"""Passkeys are what allauth makes of them: under names of a sensible length, and deaf to what is no passkey."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

LONGEST = 60  # characters: "The blue key on my ring" has 23; allauth takes a megabyte
# What allauth and fido2 raise on JSON of another shape; `{"id": 1}` was an error 500 (allauth 65.21, fido2 2.2).
NO_KEY = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class _Named(forms.Form):
    """A key has a name that fits a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.label = _("What you call it")
        field.widget.attrs["maxlength"] = str(LONGEST)
        too_long = _("Shorten it to %(limit_value)d characters; it has %(show_value)d.")
        field.validators += [MaxLengthValidator(LONGEST, too_long), ProhibitNullCharactersValidator()]


class Add(_Named, allauth_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new key, and what its owner calls it."""

    def clean(self) -> dict[str, Any]:
        """What the device answered."""
        try:
            return super().clean() or {}
        except NO_KEY as error:
            raise get_adapter().validation_error("incorrect_code") from error


class Rename(_Named, allauth_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""


class _Asked(forms.Form):
    def clean_credential(self) -> Any:
        """The key that answered."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_KEY as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignIn(_Asked, allauth_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A key alone."""


class Step(_Asked, allauth_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A key after the password."""


class Again(_Asked, allauth_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A key before what is dangerous."""
