"""Every address and every form meets values that nobody means, and none of them is our fault.

Each part of an address, each name that a page looks for in a query and each control of each form
takes the next odd value of its kind, several at once; what a fault comes of is then found by
sending each alone. Nothing is random, so a failure names what to send.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode
from zlib import crc32

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.forms import Field, ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils.datastructures import MultiValueDict
from pytest_django import DjangoDbBlocker

from herefordshire_cs.accounts.models import User
from tests.conftest import shared_rows
from tests.odd import FILE_KINDS, PARTS, TEXTS, Sendable, names_for, values_of
from tests.test_access import TABLE, WHO, Stage, stage
from tests.tools.forms import PageForm, Sent, forms_of, page_of, reading, sent_by
from tests.travelling import read_out

__all__ = ["stage"]  # the rows and the people of the table
pytestmark = pytest.mark.django_db

ALONE = 1  # control of a form that is odd by itself, in turn
LONGEST_QUERY = 5_000  # characters; a web server takes no longer address
POSTED = {name for name, _address, method, _answers in TABLE if method == "post"}
# Their forms are on the pages that the table opens.
POSTED |= {"action-drop", "action-new", "action-reopen", "by-when-new", "by-when-request"}
POSTED |= {"completion-claim", "demonstration-day", "recommendation-report", "milestone"}
POSTED |= {"occasion-new", "report-correct", "report-withdraw"}
POSTED |= {"arrangement", "keeping-new", "keeping-withdraw"}
POSTED |= {"assurance-new", "assurance-correct", "assurance-withdraw", "assurance-following"}
POSTED |= {"assurance-following-withdraw"}
POSTED |= {"periodic-report-new", "periodic-report-edit", "periodic-report-withdraw"}
POSTED |= {"periodic-report-discard"}
POSTED |= {"evidence-new", "evidence-version-new", "evidence-attach", "evidence-handling"}
POSTED |= {"evidence-withdraw", "evidence-take-off", "evidence-request-new"}
POSTED |= {"evidence-request-withdraw"}
POSTED |= {"own-updates-new"}
POSTED |= {"update-correct", "update-withdraw", "by-when-correct", "by-when-withdraw"}
POSTED |= {"plan-closing"}
POSTED |= {"doubt-settle", "recommendation-moderation-new", "sign-in"}
POSTED |= {"risk-register-new", "risk-sign-off", "risk-sign-off-withdraw", "risk-new"}
POSTED |= {"risk-review", "risk-assessment-correct", "risk-assessment-withdraw", "risk-accept"}
POSTED |= {"risk-acceptance-withdraw", "risk-close", "risk-closing-withdraw", "risk-action-new"}
POSTED |= {"risk-link-withdraw"}
POSTED |= {"account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn"}
POSTED |= {"mfa_generate_recovery_codes", "mfa_login_webauthn"}
POSTED |= {"action-edit", "plan-files", "plan-file", "plan-file-columns", "plan-file-load"}
POSTED |= {"update-request-new", "update-requests-new"}
POSTED |= {"round-lock", "round-call-off", "round-statement"}
# These are refused with the plain words that every other form is taken with.
ASKS_FOR_MORE = {"loading", "appendix-new", "agenda-item-new", "resolution-ask", "submission"}
ASKS_FOR_MORE |= {"decision-new", "sign-in", "resolution-reopen"}
# What stands in their forms at first is what is to be put otherwise.
ASKS_FOR_MORE |= {"update-correct", "by-when-correct", "report-correct"}
# A reference that a plan or the indicators have.
ASKS_FOR_MORE |= {"judgement-answer-new"}
ASKS_FOR_MORE |= {"by-when-request", "completion-claim"}  # one of its two buttons is pressed
# A day to come, a reference of an action that is there, words for risks that need attention.
ASKS_FOR_MORE |= {"risk-accept", "risk-action-new", "risk-sign-off"}
ASKS_FOR_MORE |= {"assurance-new", "assurance-following"}
# A file, a reference of an action, a day that has not come.
ASKS_FOR_MORE |= {"evidence-new", "evidence-version-new", "evidence-attach"}
ASKS_FOR_MORE |= {"evidence-request-new"}
ASKS_FOR_MORE |= {"plan-closing"}  # that no request in the plan waits for its answer
ASKS_FOR_MORE |= {"council-logo-new", "appendix-replace"}  # a picture, a PDF
# That no round runs, that one is over, which of two buttons is pressed.
ASKS_FOR_MORE |= {"round-new", "round-lock", "round-statement"}
ASKS_FOR_MORE |= {"papers-ask", "papers-subscribe"}  # the word that shows a person
ASKS_FOR_MORE |= {"reference-list-new"}  # a number that no priority of the plan has
# Somebody by name; whether the plan is private already.
ASKS_FOR_MORE |= {"plan-person-new", "plan-make-private", "plan-open-to-all"}
ASKS_FOR_MORE |= {"school-term-new"}  # a term that ends after it begins
ASKS_FOR_MORE |= {"draft-new"}  # a form, or a meeting whose body has one
ASKS_FOR_MORE |= {"decision-record-new"}  # of the executive a meeting
ASKS_FOR_MORE |= {"plan-files"}  # a file or a paste, and not both
# A file or rows, which are shown first; an account that is there.
ASKS_FOR_MORE |= {"people-list-new", "deputy-new"}
ASKS_FOR_MORE |= {"body-calendar-new"}  # days to come, which are shown first
ASKS_FOR_MORE |= {"token-new"}  # somebody by name, and what it may read
# A password or a code of theirs; what an authenticator or a browser made.
ASKS_FOR_MORE |= {"password-change", "forgotten-password", "account_reauthenticate"}
ASKS_FOR_MORE |= {"mfa_activate_totp", "mfa_add_webauthn"}
PLAIN = {
    "DayField": "22 May 2006",
    "EmailField": "new@council.example",
    "TimeField": "14:00",
    "PeriodField": "2008/2009",
}
PLAIN_BY_NAME = {"by_when": "March 2007", "value": "1.5", "after_days": "7"}
OF_EVERY_PAGE = {"as_at", "once"}  # what the frame of a page looks for, whatever it is
# Kept of whoever sends, not of what they send; and what the printing service is asked to count.
OF_VISITS = re.compile(
    r'"(django_session|accounts_sentform|accounts_keptpost|accounts_unsentform|accounts_signinfailure|accounts_securityevent|remembered|background_job)"'
)
WRITES = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) ")
HTML = "text/html"
# Beside a field, above a form, or where a whole sheet of rows is refused, in a message.
SAYS_WHY = "//*[contains(@class, 'govuk-error-') or contains(@class, 'cs-message--error')]"
TYPED = {"text", "textarea", "CharField", "NarrativeField", "TitleField", "DayField"}


@dataclass(frozen=True, kw_only=True)
class Walked:
    """A form, who sends it, with what it is taken, and the odd values that it meets in turn."""

    form: PageForm
    client: Client
    filled: Sent
    together: list[dict[str, str]]
    alone: list[dict[str, str]]


@dataclass(kw_only=True)
class Walk:
    """What was found by opening every page of the table."""

    reader: Client
    stage: Stage
    asked: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[Walked]] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    turns: Counter[str] = field(default_factory=Counter)

    def clients_for(self, answers: Mapping[str, object]) -> list[Client]:
        """Return those who may by the table: first the reader, who may whatever has no owner."""
        may = [who for who in WHO if answers[who] == 200]
        return [self.reader, self.stage.client(may[0])] if may else []

    def next_for(self, kind: str) -> str:
        """Return the odd value whose turn it is to meet a kind of control."""
        names = names_for(kind)
        self.turns[kind] += 1
        return names[self.turns[kind] % len(names)]


@pytest.fixture(scope="module")
def walk(stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    """Open every page of the table once, and take down its forms and its queries."""
    with shared_rows(django_db_blocker):
        somebody = User.objects.create_superuser("anything@test.example", None, name="Anything")
        reader = Client()
        reader.force_login(somebody, "herefordshire_cs.accounts.backends.EmailBackend")
        found = Walk(reader=reader, stage=stage)
        for name, address, method, answers in TABLE:
            if method == "get" and "_export" not in address:  # its page is there without
                open_page(found, name, address.format(**stage.rows), answers)
        for name, address, method, _answers in TABLE:
            if method == "post" and name not in found.forms:
                take_down(found, reader, bare_form(reader, address.format(**stage.rows)), name)
        yield found


def open_page(walk: Walk, name: str, address: str, answers: Mapping[str, object]) -> None:
    for client in walk.clients_for(answers):
        with reading() as read:
            page = client.get(address)
        read_out(page)
        if page.status_code != 200:
            continue
        walk.asked.setdefault(name, sorted(read.asked))
        walk.fields |= {type(each).__name__: each for each in read.fields.values()}
        forms = forms_of(page, address, read) if page["Content-Type"].startswith(HTML) else ()
        for form in forms:
            to = resolve(form.action.partition("?")[0]).url_name
            if form.method == "post" and to and is_new(walk, to, form):
                take_down(walk, client, form, to)
        return


def is_new(walk: Walk, name: str, form: PageForm) -> bool:
    """Say whether no form that leads there has the same controls."""
    return all(known.form.kinds.keys() != form.kinds.keys() for known in walk.forms.get(name, []))


def bare_form(client: Client, address: str) -> PageForm:
    """Return the form of a door that no page shows now, from what its view looks for."""
    client.raise_request_exception = False
    with transaction.atomic(), reading() as read:
        client.post(address)
        transaction.set_rollback(True)
    kinds = dict.fromkeys(sorted(read.asked - OF_EVERY_PAGE), "hidden")
    return PageForm(
        action=address, method="post", sent={}, kinds=kinds, offered={}, fields={}, buttons=()
    )


def take_down(walk: Walk, client: Client, form: PageForm, name: str) -> None:
    """Plan what a form is to meet."""
    rounds = 2 if form.buttons else 1  # one with a button pressed, such as one that adds a row
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        rounds = len(names_for("CharField"))  # what anybody may send meets everything
    together = [
        {each: walk.next_for(kind) for each, kind in form.kinds.items()} for _ in range(rounds)
    ]
    alone = []
    controls = [each for each in form.kinds if each != "once"]
    for at in range(min(ALONE, len(controls))):
        control = controls[(walk.turns["alone"] + at) % len(controls)]
        alone.append({control: walk.next_for(form.kinds[control])})
    walk.turns["alone"] += 1
    walk.forms.setdefault(name, []).append(
        Walked(form=form, client=client, filled=filled(form), together=together, alone=alone)
    )


def filled(form: PageForm) -> Sent:
    """Return what a form sends once whatever it requires is filled in plainly."""
    sent = dict(form.sent)
    for name, kind in form.kinds.items():
        is_required = name in form.fields and form.fields[name].required
        if not is_required or any(sent.get(name, [])) or kind in FILE_KINDS:
            continue
        choices = [each for each in form.offered.get(name, []) if each]
        sent[name] = choices[:1] or [PLAIN_BY_NAME.get(name) or PLAIN.get(kind, "Words")]
    return sent


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a request that was rolled back; ``fault`` is ours, in words, or empty."""

    response: HttpResponse
    fault: str
    written: list[str]


def ask(client: Client, address: str, sent: Mapping[str, Any] | None = None) -> Answer:
    """Ask for an address, or send a form there; nothing of it stays."""
    written: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql) and not OF_VISITS.search(sql):
            written.append(sql[:80])
        return execute(sql, *rest)

    client.raise_request_exception, client.exc_info = False, None
    cookies = dict(client.cookies)
    with transaction.atomic(), connection.execute_wrapper(note):
        response = client.get(address) if sent is None else client.post(address, sent)
        read_out(response)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)  # whoever signs out is signed in for the next
    fault = ""
    if response.status_code >= 500:
        fault = f"{response.status_code} {(response.exc_info or [None, ''])[1]!r}"[:300]
    return Answer(response=response, fault=fault, written=written)


def with_odd(walked: Walked, odd: Mapping[str, str]) -> Sent:
    """Return what a form sends with odd values in some of its controls."""
    return walked.filled | {name: values_of(value) for name, value in odd.items()}


@pytest.mark.parametrize("name", sorted({name for name, *_rest in TABLE}))
def test_an_odd_address_is_never_our_fault(name: str, walk: Walk) -> None:
    rows = [row for row in TABLE if row[0] == name]
    address = rows[0][1].format(**walk.stage.rows).partition("?")[0]
    faults = []
    for odd in odd_addresses(name, address):
        faults += [f"{odd[:200]}: {fault}" for fault in [ask(walk.reader, odd).fault] if fault]
    for query in odd_queries(walk, name):
        if ask(walk.reader, f"{address}?{urlencode(query)}").fault:
            faults += [
                f"{address}?{key}={value[:50]!r}: {fault}"
                for key, value in query.items()
                if (fault := ask(walk.reader, f"{address}?{urlencode({key: value})}").fault)
            ] or [f"{address} with all of {query}"[:500]]
    assert not faults, "\n".join(faults)


def odd_addresses(name: str, address: str) -> Iterator[str]:
    """Yield an address with an odd value in each of its parts; all of them where words end it."""
    match = resolve(address)
    for part in match.kwargs:
        takes_words = match.route.endswith(f"<str:{part}>/")
        for odd in (
            PARTS.values() if takes_words else [chosen_for(name + part, list(PARTS.values()))]
        ):
            kept = {key: quote(str(value)) for key, value in match.kwargs.items()} | {part: odd}
            yield f"/{re.sub(r'<(?:[a-z_]+:)?([a-z]+)>', r'{\1}', match.route).format(**kept)}"


def odd_queries(walk: Walk, name: str) -> Iterator[dict[str, str]]:
    """Yield queries of a page with the next odd values under every name that it looks for.

    A null character is refused before any page looks, so none is sent beside others.
    """
    asked = walk.asked.get(name, [])
    typed = [value[:LONGEST_QUERY] for value in TEXTS.values() if "\0" not in value]
    if set(asked) <= OF_EVERY_PAGE and name != "dashboard":
        return  # the day is read in one place, by all alike
    yield {each: chosen_for(name + each, typed) for each in asked}


def chosen_for(name: str, values: list[str]) -> str:
    """Return one of some values, the same each time for the same name."""
    return values[crc32(name.encode()) % len(values)]


@pytest.mark.parametrize("name", sorted(POSTED))
def test_odd_values_in_a_form_are_never_our_fault(name: str, walk: Walk) -> None:
    faults: list[str] = []
    for walked in walk.forms[name]:
        for odd, pressed in zip_longest(walked.together, [(), *walked.form.buttons[:1]]):
            faults += faults_of(walked, odd, dict([pressed] if pressed else []))
        for odd in walked.alone:
            faults += faults_of(walked, odd)
    assert not faults, "\n".join(faults)


def faults_of(
    walked: Walked, odd: dict[str, str], pressed: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Return what is wrong with how odd values are answered, and which of them it comes of."""
    action = walked.form.action
    answer = ask(walked.client, action, with_odd(walked, odd) | dict(pressed))
    if answer.fault and len(odd) > 1:
        singly = [
            fault for each in odd.items() for fault in faults_of(walked, dict([each]), pressed)
        ]
        return singly or [f"{action} with all of {odd}: {answer.fault}"]
    found = [answer.fault] if answer.fault else []
    if answer.response.get("Location", "").startswith("/sign-in/?next="):
        found.append("nobody was signed in to send it")
    is_refused = answer.response.status_code in {200, 400, 404}
    if is_refused and answer.written:
        found.append(f"was refused, and yet wrote {answer.written}")
    if answer.response.status_code == 200 and len(odd) == 1:
        found += unsaid(walked, answer.response, *odd.items())
    return [f"{action} with {odd}: {each}" for each in found]


def unsaid(walked: Walked, page: HttpResponse, odd: tuple[str, str]) -> Iterator[str]:
    """Yield what a page that refuses a value fails to say, and what it has lost of it."""
    name, value = odd
    read = page_of(page)
    if walked.form.fields and not read.xpath(SAYS_WHY):
        yield "was refused, and nothing says why"
    words = TEXTS.get(value, "").strip()
    if name == "password" or walked.form.kinds[name] not in TYPED or not words.isprintable():
        return
    if read.xpath("//input[@type='hidden'][@name=$name]", name=name):
        return  # nobody typed it; a sign of when the page was opened is made anew
    shown = [sent_by(form).get(name, [""])[-1].strip() for form in read.forms]
    if words not in shown:
        yield "was refused, and what was typed is gone"


def test_no_form_of_a_page_or_of_the_table_is_left_out(walk: Walk) -> None:
    assert walk.forms.keys() == POSTED
    unmet = {
        f"{name}: {control}"
        for name, forms in walk.forms.items()
        for walked in forms
        for control in walked.form.kinds
        if not any(control in odd for odd in walked.together)
    }
    assert not unmet


def test_what_is_filled_plainly_is_taken_so_that_one_odd_value_reaches_the_record(
    walk: Walk,
) -> None:
    shown = [each for forms in walk.forms.values() for each in forms if each.form.fields]
    refused = {
        resolve(each.form.action).url_name
        for each in shown
        if ask(each.client, each.form.action, each.filled).response.status_code != 302
    }
    assert refused == ASKS_FOR_MORE


def test_every_kind_of_field_takes_or_refuses_every_kind_of_value(walk: Walk) -> None:
    faults = []
    for kind, one in walk.fields.items():
        for value in names_for(kind):
            sent = values_of(value)
            files = [each for each in sent if isinstance(each, Sendable)]
            typed = MultiValueDict({} if files or not sent else {"field": sent})
            brought = MultiValueDict(
                {"field": [SimpleUploadedFile("sent", each.read()) for each in files]}
            )
            try:
                with transaction.atomic():
                    one.clean(one.widget.value_from_datadict(typed, brought, "field"))
            except ValidationError:
                continue
            except Exception as error:  # whatever it is, it is none that a form answers
                faults.append(f"{kind} with {value}: {error!r}"[:300])
    assert not faults, "\n".join(faults)
