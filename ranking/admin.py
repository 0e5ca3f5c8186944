"""What operators see of ranking. Weights change by a new version; what was served and done is only read."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from feeds.admin import ReadOnlyAdmin
from ranking import params
from ranking.models import ArticleStats, Event, Impression, Pin, Slate, ValueWeights


class ValueWeightsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter when run
    """A new version: a number for every term, and a reason."""

    class Meta:
        model = ValueWeights
        fields = ("name", "weights", "reason")

    def clean_weights(self) -> dict[str, float]:
        """A finite number for each term of the equation and nothing else; the message names what is wrong."""
        given = self.cleaned_data["weights"]
        if not isinstance(given, dict) or set(given) != set(params.WEIGHTS):
            raise forms.ValidationError(_("Give exactly these weights: %s.") % ", ".join(params.WEIGHTS))
        if not all(type(it) in {int, float} and abs(it) < 1e6 for it in given.values()):  # noqa: PLR2004  a typing slip
            raise forms.ValidationError(_("Each weight is a number below a million."))
        return given


@admin.register(ValueWeights)
class ValueWeightsAdmin(ReadOnlyAdmin):
    """Versions, and the switch between them."""

    form = ValueWeightsForm
    list_display = ("name", "is_active", "reason", "author", "created_at")
    actions = ("activate",)

    def has_add_permission(self, request: HttpRequest, _obj: object = None) -> bool:
        """A new version is how weights change."""
        return bool(request.user.has_perm("ranking.add_valueweights"))

    def get_changeform_initial_data(self, _request: HttpRequest) -> dict[str, Any]:
        """A new version starts from the active one."""
        weights, _version = ValueWeights.objects.in_force(params.WEIGHTS, params.WEIGHTS_VERSION)
        return {"weights": dict(weights)}

    def save_model(self, request: HttpRequest, obj: ValueWeights, *rest: Any) -> None:
        """Who made it is kept."""
        obj.author_id = request.user.pk
        super().save_model(request, obj, *rest)

    @admin.action(description=gettext_lazy("Use this version from now on"), permissions=["add"])
    def activate(self, request: HttpRequest, queryset: QuerySet[ValueWeights]) -> None:
        """Exactly one version is in force."""
        chosen = list(queryset)
        if len(chosen) != 1:
            self.message_user(request, _("Choose exactly one version."), messages.ERROR)
            return
        ValueWeights.objects.activate(chosen[0].pk)
        self.message_user(request, _("Pages are valued by “%s” from now on.") % chosen[0].name)


@admin.register(Pin)
class PinAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """An article on everybody's page, for a while and for a reason."""

    list_display = ("article", "since", "until", "reason", "author")
    fields = ("article", "since", "until", "reason")
    raw_id_fields = ("article",)

    def save_model(self, request: HttpRequest, obj: Pin, *rest: Any) -> None:
        """Who pinned it is kept."""
        obj.author_id = request.user.pk
        super().save_model(request, obj, *rest)


@admin.register(Slate)
class SlateAdmin(ReadOnlyAdmin):
    """Pages that were served."""

    list_display = ("id", "served_at", "reader", "page", "topic", "weights", "heads")
    list_select_related = ("reader", "topic")
    date_hierarchy = "served_at"


@admin.register(Impression)
class ImpressionAdmin(ReadOnlyAdmin):
    """Cards that were served, with the terms of their value."""

    list_display = ("id", "article", "slot", "kind", "propensity", "policy", "value")
    list_select_related = ("article",)
    list_filter = ("kind",)
    show_full_result_count = False  # counting the largest table takes seconds


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What readers did."""

    list_display = ("id", "kind", "article", "reader", "value", "happened_at")
    list_select_related = ("article", "reader")
    list_filter = ("kind",)
    show_full_result_count = False


@admin.register(ArticleStats)
class ArticleStatsAdmin(ReadOnlyAdmin):
    """Counters of articles."""

    list_display = ("article", "views", "plays", "likes", "comments", "hides", "heat")
    list_select_related = ("article",)
