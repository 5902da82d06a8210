"""The demonstration goes as it came: whole, unless somebody’s own work hangs on it."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection

from actionplan.models import Action, GlossaryTerm, Plan, ProgressUpdate
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.council.models import Council, LoadedRow
from herefordshire_cs.council.services import keep_council
from herefordshire_cs.kept.models import ListEdit, kind_of
from herefordshire_cs.management.demonstration import (
    LiveWork,
    own_models,
    unload_demonstration,
)
from tests.conftest import user_in
from tests.council.test_council import EXAMPLE
from tests.factories import make_action, make_plan, make_recommendation, make_update

TODAY = date(2006, 5, 22)
pytestmark = pytest.mark.django_db


def rows_left() -> dict[str, int]:
    counts = {model._meta.label: model._base_manager.count() for model in own_models()}
    return {label: count for label, count in counts.items() if count}


def demonstration_user() -> User:
    user = user_in(Role.OFFICER, email="of.the.demonstration@example.org")
    User.objects.filter(pk=user.pk).update(is_demonstration=True)
    return User.objects.get(pk=user.pk)


def an_action() -> Action:
    return Action.objects.get(plan__slug="jar-2005", reference="5.6")


def test_it_leaves_an_empty_database() -> None:
    make_update(an_action(), reported_on=TODAY, author=demonstration_user())

    unload_demonstration()

    # The ready-made forms of report are every council's: a migration made them.
    assert rows_left() == {"governance.ReportForm": 2}
    histories = [
        model.history.model  # type: ignore[attr-defined]
        for model in own_models()
        if hasattr(model, "history")
    ]
    assert histories
    assert not any(history._base_manager.exists() for history in histories)


def test_what_the_council_entered_itself_stays() -> None:
    plan = make_plan()
    action = make_action(make_recommendation(plan))
    person = user_in(Role.ADMINISTRATOR)
    make_update(action, reported_on=TODAY, author=person)
    keep_council(EXAMPLE)

    unload_demonstration()

    assert list(Plan.objects.all()) == [plan]
    assert ProgressUpdate.objects.count() == 1
    assert Council.objects.get().name == "Borough of Example"
    assert list(User.objects.all()) == [person]


def test_live_work_on_it_is_named_and_nothing_goes() -> None:
    before = rows_left()
    make_update(an_action(), reported_on=TODAY, author=user_in(Role.DIRECTOR))
    there = rows_left()

    with pytest.raises(LiveWork) as refused:
        unload_demonstration()

    assert [piece for piece in refused.value.pieces if piece.startswith("progress update “")]
    assert rows_left() == there != before


def test_an_edit_by_somebody_real_is_live_work_too() -> None:
    person = user_in(Role.PERFORMANCE_OFFICER)
    action = an_action()
    action._history_user = person  # type: ignore[attr-defined]
    action.additional_capacity = "Two posts"
    action.save()

    with pytest.raises(LiveWork, match="action “"):
        unload_demonstration()


def test_much_live_work_is_counted_after_the_first_ten() -> None:
    person = user_in(Role.DIRECTOR)
    for _ in range(12):
        make_update(an_action(), reported_on=TODAY, author=person)

    with pytest.raises(LiveWork, match="2 more progress updates"):
        unload_demonstration()


def test_the_command_says_how_much_went_and_refuses_where_nothing_is_noted() -> None:
    noted = LoadedRow.objects.count()
    said = StringIO()

    call_command("unload_demonstration", stdout=said)

    assert f"Taken out: {noted:,} rows." in said.getvalue()
    with pytest.raises(CommandError, match="No row of a demonstration is noted"):
        call_command("unload_demonstration")


def test_what_a_demonstration_account_did_elsewhere_keeps_nothing_in_the_way() -> None:
    person = user_in(Role.OFFICER)
    administrator = demonstration_user()
    LogEntry.objects.create(user=administrator, object_id=str(person.pk), action_flag=2)
    history = Council.history.first()
    history.history_user = administrator
    history.save()
    keep_council(EXAMPLE)

    unload_demonstration()
    connection.check_constraints()

    assert list(User.objects.all()) == [person]
    assert not Council.history.exclude(history_user=None).exists()


def test_an_edit_of_a_list_by_somebody_real_is_live_work_too() -> None:
    term = GlossaryTerm.objects.all()[0]
    ListEdit.objects.create(
        kind=kind_of(GlossaryTerm),
        of=term.plan_id,
        row=term.pk,
        named=term.term,
        before={"meaning": "Otherwise"},
        after={"meaning": term.meaning},
        recorded_on=date(2006, 5, 22),
        recorded_at=datetime(2006, 5, 22, 12, tzinfo=UTC),
        recorded_by=user_in(Role.PERFORMANCE_OFFICER),
    )

    with pytest.raises(LiveWork, match=term.term):
        unload_demonstration()
