"""The user of the application."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


def as_stored(address: str) -> str:
    """Return an e-mail address as it is stored, however it was typed."""
    return address.strip().lower()


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is one address however its letters are written."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who signs in with an e-mail address."""
        user = self.model(email=as_stored(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by e-mail address, in whatever case it was typed."""
        return self.get(email=as_stored(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person, or a post, who signs in by e-mail."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    is_staff = models.BooleanField("may use the administration pages", default=False)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(
        default=False, help_text="Refused outside demonstration mode."
    )
    date_joined = models.DateTimeField(auto_now_add=True)
    link_made_at = models.DateTimeField(
        "when the link was made with which they choose a password",
        null=True,
        blank=True,
        editable=False,
    )

    objects = UserManager()

    # Of whose pages one is asked for: its short name, and whether it is closed; see plan_roles.py.
    plan_in_hand = ""
    has_saved_views = True  # or none of theirs, and none that is shared: lists ask for none then
    is_in_private_plan = False
    unmarked_fields = ("last_login", "password", "link_made_at")  # what signing in changes
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_is_unique_in_any_case"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name that pages show."""
        return self.name

    def get_short_name(self) -> str:
        """Return the same name; there is no shorter one."""
        return self.name


class RoleInPlan(models.Model):
    """A role that somebody has on the pages of one plan, by its short name, and nowhere else."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_in_plans")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    plan = models.SlugField("the plan's short name")

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "plan"], name="a_role_in_a_plan_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.group} in {self.plan}"


class SentForm(models.Model):
    """A form that somebody sent, by the token that its page gave it; taken once.

    ``led_to`` is where the answer led, blank while it is worked on.
    """

    token = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(db_index=True)
    led_to = models.CharField(max_length=2_000, blank=True)

    def __str__(self) -> str:
        return f"{self.user}, {self.sent_at}"


class KeptPost(models.Model):
    """What somebody sent after their session had ended, until they have signed in again."""

    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=2_000)
    fields = models.JSONField(help_text="Pairs of names and values, in their order.")
    has_files = models.BooleanField(default=False)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.user}, {self.path}"


class UnsentForm(models.Model):
    """What somebody types in a form and has not sent, by the address that it is sent to.

    Nobody but they ever reads it, and they only in the form itself, if they still may open it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=2_000)
    fields = models.JSONField(help_text="Pairs of names and values, in their order.")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path"], name="one_unsent_form_of_a_person_at_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.path}"


class SignInFailure(models.Model):
    """A wrong password, or one that is being looked at; forgotten after ``SIGN_IN_WINDOW``.

    ``account`` is the e-mail address that was tried, in small letters, whether anybody has it or
    not. ``device`` is the random name of a known device, and blank for an unknown one.
    """

    account = models.CharField(max_length=254)
    address = models.CharField("visitor's address", max_length=39, blank=True)
    device = models.CharField(max_length=16, blank=True)
    tried_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["tried_at", "pk"]

    def __str__(self) -> str:
        return f"{self.account}, {self.tried_at}"


class SavedView(models.Model):
    """A list as somebody wants it again: its address, and what is asked of it there.

    Others see it beside the list where it is shared. One at most is where its owner starts.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=200, db_index=True)
    query = models.CharField(max_length=2_000, blank=True)
    is_shared = models.BooleanField("shared with everybody who may open the list", default=False)
    is_start = models.BooleanField("where one starts after signing in", default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path", "name"], name="a_view_of_a_list_has_a_name_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(is_start=True),
                name="one_view_is_where_somebody_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


class SecurityEvent(models.Model):
    """Something that whoever guards the council's data wants to know; see ``security``.

    ``account`` is the address that was used, also of nobody; ``about`` holds paths and neutral
    words, none of a record's. It is forgotten after ``SECURITY_RECORD_DAYS``.
    """

    class What(models.TextChoices):
        SIGN_IN = "sign-in", "Signed in"
        FAILED = "sign-in failed", "Sign-in failed"
        LOCKED = "sign-in locked", "Sign-in locked"
        UNLOCKED = "sign-in unlocked", "Sign-in unlocked"
        SESSION = "session ended", "Session ended"
        PASSWORD = "password", "Password"
        SECOND_STEP = "second step", "Second step"
        PROVIDER = "provider refused", "Identity provider refused"
        REFUSED = "refused", "Page refused"
        ROLES = "roles", "Account or roles changed"
        READING = "exempt reading", "Exempt paper read"
        EVIDENCE = "evidence", "Evidence opened"
        EXPORT = "export", "List taken out"
        MARKING = "marking", "Marked as exempt"
        ISSUE = "issue", "Issued"
        TAKE_DOWN = "take-down", "Taken down or put back"
        BREAK_GLASS = "break-glass", "Account for repairs used"

    at = models.DateTimeField(db_index=True)
    what = models.CharField(max_length=20, choices=What)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    account = models.CharField("address of the account", max_length=254, blank=True)
    visitor = models.CharField("visitor's address", max_length=39, blank=True)
    request_number = models.CharField("number of the request", max_length=64, blank=True)
    about = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.account}"
