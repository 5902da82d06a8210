"""A plan's owner edits an action in the product: why, and what it said before, stay."""

from datetime import date

import pytest
from django.urls import reverse

from actionplan.models import Action

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/jar-2005/actions/5.6/wording/"


@pytest.fixture
def client_of(sign_in, director, today):
    return sign_in(director)


def form_of(client):
    """Return the form as it stands, with its mark."""
    context = client.get(ADDRESS).context
    form = context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    return said | {"seen_mark": context["mark"]}


def action():
    return Action.objects.get(plan__slug="jar-2005", reference="5.6")


def test_nothing_changes_where_nothing_is_typed(client_of):
    before = [(role.part, role.holder, role.order) for role in action().roles.all()]
    response = client_of.post(ADDRESS, form_of(client_of) | {"reason": "To look"}, follow=True)
    assert "Nothing changed." in response.content.decode()
    assert [(role.part, role.holder, role.order) for role in action().roles.all()] == before
    assert not action().rewordings.exists()


def test_words_and_leads_change_from_today_on_with_the_reason(client_of):
    before, held = action().text, action().lead_words
    typed = {"text": "Say it plainly", "leads": "SD\nSomebody New", "reason": "Agreed in Cabinet."}
    shown = client_of.post(ADDRESS, form_of(client_of) | typed, follow=True).content.decode()
    assert "Nobody is known here as “Somebody New”" in shown
    assert "Agreed in Cabinet." in shown
    row = action()
    assert (row.text, row.lead_words) == ("Say it plainly", "SD, Somebody New")
    leads = row.roles.filter(part="lead")
    assert [(role.officer and role.officer.initials, role.person) for role in leads] == [
        ("SD", ""),
        (None, "Somebody New"),
    ]
    page = client_of.get(f"{row.get_absolute_url()}?as_at=2006-05-21").content.decode()
    assert "Say it plainly" not in page
    assert before.split()[0] in page
    assert held in page


def test_measures_of_its_own_are_one_to_a_line(client_of):
    typed = {"criteria": "No child waits\n\nNo child waits\nEvery file is read", "reason": "So"}
    client_of.post(ADDRESS, form_of(client_of) | typed)
    assert [row.text for row in action().success_criteria.all()] == [
        "No child waits",
        "Every file is read",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": ""}, "text", "Say what is to be done"),
        ({"leads": " \n "}, "leads", "Say who leads"),
        ({"reason": ""}, "reason", "Say why"),
        ({"leads": "x" * 121}, "leads", "longer than 120"),
        ({"support": "\n".join(map(str, range(21)))}, "support", "Name 20 at most"),
    ],
)
def test_what_cannot_be_saved_is_refused_beside_its_field_and_kept(client_of, typed, field, words):
    before = action().text
    response = client_of.post(ADDRESS, form_of(client_of) | {"reason": "So"} | typed)
    assert words in response.context["form"].errors[field][0]
    assert action().text == before


def test_an_edit_is_in_the_file_of_changes_and_the_action_says_when(client_of):
    typed = {"additional_capacity": "Two posts", "reason": "Budget of June."}
    client_of.post(ADDRESS, form_of(client_of) | typed)
    edit = action().rewordings.get()
    assert (edit.field, edit.reason, edit.recorded_on) == (
        "additional_capacity",
        "Budget of June.",
        date(2006, 5, 22),
    )
    shown = client_of.get(reverse("action", args=["jar-2005", "5.6"])).content.decode()
    assert "Two posts" in shown
