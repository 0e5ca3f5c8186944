"""People. Roles are groups: everybody reads; `creators`, `moderators`, `leads` and `operators` may do more."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from feeds.compiled import compiled


class Role(models.TextChoices):
    """The names of the groups."""

    CREATOR = "creators", _("Creator")
    MODERATOR = "moderators", _("Moderator")
    LEAD = "leads", _("Lead of the moderators")
    OPERATOR = "operators", _("Operator")


_names_of_groups = compiled(lambda user_id: Group.objects.filter(user=user_id).values_list("name"))


def shown_name(name: str, public_id: uuid.UUID) -> str:
    """What others see of a person."""
    return name or _("Reader %(id)s") % {"id": public_id.hex[:6]}


class UserManager(BaseUserManager["User"]):
    """Makes accounts that sign in by e-mail."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A new account; the e-mail is stored in lower case. Raises ValueError without one."""
        if not email:
            raise ValueError(_("An account needs an e-mail address."))
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """An account that may do everything."""
        return self.create_user(email, password, **{**extra, "is_staff": True, "is_superuser": True})

    def moderators(self) -> "models.QuerySet[User]":
        """Accounts in use that may decide what is shown."""
        return self._active(Role.MODERATOR, Role.LEAD)

    def leads(self) -> "models.QuerySet[User]":
        """Accounts in use that decide what moderators hand on."""
        return self._active(Role.LEAD)

    def _active(self, *roles: Role) -> "models.QuerySet[User]":
        may = models.Q(is_superuser=True) | models.Q(groups__name__in=roles)
        return self.filter(may, is_active=True).distinct()


class User(AbstractBaseUser, PermissionsMixin):
    """One person. Signs in by e-mail; `public_id` is what others see instead of the row number."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name shown to others"), max_length=80, blank=True)
    wants_mail = models.BooleanField(
        _("hears by e-mail what became of reports and posts"), default=True, db_default=True
    )
    look = models.CharField(_("how pages look"), max_length=40, blank=True, default="", db_default="")
    language = models.CharField(
        _("language of pages and letters"), max_length=10, blank=True, default="", db_default=""
    )
    daily_minutes = models.PositiveSmallIntegerField(_("wants to read so many minutes a day"), default=0, db_default=0)
    break_minutes = models.PositiveSmallIntegerField(_("wants a break after so many"), default=0, db_default=0)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(look="") | models.Q(look__regex=r"^[a-z]+(\.[a-z]+){3}$"),
                name="user_look_is_four_words",
            ),
        ]

    def __str__(self) -> str:
        return shown_name(self.name, self.public_id)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Names of this person's groups, read once a request."""
        return frozenset(name for (name,) in _names_of_groups(self.pk))

    @property
    def is_creator(self) -> bool:
        """May post."""
        return self.is_superuser or Role.CREATOR in self.roles

    @property
    def is_moderator(self) -> bool:
        """May decide what is shown."""
        return self.is_superuser or not self.roles.isdisjoint({Role.MODERATOR, Role.LEAD})

    @property
    def is_lead(self) -> bool:
        """Decides what other moderators hand on; a moderator like the others else."""
        return self.is_superuser or Role.LEAD in self.roles

    @property
    def is_operator(self) -> bool:
        """Runs the site."""
        return self.is_superuser or Role.OPERATOR in self.roles
