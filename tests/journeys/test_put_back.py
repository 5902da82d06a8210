"""A journey finds the database as it was loaded, whatever the one before it committed."""

from collections.abc import Callable

from actionplan.models import Action, Plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role


def test_what_was_committed_is_taken_back(
    transactional_db: None, put_back: Callable[[], None], make_user: Callable[..., User]
) -> None:
    plans, actions = list(Plan.objects.all()), Action.objects.count()
    make_user(Role.COMMITTEE_CLERK)
    Action.objects.filter(reference="5.6").update(reference="77.7")
    assert Action.objects.filter(reference="77.7").exists()

    put_back()

    assert (list(Plan.objects.all()), Action.objects.count()) == (plans, actions)
    assert not Action.objects.filter(reference="77.7").exists()
    assert not User.objects.exists()
