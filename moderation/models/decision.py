from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feeds.models import Article, Comment
from moderation.models.ground import Ground
from moderation.models.review import ReviewItem
from moderation.querysets import DecisionQuerySet, NoticeQuerySet

LONGEST_LABEL = 300  # characters: two sentences and an address; it stands above every card


class OnArticles(models.Manager["Decision"]):
    """What nearly everybody means by a decision."""

    def get_queryset(self) -> models.QuerySet["Decision"]:
        """Without those on comments, and without those that were taken back: they count for nobody."""
        undone = apps.get_model("moderation", "Undo").objects.filter(decision=models.OuterRef("pk"))
        return super().get_queryset().filter(comment=None).exclude(models.Exists(undone))


class Decision(models.Model):
    """What readers get to see of an article, or of a comment under it, from now on, and why. Append-only: a mistake is
    a new decision.

    `objects` are the decisions on articles: what orders pages, teaches models and fills figures never mixes them with
    those on comments or undone ones. `everything` has all.
    """

    class Reason(models.TextChoices):
        ASSESSED_CLEAR = "assessed_clear", _("No doubt found by the automatic assessment")
        ASSESSED_DUBIOUS = "assessed_dubious", _("Possible dubious health claim found by the automatic assessment")
        NOT_ASSESSED = "not_assessed", _("Could not be assessed automatically")
        LAPSED = "lapsed", _("The limit came to its end and no moderator had confirmed it")
        OVERTURNED = "overturned", _("Restored after an appeal")
        INDECENT = "indecent", _("Exposes, insults or tricks somebody")
        ACCURATE = "accurate", _("Accurate, or attributed with care")
        DEBUNKS = "debunks", _("Reports or debunks a false claim")
        UNPROVEN_CURE = "unproven_cure", _("Claims a cure without evidence")
        DANGEROUS_ADVICE = "dangerous_advice", _("Advice that can do harm")
        FALSE_CLAIM = "false_claim", _("False claim about health")
        OTHER = "other", _("Another reason, in the note")

    class Source(models.TextChoices):
        OWN = "own", _("The site looked at it on its own initiative")
        NOTICE = "notice", _("A reader reported it")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(
        Comment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # the partial one below
        help_text=_("null: the article"),
    )
    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    visibility = models.CharField(max_length=5, choices=Article.Visibility)
    reason = models.CharField(max_length=20, choices=Reason)
    # The rows of before this column: they say no more than that it was doubted.
    ground = models.CharField(max_length=20, choices=Ground, default=Ground.CARE, db_default=Ground.CARE)
    facts = models.CharField(_("facts and circumstances"), max_length=2000, blank=True, db_default="")
    note = models.CharField(_("note"), max_length=1000, blank=True)
    source = models.CharField(max_length=6, choices=Source, default=Source.OWN, db_default=Source.OWN)
    found_by_program = models.BooleanField(_("automated detection"), default=False, db_default=False)
    ends_at = models.DateTimeField(null=True, blank=True, help_text=_("of a limit: it is lifted unless confirmed"))
    model = models.CharField(_("model version"), max_length=80, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, help_text=_("of the text that was decided on"))
    label = models.CharField(
        max_length=LONGEST_LABEL,
        blank=True,
        default="",
        db_default="",
        help_text=_("what readers are told beside the article"),
    )
    before = models.CharField(
        max_length=5, blank=True, default="", db_default="", help_text=_("what readers got until then")
    )
    taken_at = models.DateTimeField(null=True, blank=True, help_text=_("when the moderator opened the item"))
    bulk = models.UUIDField(null=True, blank=True, help_text=_("the same of all that were decided in one act"))
    created_at = models.DateTimeField()

    objects = OnArticles.from_queryset(DecisionQuerySet)()
    everything = models.Manager.from_queryset(DecisionQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            # No two moderators ever decide the same item.
            models.UniqueConstraint(
                fields=["item"], condition=Q(moderator__isnull=False), name="decision_one_of_a_person_an_item"
            ),
            models.CheckConstraint(
                condition=Q(label="") | Q(visibility__in=("allow", "limit")),
                name="decision_labels_what_can_be_read",
            ),
            models.CheckConstraint(
                condition=Q(comment=None) | Q(visibility__in=["allow", "drop"], item=None),
                name="decision_shows_or_removes_a_comment",
            ),
            models.CheckConstraint(
                condition=Q(moderator__isnull=False) | ~Q(model=""), name="decision_is_of_a_person_or_a_model"
            ),
            models.CheckConstraint(condition=~Q(reason="other") | ~Q(note=""), name="decision_other_has_a_note"),
            models.CheckConstraint(condition=~Q(ground=""), name="decision_has_a_ground"),
            models.CheckConstraint(
                condition=~Q(ground="law_other") | ~Q(facts=""), name="decision_other_law_is_in_the_facts"
            ),
            # A hold and a removal never end by silence.
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(visibility="limit", ends_at__gt=F("created_at")),
                name="decision_only_a_limit_ends_by_itself",
            ),
        ]
        indexes = [
            # the history of one article, newest first
            models.Index(fields=["article", "-created_at"], name="decision_newest"),
            # Decision.objects.run_out(now): limits to lift
            models.Index(fields=["ends_at"], condition=Q(ends_at__isnull=False), name="decision_ends"),
            # the history of one comment; an erased account's comments, before they go
            models.Index(fields=["comment"], condition=Q(comment__isnull=False), name="decision_of_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.visibility}: {self.reason}"

    @property
    def is_automated(self) -> bool:
        """Made without a person."""
        return self.moderator_id is None

    @property
    def restricts(self) -> bool:
        """Keeps the article, or the comment, from some or all readers, or tells them something beside it."""
        return self.visibility != Article.Visibility.ALLOW or bool(self.label)

    @property
    def is_of_queue(self) -> bool:
        """A moderator's word on an item, or on a comment under it, which they may take back at first; not the outcome
        of an appeal.
        """
        is_at_desk = self.item_id is not None or self.comment_id is not None
        return self.moderator_id is not None and is_at_desk and self.reason != self.Reason.OVERTURNED

    @property
    def concerned_id(self) -> int | None:
        """Whose words it is about: the author of the comment, or the creator of the article if it has one."""
        return self.comment.author_id if self.comment is not None else self.article.creator_id

    def get_subject_url(self) -> str:
        """The path of what it is about; a comment's is its place under the article."""
        path = self.article.get_absolute_url()
        return path if self.comment_id is None else f"{path}#comment-{self.comment_id}"

    @classmethod
    def reasons_for(cls, visibility: str, *, is_labelled: bool = False) -> tuple[Reason, ...]:
        """What a person may give as the reason: allowed for a merit, restricted or labelled for a fault."""
        if visibility == Article.Visibility.ALLOW and not is_labelled:
            return (cls.Reason.ACCURATE, cls.Reason.DEBUNKS, cls.Reason.OTHER)
        return (cls.Reason.UNPROVEN_CURE, cls.Reason.DANGEROUS_ADVICE, cls.Reason.FALSE_CLAIM, cls.Reason.OTHER)

    @classmethod
    def ground_for(cls, reason: str) -> Ground:
        """The rule that fits a reason, where nobody chose another."""
        reasons = cls.Reason
        grounds: dict[str, Ground] = {
            reasons.UNPROVEN_CURE: Ground.CURE,
            reasons.DANGEROUS_ADVICE: Ground.HARM,
            reasons.FALSE_CLAIM: Ground.FALSE,
            reasons.INDECENT: Ground.DECENT,
            reasons.OTHER: Ground.DECENT,
        }
        return grounds.get(reason, Ground.CARE)

    @classmethod
    def reasons_for_comments(cls) -> tuple[Reason, ...]:
        """What a person may give as the reason for removing a comment."""
        reason = cls.Reason
        return (reason.INDECENT, reason.DANGEROUS_ADVICE, reason.UNPROVEN_CURE, reason.FALSE_CLAIM, reason.OTHER)


class Notice(models.Model):
    """A message about a decision on somebody's article or comment, or about what became of their appeal."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notices")
    is_of_appeal = models.BooleanField(default=False, db_default=False, help_text=_("says that the appeal was refused"))
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(NoticeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "decision", "is_of_appeal"], name="notice_once_a_decision")
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.decision_id}"
