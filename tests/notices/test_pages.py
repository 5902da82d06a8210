"""The pages of messages: one's own, an administrator's, anybody's in a demonstration."""

from typing import Any

import pytest
from django.test import Client

from actionplan.models import Plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.notices.kinds import Kind, When
from herefordshire_cs.notices.models import Choice, Message, Quiet
from herefordshire_cs.notices.outside import tell_outside
from herefordshire_cs.notices.services import Notice, tell
from tests.conftest import user_in
from tests.factories import make_plan
from tests.notices.mail_servers import DAY, NOON, sent_by, tell_all

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
UNREAD = ">not read<"


@pytest.fixture
def reader(client: Client) -> User:
    user = user_in(Role.OFFICER)
    client.force_login(user)
    return user


def test_opening_a_message_leads_to_its_page_and_marks_it_as_read(
    reader: User, client: Client
) -> None:
    tell_all([reader])
    row = Message.objects.get()
    assert UNREAD in client.get("/inbox/").content.decode()

    opened = client.post(f"/inbox/{row.pk}/reading/")

    assert opened.headers["Location"] == row.about
    assert UNREAD not in client.get("/inbox/").content.decode()
    client.post(f"/inbox/{row.pk}/unreading/")
    assert UNREAD in client.get("/inbox/").content.decode()
    client.post("/inbox/reading/")
    assert not Message.objects.unread().exists()


def test_nobody_marks_the_messages_of_another(reader: User, client: Client) -> None:
    other = user_in(Role.PARTNER)
    tell_all([other])

    client.post("/inbox/reading/")
    assert client.post(f"/inbox/{Message.objects.get().pk}/reading/").status_code == 404

    assert Message.objects.get().read_at is None


def test_outside_a_demonstration_one_reads_one_s_own_and_an_administrator_all(
    reader: User, client: Client, settings: Any
) -> None:
    sent_by(settings, LOCMEM)
    tell_all([reader, user_in(Role.PARTNER)])
    own, others = Message.objects.order_by("person__email")
    if own.person != reader:
        own, others = others, own

    def answers() -> list[int]:
        paths = ["/messages/", f"/messages/{own.pk}/", f"/messages/{others.pk}/"]
        return [client.get(path).status_code for path in paths]

    assert answers() == [403, 200, 404]
    client.force_login(user_in(Role.ADMINISTRATOR))
    assert answers() == [200, 200, 200]


def test_a_message_in_html_has_its_own_styles_and_nothing_else(
    reader: User, client: Client
) -> None:
    tell_all([reader])

    answer = client.get(f"/messages/{Message.objects.get().pk}/html/")

    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_an_administrator_sends_a_test_to_themselves(client: Client, settings: Any) -> None:
    sent_by(settings, LOCMEM)
    administrator = user_in(Role.ADMINISTRATOR)
    client.force_login(administrator)

    client.post("/messages/test/")
    client.post("/messages/test/")

    rows = Message.objects.filter(person=administrator, kind=Kind.TEST)
    assert list(rows.values_list("state", flat=True)) == [Message.State.WAITING] * 2


def test_what_was_given_up_is_shown_with_why_and_tried_again(
    client: Client, settings: Any
) -> None:
    sent_by(settings, LOCMEM)
    client.force_login(user_in(Role.ADMINISTRATOR))
    tell_all([user_in(Role.OFFICER)])
    row = Message.objects.get()
    Message.objects.update(state=Message.State.FAILED, fault="Nobody answers")
    assert "Nobody answers" in client.get("/messages/?state=failed").content.decode()

    client.post(f"/messages/{row.pk}/again/")

    row.refresh_from_db()
    assert (row.state, row.tries) == (Message.State.WAITING, 0)


def typed(client: Client, **typed_in: str) -> dict[str, Any]:
    """Return the form of one's choices as a browser sends it, with what is typed in it."""
    form = client.get("/inbox/choices/").context["form"]
    values = {field.html_name: field.value() or "" for field in form}
    return {**values, "seen_mark": client.get("/inbox/choices/").context["mark"], **typed_in}


def test_what_somebody_chooses_is_kept_and_shown(reader: User, client: Client) -> None:
    values = typed(client, kind_2=When.NOT, since="19.30", until="7")

    assert client.post("/inbox/choices/", values).status_code == 302

    assert Choice.objects.get().kind == Kind.UPDATE_ASKED
    quiet = Quiet.objects.get()
    assert (f"{quiet.since:%H:%M}", f"{quiet.until:%H:%M}") == ("19:30", "07:00")
    shown = client.get("/inbox/choices/").context["form"]
    assert shown["kind_2"].value() == When.NOT


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("19:00", "", "Say both hours, or neither."),
        ("19:00", "19:00", "Quiet hours end at another hour than they begin."),
        ("evening", "7:00", "Type an hour like 19:00."),
    ],
)
def test_half_of_the_quiet_hours_is_refused_in_words_and_what_was_typed_stays(
    since: str, until: str, said: str, reader: User, client: Client
) -> None:
    page = client.post("/inbox/choices/", typed(client, since=since, until=until))

    assert page.status_code == 200
    assert said in page.content.decode()
    assert f'value="{since}"' in page.content.decode()
    assert not Quiet.objects.exists()


def test_choices_made_elsewhere_meanwhile_are_not_overwritten(
    reader: User, client: Client
) -> None:
    client.post("/inbox/choices/", typed(client, since="19:00", until="7:00"))
    values = typed(client, since="20:00")
    Quiet.objects.update(since="18:00")

    refused = client.post("/inbox/choices/", values)

    assert refused.status_code == 200
    assert "Somebody changed this after you opened it" in refused.content.decode()
    assert f"{Quiet.objects.get().since:%H:%M}" == "18:00"


def test_messages_go_to_another_address_once_its_link_is_followed(
    reader: User, client: Client, settings: Any
) -> None:
    sent_by(settings, LOCMEM)
    client.post("/inbox/choices/", typed(client, address="Elsewhere@council.example"))
    asked = Message.objects.get(kind=Kind.ADDRESS)
    assert asked.address == "elsewhere@council.example"
    tell_all([reader])
    assert Message.objects.get(kind=Kind.UPDATE_ASKED).address == reader.email

    client.force_login(user_in(Role.PARTNER))
    assert client.post(asked.about).status_code == 404  # forwarded, it is nobody else's
    client.force_login(reader)
    assert client.post(asked.about).status_code == 302
    Message.objects.filter(kind=Kind.UPDATE_ASKED).delete()
    tell_all([reader])

    assert Message.objects.get(kind=Kind.UPDATE_ASKED).address == "elsewhere@council.example"


def test_the_link_of_an_address_that_was_taken_back_is_gone(reader: User, client: Client) -> None:
    client.post("/inbox/choices/", typed(client, address="elsewhere@council.example"))
    link = Message.objects.get(kind=Kind.ADDRESS).about
    client.post("/inbox/choices/", typed(client, address=""))

    assert client.get(link).status_code == 404


def test_what_came_back_is_noted_by_whom(client: Client, settings: Any) -> None:
    sent_by(settings, LOCMEM)
    client.force_login(user_in(Role.ADMINISTRATOR))
    tell_all([user_in(Role.OFFICER)])
    row = Message.objects.get()

    client.post(f"/messages/{row.pk}/returned/")
    row.refresh_from_db()
    assert row.state == Message.State.WAITING  # it was not sent yet

    Message.objects.update(state=Message.State.SENT)
    client.post(f"/messages/{row.pk}/returned/")
    row.refresh_from_db()
    assert (row.state, row.fault) == (
        Message.State.BOUNCED,
        "It came back, as Administrator noted.",
    )


def test_nobody_reads_in_a_demonstration_what_others_are_told_of_a_private_plan(
    reader: User, client: Client
) -> None:
    plan = make_plan(slug="quagga", title="Quagga plan")
    other = user_in(Role.PARTNER)
    paths = {"about": f"/plans/{plan.slug}/actions/1.1/", "lines": ()}
    digest = {"about": "/inbox/", "lines": (("1.1 of Quagga plan", paths["about"]),)}
    for number, given in enumerate((paths, digest)):
        told = Notice(kind=Kind.UPDATE_ASKED, once=f"{number}", subject="Quagga plan", **given)
        tell([(other, told)], on=DAY, at=NOON)
    link = Notice(kind=Kind.PARTNER_LINK, once="2", subject="Quagga", about="/answering/key/")
    tell_outside([("nursing@pct.example", link)], on=DAY, at=NOON)
    rows = Message.objects.filter(person=other)
    assert "nursing@pct.example" in client.get("/messages/").content.decode()
    assert "Quagga plan" in client.get("/messages/").content.decode()

    Plan.objects.filter(pk=plan.pk).update(is_private=True)

    assert "Quagga" not in client.get("/messages/").content.decode()
    assert [client.get(f"/messages/{row.pk}/").status_code for row in rows] == [404, 404]
    assert [client.get(f"/messages/{row.pk}/html/").status_code for row in rows] == [404, 404]
    client.force_login(other)
    assert [client.get(f"/messages/{row.pk}/").status_code for row in rows] == [200, 200]
