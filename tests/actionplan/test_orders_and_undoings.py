"""A plan's owner puts actions in another order and undoes an edit, each by a press."""

import pytest

from actionplan.models import Action, Plan, Rewording

pytestmark = pytest.mark.django_db
ORDER = "/plans/jar-2005/recommendations/5/order/"
WORDS = "/plans/jar-2005/actions/5.6/wording/"


@pytest.fixture
def client_of(sign_in, director, today):
    return sign_in(director)


def order_shown(client, address="/plans/jar-2005/recommendations/5/"):
    """Return the references in the order of a page of a recommendation."""
    return [line.reference for line in client.get(address).context["page"].actions]


def send(client, **sent):
    seen = client.get(ORDER).context["seen"]
    return client.post(ORDER, {"seen": seen, "order": ""} | sent, follow=True)


def action(reference="5.6"):
    return Action.objects.get(plan__slug="jar-2005", reference=reference)


def edit(client, **typed):
    context = client.get(WORDS).context
    form = context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {"seen_mark": context["mark"], "reason": "Agreed"} | typed
    return client.post(WORDS, said, follow=True)


def undo(client, edit_):
    return client.post(f"/plans/jar-2005/edits/{edit_.pk}/undoing/", follow=True)


def test_a_press_moves_an_action_and_earlier_days_keep_their_order(client_of):
    before = order_shown(client_of)
    second = action(before[1])
    page = send(client_of, move=f"{second.pk}-up", reason="It comes first")
    assert "The actions are in their new order." in page.content.decode()
    assert page.context["form"]["reason"].value() == "It comes first"
    assert order_shown(client_of) == [before[1], before[0], *before[2:]]
    at = "/plans/jar-2005/recommendations/5/?as_at=2006-05-21"
    assert order_shown(client_of, at) == before
    shown = client_of.get(second.get_absolute_url()).content.decode()
    assert "Place changed" in shown
    assert "From ‘2’ to ‘1’. It comes first" in shown
    send(client_of, move=f"{second.pk}-down")
    assert order_shown(client_of) == before


def test_a_drag_sends_the_whole_order(client_of):
    keys = client_of.get(ORDER).context["seen"].split(",")
    send(client_of, order=",".join([*keys[1:], keys[0]]))
    assert client_of.get(ORDER).context["seen"].split(",") == [*keys[1:], keys[0]]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"seen": "1,2"}, "Somebody else changed the order"),
        ({"seen": "one"}, "cannot be read"),
        ({"order": "1,1"}, "Somebody else changed the order"),
    ],
)
def test_an_order_that_does_not_fit_moves_nothing(client_of, sent, words):
    before = order_shown(client_of)
    assert words in send(client_of, **sent).content.decode()
    assert order_shown(client_of) == before


def test_a_press_undoes_an_edit_with_all_that_was_saved_with_it(client_of):
    row = action()
    before = (row.text, row.lead_words, [role.holder for role in row.roles.all()])
    edit(client_of, text="Say it plainly", leads="Somebody New")
    last = Rewording.objects.get(action=row, field="text")
    shown = client_of.get(WORDS).content.decode()
    assert shown.count("Undo this edit") == 1
    said = undo(client_of, last).content.decode()
    assert "It says again what it said before" in said
    assert "The edit of 22\xa0May 2006 is undone." in said
    row = action()
    assert (row.text, row.lead_words, [role.holder for role in row.roles.all()]) == before


def test_what_was_edited_since_is_not_undone(client_of):
    edit(client_of, text="Say it plainly")
    first = Rewording.objects.get(action=action(), field="text")
    edit(client_of, text="Say it more plainly")
    assert "It was edited again since" in undo(client_of, first).content.decode()
    assert action().text == "Say it more plainly"


def test_the_scheme_of_a_plan_is_not_undone_by_a_press(client_of, director):
    plan = Plan.objects.get(slug="jar-2005")
    row = Rewording.objects.create(
        plan=plan,
        within=plan,
        field="scheme_id",
        before=plan.scheme_id,
        after=plan.scheme_id,
        recorded_on="2006-05-22",
        recorded_at="2006-05-22T09:00Z",
        recorded_by=director,
    )
    assert "ratings hang on it" in undo(client_of, row).content.decode()


def test_an_edit_of_another_plan_is_not_there(client_of):
    edit(client_of, text="Say it plainly")
    row = Rewording.objects.get(action=action(), field="text")
    assert client_of.post(f"/plans/other/edits/{row.pk}/undoing/").status_code == 404
