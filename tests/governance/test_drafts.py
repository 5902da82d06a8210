"""A report is written in versions, cleared by those who may, and locked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.exempt.reader import MEMBERS
from governance.forms.drafts import DraftForm, draft_initial, key_words, limbs_of
from governance.forms.fields import RichTextField
from governance.models import AgendaItem, Clearance, Pack, Report, ReportVersion
from governance.models.clearance import awaiting, fetched, is_held, missing
from governance.models.reports import newest_version
from governance.presenters.drafts import build_draft_page
from governance.presenters.reports import report_paper
from governance.services import clearance
from governance.services.clearance import ClearedOtherwise, NotAwaited, NotReady, OwnReport
from governance.services.drafts import IssuedAlready, NotOpen, NotTheirs, SavedMeanwhile
from governance.services.report_versions import ReportText, SectionText
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.richtext import from_html
from tests.governance.rows_of_drafts import (
    AT,
    begin,
    cast,
    cleared_report,
    may_meeting,
    say,
    text_of,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(make_user: Callable[..., User]) -> dict[str, User]:
    return cast(make_user)


@pytest.fixture
def report(people: dict[str, User]) -> Report:
    """A report with one version, which has all it needs."""
    found = begin(people["author"])
    write(found, people["author"])
    return found


def now(report: Report) -> Report:
    return fetched(Report.objects.filter(pk=report.pk)).get()


def draft_form(report: Report, data: Any = None) -> DraftForm:
    return DraftForm(
        data,
        report=report,
        version=newest_version(report),
        as_of=AT.date(),
        reader=MEMBERS,
    )


# --- Beginning ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Attendance & exclusions", ["attendance-exclusions", "attendance-exclusions-2"]),
        ("New", ["new-2", "new-3"]),
        ("?!", ["report", "report-2"]),
    ],
)
def test_a_slug_is_made_from_the_title_and_is_nobody_elses(
    title: str, expected: list[str], people: dict[str, User]
) -> None:
    assert [begin(people["author"], title=title).slug for _ in expected] == expected


def test_a_slug_ends_with_the_day_of_the_meeting(people: dict[str, User]) -> None:
    report = begin(people["author"], title="A" * 250, meeting=may_meeting())

    assert report.slug == f"{'a' * 100}-2006-05-31"
    assert report.state == Report.State.DRAFT


# --- Versions ----------------------------------------------------------------------------------


def test_numbers_run_through_all_headings_and_an_empty_one_is_not_kept(
    people: dict[str, User],
) -> None:
    report = begin(people["author"])
    empty = SectionText(heading="Consultees", is_numbered=True, paragraphs=())
    text = text_of("One.\n\nTwo.")
    text = ReportText(sections=(*text.sections, empty), limbs=("a", "b"))

    version = write(report, people["author"], text)

    found = [
        (each["heading"], [p["number"] for p in each["paragraphs"]]) for each in version.sections
    ]
    assert found == [("Purpose", ["1"]), ("Considerations", ["2", "3"])]
    assert version.limbs == [{"letter": "a", "text": "a"}, {"letter": "b", "text": "b"}]


def test_one_limb_alone_has_no_letter_and_the_27th_has_two(people: dict[str, User]) -> None:
    report = begin(people["author"])
    one = write(report, people["author"])
    many = write(report, people["author"], text_of(limbs=tuple("x" * 28)), seen=1)

    assert one.limbs[0]["letter"] == ""
    assert [each["letter"] for each in many.limbs[25:]] == ["z", "aa", "ab"]


def test_markup_is_printed_and_cleaned_again_if_it_was_stored_unclean(
    people: dict[str, User],
) -> None:
    report = begin(people["author"])
    rich = from_html("<p>It <b>rose</b>:</p><ul><li>a<ul><li>b</li></ul></li></ul>")
    section = SectionText(heading="Purpose", is_numbered=True, paragraphs=tuple(rich))
    version = write(report, people["author"], ReportText(sections=(section,)))
    paragraph = report_paper(now(report)).sections[0].paragraphs[0]
    assert paragraph.lead == "It <strong>rose</strong>:"
    assert paragraph.rest == "<ul><li>a<ul><li>b</li></ul></li></ul>"

    version.sections[0]["paragraphs"][0]["html"] = '<p onclick="x">a<script>b</script></p>'
    version.save()
    assert report_paper(now(report)).sections[0].paragraphs[0].html == "<p>a</p>"


def test_what_says_the_same_is_no_version(report: Report, people: dict[str, User]) -> None:
    assert write(report, people["other"], seen=1) is None
    assert report.versions.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"limbs": ("another",)},
        {"lead_in": "RECOMMENDED THAT"},
        {"background_papers": ("A paper",)},
        {"head": {"title": "Another"}},
        {"head": {"wards": "All"}},
    ],
    ids=["limbs", "lead-in", "background", "title", "wards"],
)
def test_whatever_is_printed_makes_a_version(
    changed: dict[str, Any], report: Report, people: dict[str, User]
) -> None:
    version = write(report, people["other"], text_of("It stands well.", **changed), seen=1)

    assert version.number == 2
    assert version.saved_by == people["other"]


def test_a_version_keeps_the_head_that_it_had(report: Report, people: dict[str, User]) -> None:
    write(report, people["author"], text_of(head={"title": "Renamed"}), seen=1)

    heads = [each.head["title"] for each in report.versions.order_by("number")]
    assert heads == ["A report", "Renamed"]
    assert now(report).title == "Renamed"


def test_who_saves_second_is_told_of_the_version_saved_meanwhile(
    report: Report, people: dict[str, User]
) -> None:
    write(report, people["other"], text_of("Theirs."), seen=1)

    with pytest.raises(SavedMeanwhile) as told:
        write(report, people["author"], text_of("Mine."), seen=1)

    assert (told.value.version.number, told.value.version.saved_by) == (2, people["other"])
    assert report.versions.count() == 2


def posted(form: DraftForm, *, with_editor: bool) -> dict[str, Any]:
    """Return what a browser sends of a form that nobody touched."""
    sent: dict[str, Any] = {}
    for field in form:
        if isinstance(field.field, RichTextField):
            widget = field.field.widget.get_context(field.name, field.value(), {})["widget"]
            name = f"{field.name}_html" if with_editor else field.name
            sent[name] = widget["attrs"]["data-rich"] if with_editor else widget["value"] or ""
        elif field.value() is not None:
            sent[field.name] = field.value()
    return sent


LOADED = [
    "change-for-children-2005-02-17",
    "jar-report-2006-03-13",
    "management-arrangements-2006-05-31",
    "safeguarding-report-2006-05-31",
    "behaviour-review-2006-05-31",
]


@pytest.mark.parametrize("with_editor", [True, False], ids=["editor", "plain words"])
@pytest.mark.parametrize("slug", LOADED)
def test_a_loaded_report_keeps_its_numbers_and_marks_in_its_next_version(
    slug: str, with_editor: bool, people: dict[str, User]
) -> None:
    report = now(Report.objects.get(slug=slug))
    Report.objects.filter(pk=report.pk).update(state="draft")
    before = report.versions.get()
    sent = posted(draft_form(report), with_editor=with_editor)

    form = draft_form(report, sent)
    assert form.errors == {}
    assert write(report, people["author"], form.text(), seen=1) is None

    sent["limbs"] += "\nThat more be done."
    form = draft_form(report, sent)
    assert form.errors == {}
    version = write(report, people["author"], form.text(), seen=1)
    assert marks(version) == marks(before)
    assert report_paper(now(report)).is_abridged


def marks(version: ReportVersion) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Return the headings with the numbers of their paragraphs, and which are abridged."""
    return [
        (section["heading"], [(each["number"], each["is_abridged"]) for each in paragraphs])
        for section in version.sections
        if (paragraphs := section["paragraphs"])
    ]


@pytest.mark.parametrize("with_editor", [True, False], ids=["editor", "plain words"])
def test_a_paragraph_that_is_changed_is_no_longer_marked_as_abridged(
    with_editor: bool, people: dict[str, User]
) -> None:
    report = now(Report.objects.get(slug="jar-report-2006-03-13"))
    Report.objects.filter(pk=report.pk).update(state="draft")
    sent = posted(draft_form(report), with_editor=with_editor)
    name = "considerations_html" if with_editor else "considerations"
    sent[name] += "<p>Written since.</p>" if with_editor else "\n\nWritten since."

    form = draft_form(report, sent)
    assert form.errors == {}
    version = write(report, people["author"], form.text(), seen=1)

    last = version.sections[-1]["paragraphs"][-1]
    assert (last["number"], last["text"], last["is_abridged"]) == ("13", "Written since.", False)


def test_plain_words_keep_the_emphasis_of_paragraphs_that_are_not_touched(
    people: dict[str, User],
) -> None:
    report = begin(people["author"])
    html = "<p>It <b>rose</b>.</p><p>x:</p><table><tr><td>a</td></tr><tr><td>b</td></tr></table>"
    paragraphs = tuple(from_html(html))
    section = SectionText(heading="Purpose", is_numbered=True, paragraphs=paragraphs)
    write(report, people["author"], ReportText(sections=(section,)))
    sent = posted(draft_form(now(report)), with_editor=False)
    sent["purpose"] += "\n\nAnd more."

    form = draft_form(now(report), sent)

    assert form.errors == {}
    assert form.text().sections[0].paragraphs == (*paragraphs, *from_html("<p>And more.</p>"))


# --- Its boxes -----------------------------------------------------------------------------------

REFUSED = {
    "no title": ({"title": " "}, "title", "The report needs a title."),
    "a title too long": (
        {"title": "x" * 251},
        "title",
        "At most 250 characters fit; 251 were typed.",
    ),
    "words under no heading": ({"own_0": "Some."}, "own_0_heading", "Give these paragraphs"),
    "a heading over nothing": ({"own_0_heading": "JAR"}, "own_0", "under “JAR”"),
    "a heading of the form": (
        {"own_0_heading": "consultees", "own_0": "All."},
        "own_0_heading",
        "“Consultees” has a box of its own.",
    ),
    "too much": ({"purpose_html": "x" * 200_001}, "purpose", "200,001 characters"),
}


@pytest.mark.parametrize(("sent", "field", "words"), REFUSED.values(), ids=REFUSED)
def test_a_box_says_what_is_wrong_with_it(
    sent: dict[str, str], field: str, words: str, report: Report
) -> None:
    form = draft_form(now(report), posted(draft_form(now(report)), with_editor=False) | sent)

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


LIMBS = {
    "one a line": ("a\nb\n", ["a", "b"]),
    "with the letters it will have": ("a) one;\n(b) two", ["one;", "two"]),
    "with other letters": ("a) one;\nc) two", ["a) one;", "c) two"]),
    "with bullets": ("- one\n• two", ["one", "two"]),
    "nothing": (" \n", []),
}


@pytest.mark.parametrize(("typed", "expected"), LIMBS.values(), ids=LIMBS)
def test_limbs_are_read_without_the_marks_before_them(typed: str, expected: list[str]) -> None:
    assert limbs_of(typed) == expected


KEYS = {
    "not said": ("", "", ""),
    "no": ("no", "", "This is not a Key Decision"),
    "yes, without a reason yet": ("yes", "", "This is a Key Decision"),
    "yes": ("yes", "of its cost", "This is a Key Decision because of its cost"),
}


@pytest.mark.parametrize(("answer", "reason", "words"), KEYS.values(), ids=KEYS)
def test_a_key_decision_is_told_in_the_words_of_the_form_and_shown_again(
    answer: str, reason: str, words: str, people: dict[str, User]
) -> None:
    report = begin(people["author"], form="cabinet")
    report.key_decision = words
    initial = draft_initial(report, None)

    assert key_words(answer, reason) == words
    assert (initial.get("is_key", ""), initial.get("key_reason", "")) == (answer, reason)


# --- Sending and clearing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ()),
        ({"sections": ()}, ("its purpose",)),
        ({"limbs": ()}, ("a recommendation",)),
        ({"background_papers": ()}, ("its background papers, or “None identified”",)),
    ],
    ids=["nothing", "purpose", "recommendation", "background papers"],
)
def test_a_report_is_sent_when_it_has_what_it_needs(
    fields: dict[str, Any], lacks: tuple[str, ...], people: dict[str, User]
) -> None:
    report = begin(people["author"])
    write(report, people["author"], text_of(**fields))
    assert missing(now(report)) == lacks

    if not lacks:
        assert clearance.send(report=report, seen=1).state == Report.State.CLEARANCE
        return
    with pytest.raises(NotReady) as told:
        clearance.send(report=report, seen=1)
    assert told.value.lacks == lacks


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("", ("whether it is a key decision",)),
        ("This is a Key Decision", ("why it is a key decision",)),
        ("This is a Key Decision because it costs much", ()),
        ("This is not a Key Decision", ()),
    ],
)
def test_a_report_to_the_cabinet_says_whether_it_is_a_key_decision(
    words: str, lacks: tuple[str, ...], people: dict[str, User]
) -> None:
    report = begin(people["author"], form="cabinet")
    write(report, people["author"], text_of(head={"key_decision": words}))

    assert missing(now(report)) == lacks


def test_all_three_clear_a_report(report: Report, people: dict[str, User]) -> None:
    clearance.send(report=report, seen=1)
    waited = []
    for kind in ("legal", "finance", "director"):
        waited.append(awaiting(now(report)))
        say(report, people[kind], kind)

    assert waited == [("finance", "legal", "director"), ("finance", "director"), ("director",)]
    assert now(report).state == Report.State.CLEARED
    given = list(
        Clearance.objects.order_by("pk").values_list("kind", "version__number", "given_by_name")
    )
    assert given == [
        ("legal", 1, "Officer"),
        ("finance", 1, "Officer"),
        ("director", 1, "Director"),
    ]


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("other", "finance"),
        ("finance", "legal"),
        ("legal", "director"),
        ("director", "finance"),
        ("clerk", "director"),
        ("finance", ""),
    ],
)
def test_only_its_own_permission_clears(
    who: str, kind: str, report: Report, people: dict[str, User]
) -> None:
    clearance.send(report=report, seen=1)

    with pytest.raises(NotAwaited):
        say(report, people[who], kind)
    assert not Clearance.objects.exists()


@pytest.mark.parametrize(
    ("began", "saved"),
    [
        ("director", ["other"]),
        ("author", ["director"]),
        ("author", ["director", "other"]),
        ("author", ["author", "director", "other"]),
    ],
    ids=["began it", "saved the version", "saved the one before", "saved one in between"],
)
def test_who_wrote_a_report_does_not_clear_it(
    began: str, saved: list[str], people: dict[str, User]
) -> None:
    report = begin(people[began])
    for seen, who in enumerate(saved):
        write(report, people[who], text_of(f"Version {seen}."), seen=seen)
    clearance.send(report=report, seen=len(saved))

    with pytest.raises(OwnReport):
        say(report, people["director"], "director", seen=len(saved))


def test_one_person_clears_a_version_for_one_duty_alone(
    report: Report, people: dict[str, User]
) -> None:
    everything = User.objects.create_superuser("all@test.example", "not used", name="All")
    clearance.send(report=report, seen=1)
    say(report, everything, "finance")

    with pytest.raises(ClearedOtherwise):
        say(report, everything, "legal")
    assert build_draft_page(now(report), everything).may_clear == ()
    assert say(report, everything, "legal", cleared=False).state == Report.State.DRAFT


@pytest.mark.parametrize("who", ["colleague", "finance", "legal"])
def test_nobody_writes_on_another_s_report_or_takes_it_back(
    who: str, report: Report, people: dict[str, User]
) -> None:
    with pytest.raises(NotTheirs):
        write(report, people[who], text_of("Otherwise."), seen=1)
    clearance.send(report=report, seen=1)
    with pytest.raises(NotTheirs):
        clearance.withdraw(report=report, user=people[who])

    assert now(report).state == Report.State.CLEARANCE
    assert report.versions.count() == 1
    assert not {"edit", "send", "withdraw"} & build_draft_page(now(report), people[who]).may


def test_a_report_whose_author_is_not_on_record_is_anybody_s_to_write(
    report: Report, people: dict[str, User]
) -> None:
    Report.objects.filter(pk=report.pk).update(author=None)

    assert write(report, people["colleague"], text_of("Otherwise."), seen=1).number == 2


def test_a_return_makes_a_draft_and_a_version_after_it_is_cleared_anew(
    report: Report, people: dict[str, User]
) -> None:
    clearance.send(report=report, seen=1)
    say(report, people["legal"], "legal")
    assert say(report, people["finance"], "finance", cleared=False).state == Report.State.DRAFT
    write(report, people["author"], text_of("Mended."), seen=1)
    clearance.send(report=report, seen=2)

    assert awaiting(now(report)) == ("finance", "legal", "director")
    assert Clearance.objects.count() == 2


def test_a_full_stop_after_clearance_goes_back_to_all_who_cleared(
    people: dict[str, User],
) -> None:
    report = cleared_report(people)
    write(report, people["author"], text_of("It is asked for"), seen=1)
    clearance.send(report=report, seen=2)
    for kind in ("finance", "legal", "director"):
        say(report, people[kind], kind, seen=2)
    assert now(report).state == Report.State.CLEARED

    write(report, people["author"], text_of("It is asked for."), seen=2)

    assert now(report).state == Report.State.DRAFT
    clearance.send(report=report, seen=3)
    assert awaiting(now(report)) == ("finance", "legal", "director")


def test_a_version_that_is_sent_again_unchanged_keeps_what_was_cleared_of_it(
    report: Report, people: dict[str, User]
) -> None:
    clearance.send(report=report, seen=1)
    say(report, people["legal"], "legal")
    clearance.withdraw(report=report, user=people["author"])
    clearance.send(report=report, seen=1)

    assert awaiting(now(report)) == ("finance", "director")


def test_a_version_that_was_returned_is_not_sent_again_unchanged(
    report: Report, people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    clearance.send(report=report, seen=1)
    say(report, people["finance"], "finance", cleared=False)

    page = sign_in(people["author"]).post(
        f"/reports/{report.slug}/send/", {"seen": "1"}, follow=True
    )

    assert "This version was returned. Mend it and save it first" in page.content.decode()
    assert now(report).state == Report.State.DRAFT


def test_what_changed_between_versions_is_shown_with_the_later_one(
    report: Report, people: dict[str, User], sign_in: Callable[[User], Client]
) -> None:
    write(report, people["author"], text_of("Mended."), seen=1)
    write(report, people["author"], text_of("Mended.", limbs=("another",)), seen=2)
    author = sign_in(people["author"])
    address = f"/reports/{report.slug}/versions"

    newest = author.get(f"{address}/3/").content.decode()
    since_the_first = author.get(f"{address}/3/?since=1").content.decode()
    of_no_version = author.get(f"{address}/3/?since=0&since=x")

    assert "What changed since version 2: 1 place" in newest
    assert "<ins>another</ins>" in newest
    assert "Mended." not in newest.partition("</details>")[0]
    assert "What changed since version 1: 2 places" in since_the_first
    assert "<ins>Mended.</ins>" in since_the_first
    assert "What changed since version 2" in of_no_version.content.decode()
    assert "What changed" not in author.get(f"{address}/1/").content.decode()


def test_what_was_read_before_the_last_version_is_not_cleared(
    report: Report, people: dict[str, User]
) -> None:
    clearance.send(report=report, seen=1)
    clearance.withdraw(report=report, user=people["author"])
    write(report, people["author"], text_of("Changed."), seen=1)
    clearance.send(report=report, seen=2)

    with pytest.raises(SavedMeanwhile):
        say(report, people["finance"], "finance", seen=1)


def test_a_new_version_of_a_cleared_report_is_a_draft(people: dict[str, User]) -> None:
    report = cleared_report(people)
    write(report, people["other"], text_of("More."), seen=1)

    assert now(report).state == Report.State.DRAFT


VERBS: dict[str, Callable[[Report, dict[str, User]], object]] = {
    "save": lambda report, people: write(report, people["author"], text_of("More."), seen=1),
    "send": lambda report, people: clearance.send(report=report, seen=1),
    "clear": lambda report, people: say(report, people["finance"], "finance"),
    "withdraw": lambda report, people: clearance.withdraw(report=report, user=people["author"]),
    "lock": lambda report, people: clearance.lock(report=report),
    "unlock": lambda report, people: clearance.unlock(report=report),
}
ALLOWED = {
    "draft": {"save", "send"},
    "clearance": {"clear", "withdraw"},
    "cleared": {"save", "lock"},
    "locked": {"lock", "unlock"},
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", ALLOWED)
def test_each_verb_has_its_states(
    state: str, verb: str, report: Report, people: dict[str, User]
) -> None:
    Report.objects.filter(pk=report.pk).update(state=state)

    if verb in ALLOWED[state]:
        VERBS[verb](report, people)
    else:
        with pytest.raises((NotOpen, NotAwaited)):
            VERBS[verb](report, people)
        assert now(report).state == state


# --- What was issued -----------------------------------------------------------------------------


def issue(report: Report, contents: list[dict[str, Any]]) -> None:
    """Put a report on the agenda of 31 May 2006, and keep a pack of it as issued."""
    meeting = may_meeting()
    AgendaItem.objects.create(
        meeting=meeting, order=99, title="Item", kind="report", report=report
    )
    Pack.objects.create(
        meeting=meeting, version=1, state="ready", contents=contents, as_of=AT.date(), asked_at=AT
    )


@pytest.mark.parametrize("is_there", [True, False], ids=["held", "not held"])
@pytest.mark.parametrize("knows", ["report", "order"])
def test_a_report_in_an_issued_pack_is_neither_unlocked_nor_written_on(
    knows: str, is_there: bool, people: dict[str, User]
) -> None:
    report = cleared_report(people)
    item = {"report": report.pk} if knows == "report" else {"order": 99}
    other = {"report": report.pk + 1} if knows == "report" else {"order": 98}
    issue(report, [item if is_there else other])
    assert is_held(now(report)) is is_there
    verbs = [
        lambda: write(report, people["author"], text_of("More."), seen=1),
        lambda: clearance.unlock(report=clearance.lock(report=report)),
    ]

    if is_there:
        for verb in verbs:
            with pytest.raises(IssuedAlready):
                verb()
    else:
        clearance.unlock(report=clearance.lock(report=report))
        assert verbs[0]().number == 2


def test_a_report_of_a_meeting_published_before_packs_were_built_stays_locked() -> None:
    report = Report.objects.get(slug="jar-report-2006-03-13")

    with pytest.raises(IssuedAlready):
        clearance.unlock(report=report)
