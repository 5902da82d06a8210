"""Who may open what: every address for every role, and a test that no address is left out."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from actionplan.models import Action, Document, Doubt, Plan
from governance.models import AgendaItem, Appendix, Committee, Meeting, Minute, Pack, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from indicators.models import Commentary, Indicator, OutturnFile, PerformanceDocument, Period
from indicators.periods import read_period
from tests.factories import RECORDED_AT, make_moderation

OFFICER, PARTNER, PERFORMANCE, CLERK, DIRECTOR, MEMBER, AUDITOR, ADMINISTRATOR = Role
PUBLIC = "the public"
WHO = [*Role, PUBLIC]

TO_SIGN_IN = "to sign-in"  # 302 to the sign-in page
EVERYBODY = dict.fromkeys(Role, 200)
PRIVATE = {PUBLIC: TO_SIGN_IN}
READERS = EVERYBODY | PRIVATE
NOBODY = dict.fromkeys(Role, 403) | PRIVATE


def only(*roles: Role, answer: int = 200) -> dict[str, object]:
    """Return an answer for some roles, 403 for the others, sign-in for the public."""
    return NOBODY | dict.fromkeys(roles, answer)


# The cast stands for HL, who leads 5.6, for SD and for SF; 404 is an Action that is not theirs.
ACTION = "/plans/jar-2005/actions/5.6/"
DIRECTORS = only(DIRECTOR, ADMINISTRATOR)
SETTLERS = only(PERFORMANCE, DIRECTOR, ADMINISTRATOR)
# Who brings the indicators' figures in, and what they are answered when nothing is wrong.
LOADERS = only(PERFORMANCE, ADMINISTRATOR)
LOADED = only(PERFORMANCE, ADMINISTRATOR, answer=302)
WRITERS = only(OFFICER, PARTNER, PERFORMANCE, DIRECTOR, ADMINISTRATOR)
# The public register is open to all alike; what is not published is not there for anybody.
ANYBODY = EVERYBODY | {PUBLIC: 200}
NOT_THERE = dict.fromkeys(WHO, 404)
CLERKS = only(CLERK, ADMINISTRATOR)
CLERKS_DONE = only(CLERK, ADMINISTRATOR, answer=302)
REPLIERS = only(CLERK, DIRECTOR, ADMINISTRATOR)
# Who may read what is exempt.
TRUSTED = only(CLERK, DIRECTOR, MEMBER, AUDITOR, ADMINISTRATOR)
CABINET = "cabinet-2005-02-17"  # held
MARCH = "childrens-services-scrutiny-2006-03-13"  # its minutes are in draft
MAY = "childrens-services-scrutiny-2006-05-31"  # planned
REPORT = f"/meetings/{MAY}/reports/safeguarding-report-2006-05-31/"

# name of the address, address, method: the answer for each role and for the public.
TABLE: list[tuple[str, str, str, dict[str, object]]] = [
    ("dashboard", "/", "get", ANYBODY),
    (
        "my-actions",
        "/my-actions/",
        "get",
        only(OFFICER, PARTNER, DIRECTOR, ADMINISTRATOR),
    ),
    ("plans", "/plans/", "get", READERS),
    ("plan", "/plans/jar-2005/", "get", READERS),
    ("recommendation", "/plans/jar-2005/recommendations/1/", "get", READERS),
    (
        "recommendation-moderation-new",
        "/plans/jar-2005/recommendations/1/moderation/",
        "get",
        DIRECTORS,
    ),
    (
        "action-new",
        "/plans/jar-2005/recommendations/1/actions/new/",
        "get",
        only(PERFORMANCE, DIRECTOR, ADMINISTRATOR),
    ),
    ("action-drop", f"{ACTION}dropping/", "get", DIRECTORS),
    ("actions", "/plans/jar-2005/actions/", "get", READERS),
    ("actions", "/plans/jar-2005/actions/?_export=csv", "get", READERS),
    ("actions", "/plans/jar-2005/actions/?_export=xlsx", "get", READERS),
    ("action", ACTION, "get", READERS),
    (
        "progress-update-new",
        f"{ACTION}updates/new/",
        "get",
        only(OFFICER) | {PARTNER: 404, DIRECTOR: 404, ADMINISTRATOR: 404},
    ),
    (
        "progress-update-new",
        f"{ACTION}updates/new/",
        "post",
        only(OFFICER) | {PARTNER: 404, DIRECTOR: 404, ADMINISTRATOR: 404},
    ),
    (
        "by-when-new",
        f"{ACTION}by-when/",
        "get",
        only(OFFICER, DIRECTOR, ADMINISTRATOR) | {PARTNER: 404},
    ),
    ("moderation-new", f"{ACTION}moderation/", "get", DIRECTORS),
    ("moderation-new", f"{ACTION}moderation/", "post", DIRECTORS),
    ("action-reopen", "/plans/jar-2005/actions/1.1/reopening/", "get", DIRECTORS),
    (
        "moderation-withdraw",
        "/plans/jar-2005/moderations/{moderation}/",
        "post",
        only(DIRECTOR, ADMINISTRATOR, answer=302),
    ),
    ("evidence", f"{ACTION}evidence/0/", "get", dict.fromkeys(Role, 404) | PRIVATE),
    ("timeline", "/plans/jar-2005/timeline/", "get", READERS),
    ("doubts", "/plans/jar-2005/doubts/", "get", READERS),
    ("doubt-settle", "/plans/jar-2005/doubts/{doubt}/", "get", SETTLERS),
    ("reports", "/plans/jar-2005/reports/", "get", READERS),
    ("report", "/plans/jar-2005/reports/summary/", "get", READERS),
    ("report", "/plans/jar-2005/reports/exceptions/", "get", READERS),
    ("document", "/documents/{document}/", "get", READERS),
    ("document-file", "/documents/{document}/file/", "get", READERS),
    ("officers", "/officers/", "get", READERS),
    ("officer", "/officers/SF/", "get", READERS),
    ("search", "/search/?words=threshold", "get", READERS),
    ("indicators", "/indicators/", "get", READERS),
    ("indicators", "/indicators/?_export=csv", "get", READERS),
    ("indicators", "/indicators/?_export=xlsx", "get", READERS),
    ("indicator", "/indicators/ni-60/", "get", READERS),
    ("indicators-due", "/indicators/due/", "get", READERS),
    ("neighbours", "/indicators/neighbours/", "get", READERS),
    ("judgements", "/indicators/judgements/", "get", READERS),
    ("limiting-rules", "/indicators/judgements/rules/", "get", READERS),
    ("readings", "/indicators/readings/", "get", READERS),
    ("plan-indicators", "/plans/jar-2005/indicators/", "get", READERS),
    ("entry-choose", "/indicators/entry/", "get", LOADERS),
    ("entry", "/indicators/entry/2005-2006-q4/", "get", LOADERS),
    ("entry", "/indicators/entry/2005-2006-q4/", "post", LOADED),
    ("loading", "/indicators/loading/", "get", LOADERS),
    ("loading", "/indicators/loading/", "post", LOADERS),
    ("outturn-file", "/indicators/loading/{outturn_file}/", "get", LOADERS),
    ("outturn-file", "/indicators/loading/{outturn_file}/", "post", LOADED),
    ("outturn-file-load", "/indicators/loading/{outturn_file}/load/", "post", LOADED),
    ("target-new", "/indicators/ni-60/targets/new/", "get", LOADERS),
    ("target-new", "/indicators/ni-60/targets/new/", "post", LOADERS),
    ("indicator-commentary-new", "/indicators/ni-60/commentaries/new/", "get", WRITERS),
    ("indicator-commentary-new", "/indicators/ni-60/commentaries/new/", "post", WRITERS),
    (
        "commentary-approve",
        "/indicators/commentaries/{commentary}/approval/",
        "post",
        only(DIRECTOR, ADMINISTRATOR, answer=302),
    ),
    ("performance-documents", "/indicators/documents/", "get", READERS),
    ("performance-report", "/indicators/digest/2005-2006-q4/", "get", READERS),
    ("performance-report", "/indicators/radar/april-2006/", "get", READERS),
    ("performance-report", "/indicators/corporate/2005-2006-q4/", "get", READERS),
    ("performance-issue", "/indicators/radar/april-2006/issue/", "post", LOADED),
    ("performance-document", "/indicators/documents/{performance_document}/", "get", READERS),
    (
        "performance-document-file",
        "/indicators/documents/{performance_document}/file/",
        "get",
        READERS,
    ),
    ("meetings", "/meetings/", "get", READERS),
    ("meeting", f"/meetings/{MAY}/", "get", READERS),
    ("meeting-minutes", f"/meetings/{MARCH}/minutes/", "get", READERS),
    ("meeting-minutes", f"/meetings/{MAY}/minutes/", "get", dict.fromkeys(Role, 404) | PRIVATE),
    (
        "meeting-report",
        REPORT,
        "get",
        READERS,
    ),
    ("report-exempt", f"{REPORT}exempt/", "get", CLERKS),
    ("report-exempt", f"{REPORT}exempt/", "post", CLERKS),
    ("appendix-new", f"{REPORT}appendices/new/", "get", CLERKS),
    ("appendix-new", f"{REPORT}appendices/new/", "post", CLERKS),
    ("appendix-exempt", f"{REPORT}appendices/{{appendix}}/exempt/", "get", CLERKS),
    ("appendix-remove", f"{REPORT}appendices/{{appendix}}/remove/", "post", CLERKS_DONE),
    ("appendix-exempt", f"{REPORT}appendices/{{appendix}}/exempt/", "post", CLERKS),
    ("pack-preview", f"/meetings/{MAY}/pack/", "get", CLERKS),
    ("pack-preview", f"/meetings/{MAY}/pack/", "post", CLERKS_DONE),
    ("agenda-move", "/agenda-items/{agenda_item}/up/", "post", CLERKS_DONE),
    ("pack", "/packs/{pack}/", "get", READERS),
    ("pack-members", "/packs/{pack}/members.pdf", "get", TRUSTED),
    ("pack-public", "/packs/{pack}/public.pdf", "get", READERS),
    ("pack", "/packs/{pack_under_way}/", "get", READERS),
    (
        "pack-public",
        "/packs/{pack_under_way}/public.pdf",
        "get",
        dict.fromkeys(Role, 404) | PRIVATE,
    ),
    ("committees", "/committees/", "get", READERS),
    ("committee", "/committees/childrens-services-scrutiny/", "get", READERS),
    ("resolutions", "/resolutions/", "get", READERS),
    ("resolution-reply", "/resolutions/{resolution}/", "get", REPLIERS),
    ("resolution-reply", "/resolutions/{resolution}/", "post", REPLIERS),
    (
        "resolution-reply",
        "/resolutions/{resolution_noted}/",
        "get",
        only(CLERK, DIRECTOR, ADMINISTRATOR, answer=404),
    ),
    ("papers", "/papers/", "get", ANYBODY),
    ("papers-calendar", "/papers/meetings.ics", "get", ANYBODY),
    ("papers-feed", "/papers/feed.atom", "get", ANYBODY),
    ("papers-meeting", f"/papers/meetings/{CABINET}/", "get", ANYBODY),
    ("papers-meeting", f"/papers/meetings/{MAY}/", "get", NOT_THERE),
    (
        "papers-report",
        f"/papers/meetings/{CABINET}/reports/change-for-children-2005-02-17/",
        "get",
        ANYBODY,
    ),
    (
        "papers-report",
        f"/papers/meetings/{MAY}/reports/safeguarding-report-2006-05-31/",
        "get",
        NOT_THERE,
    ),
    (
        "papers-report",
        f"/papers/meetings/{CABINET}/reports/safeguarding-report-2006-05-31/",
        "get",
        NOT_THERE,
    ),
    ("papers-minutes", "/papers/meetings/{meeting_approved}/minutes/", "get", ANYBODY),
    ("papers-minutes", f"/papers/meetings/{MARCH}/minutes/", "get", NOT_THERE),
    ("papers-pack", "/papers/packs/{pack}.pdf", "get", ANYBODY),
    ("papers-pack-html", "/papers/packs/{pack}/", "get", ANYBODY),
    ("papers-pack", "/papers/packs/{pack_under_way}.pdf", "get", NOT_THERE),
    ("papers-pack-html", "/papers/packs/{pack_under_way}/", "get", NOT_THERE),
    ("demonstration-day", "/demonstration-day/", "get", READERS),
    ("accessibility", "/accessibility/", "get", EVERYBODY | {PUBLIC: 200}),
    ("health", "/health/", "get", EVERYBODY | {PUBLIC: 200}),
    ("sign-in", "/sign-in/", "get", dict.fromkeys(Role, 302) | {PUBLIC: 200}),
    ("sign-out", "/sign-out/", "post", dict.fromkeys(Role, 302) | {PUBLIC: 302}),
]
# A document is made the first time it is asked for, which the document tests do; here it is there.
DOCUMENT_ROWS = [
    ("report-pdf", "/plans/jar-2005/reports/summary.pdf", "get", READERS),
    ("performance-report-pdf", "/indicators/radar/april-2006.pdf", "get", READERS),
]
INITIALS = {OFFICER: "HL", PARTNER: "SD", DIRECTOR: "SF"}


@pytest.fixture
def rows(jar: Plan, make_user: Callable[..., User]) -> dict[str, object]:
    """The rows that addresses of the table name."""
    author = make_user(DIRECTOR, email="other.director@test.example")
    action = Action.objects.get(plan=jar, reference="5.6")
    moderation = make_moderation(action, made_on=jar.starts_on, author=author)
    document = Document.objects.create(
        plan=jar,
        kind="summary",
        as_of=jar.starts_on,
        contents_hash="0",
        state=Document.State.READY,
        pdf=b"%PDF-",
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    doubt = Doubt.objects.filter(plan=jar).first()
    return (
        rows_of_indicators(author)
        | rows_of_governance()
        | {
            "moderation": moderation.pk,
            "document": document.pk_uuid,
            "doubt": doubt.pk if doubt else 0,
        }
    )


def rows_of_indicators(author: User) -> dict[str, object]:
    """The rows of the indicators that addresses name."""
    indicator = Indicator.objects.get(slug="ch-12")
    period = Period.objects.named(read_period("Q4 2005/2006"))
    commentary = Commentary.objects.create(
        indicator=indicator,
        period=period,
        text="No figure yet.",
        written_by=None,
        written_on=date(2006, 5, 22),
        recorded_at=RECORDED_AT,
    )
    file = OutturnFile.objects.create(
        filename="quarter.csv", sha256="0", rows=[], sent_by=author, sent_at=RECORDED_AT
    )
    document = PerformanceDocument.objects.create(
        period=period,
        kind="digest",
        as_of=date(2006, 5, 22),
        contents_hash="0",
        state=PerformanceDocument.State.READY,
        pdf=b"%PDF-",
        pages=1,
        asked_at=RECORDED_AT,
        made_at=RECORDED_AT,
    )
    return {
        "commentary": commentary.pk,
        "outturn_file": file.pk,
        "performance_document": document.pk_uuid,
    }


def rows_of_governance() -> dict[str, object]:
    """The rows of governance that addresses name."""
    approved = Meeting.objects.create(
        slug="cabinet-2005-01-13",
        committee=Committee.objects.get(slug="cabinet"),
        held_on=date(2005, 1, 13),
        state=Meeting.State.MINUTES_APPROVED,
    )
    Minute.objects.create(meeting=approved, number=1, title="MINUTES", order=1)
    resolutions = Resolution.objects.filter(minute__meeting__slug=MARCH, minute__number=27)
    return {
        "appendix": Appendix.objects.get(report__items__number=7, order=1).pk,
        "agenda_item": AgendaItem.objects.get(meeting__slug=MAY, number=7).pk,
        "meeting_approved": approved.slug,
        "pack": make_pack(CABINET, state=Pack.State.READY).pk_uuid,
        "pack_under_way": make_pack(MARCH, state=Pack.State.MAKING).pk_uuid,
        "resolution": resolutions.get(letter="d").pk,
        "resolution_noted": resolutions.get(letter="a").pk,
    }


def make_pack(meeting: str, *, state: str) -> Pack:
    """Make a pack of a meeting; nothing is issued of one that is still being built."""
    copies = {
        "members_pdf": b"%PDF-",
        "members_html": "<p>Whole</p>",
        "public_pdf": b"%PDF-",
        "public_html": "<p>Public</p>",
        "pages": 1,
        "issued_at": RECORDED_AT,
    }
    return Pack.objects.create(
        meeting=Meeting.objects.get(slug=meeting),
        version=1,
        state=state,
        as_of=date(2006, 5, 22),
        asked_at=RECORDED_AT,
        **(copies if state == Pack.State.READY else {}),
    )


@pytest.fixture
def signed_in(make_user: Callable[..., User]) -> Callable[[object], Client]:
    """A browser of somebody in a role, or of the public."""

    def sign(who: object) -> Client:
        client = Client()
        if isinstance(who, Role):
            user = make_user(who, initials=INITIALS.get(who, ""))
            client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
        return client

    return sign


@pytest.mark.parametrize("who", WHO, ids=str)
@pytest.mark.parametrize(
    ("name", "address", "method", "answers"),
    TABLE,
    ids=[f"{method} {address}" for _name, address, method, _answers in TABLE],
)
def test_each_role_gets_the_answer_of_the_table(
    name: str,
    address: str,
    method: str,
    answers: dict[str, object],
    who: str,
    rows: dict[str, object],
    signed_in: Callable[[object], Client],
) -> None:
    client = signed_in(who)

    response = getattr(client, method)(address.format(**rows))

    expected = answers[who]
    if expected == TO_SIGN_IN:
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/?next=")
    else:
        assert response.status_code == expected


def test_every_address_is_in_the_table() -> None:
    named = {name for name, _address, _method, _answers in [*TABLE, *DOCUMENT_ROWS]}

    assert {pattern.name for pattern in own_patterns()} == named


def own_patterns() -> Iterator[URLPattern]:
    """Yield the addresses of the project; the administration pages are Django's own."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif isinstance(entry, URLResolver) and entry.app_name != "admin":
            yield from entry.url_patterns


def test_the_administration_pages_are_for_administrators_alone(
    signed_in: Callable[[object], Client],
) -> None:
    for who in WHO:
        answer = signed_in(who).get("/administration/").status_code
        assert answer == (200 if who is ADMINISTRATOR else 302), who
