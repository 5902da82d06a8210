"""Who may sign in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Exists, Model, Q, QuerySet
from django.http import HttpRequest

from herefordshire_cs.accounts.models import SavedView, User, as_stored
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.signing_in import begin, settle
from herefordshire_cs.lib import clock

# Of what a role allows everywhere, what it allows in a plan that is kept to its own people too:
# what anybody may who leads in it. All else is for those who have a role in that plan.
IN_A_PRIVATE_PLAN = Q(pk__in=Permission.objects.filter(group__name=Role.OFFICER).values("pk"))


class EmailBackend(ModelBackend):
    """Django's own backend, with limits to wrong passwords.

    It also refuses demonstration accounts outside a demonstration.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return whose password it is, or None. Raises SignInLocked after too many wrong ones."""
        if username is None or password is None:
            return None
        attempt = begin(request, as_stored(username), at=clock.now())
        user = super().authenticate(request, username=username, password=password, **kwargs)
        settle(attempt, user)
        return user

    def get_user(self, user_id: int) -> User | None:
        """Return who is signed in, knowing whether any saved view may stand beside their lists."""
        own_or_shared = SavedView.objects.filter(Q(user=user_id) | Q(is_shared=True))
        known = Exists(own_or_shared.order_by())
        rows = User.objects.annotate(has_saved_views=known)  # type: ignore[no-redef]
        user = rows.filter(pk=user_id).first()
        return user if self.user_can_authenticate(user) and user is not None else None

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Refuse inactive users, and demonstration accounts when the day is the real one."""
        is_refused = getattr(user, "is_demonstration", False) and not clock.is_demonstration()
        return not is_refused and super().user_can_authenticate(user)

    def _get_group_permissions(self, user_obj: User) -> QuerySet[Permission]:
        """Ask for what somebody's roles allow; on the pages of a plan also those they have in it.

        Django's own place for it, so that every check of a right and every template follows.
        """
        everywhere = Q(group__in=user_obj.groups.all())
        if user_obj.is_in_private_plan:
            everywhere &= ~Q(content_type__app_label="actionplan") | IN_A_PRIVATE_PLAN
        if not user_obj.plan_in_hand:
            return Permission.objects.filter(everywhere)
        there = user_obj.roles_in_plans.filter(plan=user_obj.plan_in_hand).order_by()
        # Django takes these without duplicates: it keeps them as a set.
        return Permission.objects.filter(everywhere | Q(group__in=there.values("group")))

    def get_user_permissions(
        self, user_obj: User | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return nothing: what a person may do follows from their roles, which are groups."""
        return set()
