"""Rating schemes as data: every page speaks the words of its plan's scheme, on every day."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from actionplan.models import (
    Action,
    Plan,
    ProgressUpdate,
    RatingLevel,
    RatingScheme,
    Rewording,
)
from actionplan.models.ratings_given import ratings_given
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.changes import build_changes
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.rating_schemes import SchemeLevel, build_scheme_page, build_schemes
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.rating_levels import READY_MADE
from actionplan.services import rating_schemes
from actionplan.services.rating_schemes import LevelAsked, LevelInUse, NotWhole
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import FOUR, RatingCounts
from tests.conftest import DEMONSTRATION_DAY, user_in
from tests.factories import (
    RECORDED_AT,
    make_action,
    make_lead,
    make_moderation,
    make_plan,
    make_recommendation,
    make_update,
)
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

TODAY = DEMONSTRATION_DAY  # 22 May 2006
APRIL_1 = date(2006, 4, 1)
SAID = date(2006, 5, 10)
PAST, TO_COME = date(2006, 5, 1), date(2006, 9, 30)
EXAMPLE = Path(__file__).parents[2] / "fixtures" / "examples" / "brag-tracker.xlsx"
# What was said of each action of the plan of seven levels: by when, status, rating.
SEVEN: dict[str, tuple[date | None, str, str]] = {
    "embedded": (PAST, "completed", "embedded"),
    "complete": (PAST, "completed", "complete"),
    "on-track": (TO_COME, "in progress", "on-track"),
    "at-risk": (TO_COME, "in progress", "at-risk"),
    "off-track": (PAST, "in progress", "on-track"),
    "not-started": (TO_COME, "", ""),
    "closed": (TO_COME, "dropped", ""),
    "none": (TO_COME, "in progress", ""),
}


@pytest.fixture
def seven(db: None) -> Plan:
    """A plan of seven levels, with one action in each and one that is not rated."""
    plan = make_plan(slug="board", ready="seven", title="The board’s plan", starts_on=APRIL_1)
    recommendation = make_recommendation(plan)
    for key, (latest, status, rating) in SEVEN.items():
        action = make_action(recommendation, latest=latest, text=f"Do what is {key}")
        if status:
            make_update(action, reported_on=SAID, status=status, rating=rating)
    return plan


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    """An administrator, who looks after schemes."""
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The day of the demonstration."""
    with clock.chosen_day(TODAY):
        yield


def words_of(answer: Any) -> str:
    """Return what a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_each_action_has_the_level_of_its_facts(seven: Plan) -> None:
    head = build_plan_head(seven.slug, as_of=TODAY)
    counts = counts_of_plan(head, as_of=TODAY)

    assert {level.key: count for level, count in counts.segments} == dict.fromkeys(SEVEN, 1)
    for order, key in enumerate(SEVEN, 1):
        line = build_action_page(seven.slug, f"1.{order}", as_of=TODAY).line
        assert line.rating.level.key == key


PAGES = [
    "/plans/",
    "/plans/board/",
    "/plans/board/timeline/",
    "/plans/board/months/",
    "/plans/board/recommendations/1/",
    "/plans/board/reports/summary/",
    "/plans/board/reports/exceptions/",
    "/plans/board/reports/action-plan/",
    "/plans/board/actions/",
    "/plans/board/actions/?group=rating",
    "/plans/board/actions/1.3/moderation/",
    "/?plan=board",
    "/rating-schemes/",
    "/rating-schemes/board/",
]


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_a_plan_of_seven_levels_speaks_its_words(
    address: str, seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    answer = sign_in(director).get(address)

    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2]
    assert "Complete and embedded" in main or "complete and embedded" in main
    assert "cs-rag--purple" in main or "bar-" in main or "months" in address
    if address not in ("/plans/", "/?plan=board", "/rating-schemes/"):
        said = re.sub(r"<[^>]+>", " ", main)
        assert not re.search(r"\b(Red|Amber|Green)\b", said)


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("order", range(1, len(SEVEN) + 1))
def test_the_page_of_each_action_opens(
    order: int, seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    level = build_plan_head("board", as_of=TODAY).scheme.scale.levels[order - 1]
    browser = sign_in(director)

    page = browser.get(f"/plans/board/actions/1.{order}/").content.decode()
    listed = words_of(browser.get("/plans/board/actions/", {"rating": level.key}))

    assert f"cs-rag--{level.colour}" in page
    assert level.word in page
    assert "All 1 action" in listed or "1 of 8 actions" in listed, listed


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(
    "query",
    [
        "attention=unevidenced",
        "attention=unexplained",
        "attention=contradicted",
        "sort=rating",
        "sort=-rating&group=rating",
        "rating=off-track&attention=silent",
        "ground=not+due",
        "rating=violet",
        "rating=red",
    ],
)
def test_its_list_is_narrowed_by_its_own_levels(
    query: str, seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(director)

    page = browser.get(f"/plans/board/actions/?{query}")

    assert page.status_code == 200
    assert "Complete and embedded or complete without evidence" in words_of(page)


@pytest.mark.usefixtures("on_the_day")
def test_its_files_say_its_words(
    seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(director)

    answer = browser.get("/plans/board/actions/", {"_export": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))  # type: ignore[arg-type]
    sent = browser.get("/plans/board/actions/", {"_export": "xlsx"})
    sheet = load_workbook(io.BytesIO(sent.content)).active

    words = [level.word for level in READY_MADE["seven"].levels]
    assert [row["Rating"] for row in rows] == words
    column = [cell.value for cell in sheet[1]].index("Rating") + 1
    fills = [sheet.cell(row, column).fill.fgColor.rgb for row in range(2, 10)]
    assert len(set(fills)) == 8


def test_its_months_have_a_column_for_each_level(seven: Plan, capsys: Any) -> None:
    call_command("export", "months", plan="board", as_at="2006-05-22")
    last = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))[-1]

    assert list(last) == [
        *("plan", "as_at", "embedded", "complete", "on_track", "at_risk", "off_track"),
        *("not_started", "closed", "in_place", "not_rated", "actions"),
    ]
    assert [last[name] for name in ("embedded", "closed", "not_rated", "actions")] == [
        *("1", "1", "1", "8")
    ]


@pytest.mark.usefixtures("on_the_day")
def test_a_lead_chooses_among_the_levels_that_a_lead_may_give(
    seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    make_lead(Action.objects.get(plan=seven, reference="1.4"), "SF")
    browser = sign_in(director)
    address = "/plans/board/actions/1.4/updates/new/"

    page = browser.get(address)
    offered = re.findall(r'name="rating" type="radio" value="([\w-]+)"', page.content.decode())
    posted = browser.post(
        address,
        typed_in(page) | {"narrative": "It is done, as two audits show.", "rating": "embedded"},
    )

    assert offered == ["embedded", "complete", "on-track", "at-risk", "off-track", "not-started"]
    assert posted.status_code == 302
    update = ProgressUpdate.objects.get(
        action__reference="1.4", action__plan=seven, author=director
    )
    assert (update.rating, update.status) == ("embedded", "completed")
    line = build_action_page("board", "1.4", as_of=TODAY).line
    assert line.rating.level.word == "Complete and embedded"


@pytest.mark.usefixtures("on_the_day")
def test_a_director_chooses_among_all_of_them(
    seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(director)
    address = "/plans/board/actions/1.3/moderation/"

    refused = browser.post(address, {"rating": "red", "reason": "It is late."})
    browser.post(address, {"rating": "closed", "reason": "It is no longer wanted."})

    assert "Choose one of the ratings shown" in words_of(refused)
    page = build_action_page("board", "1.3", as_of=TODAY)
    assert page.line.rating.level.word == "Closed"
    assert page.history[0].heading == "Rated closed by a director"


def test_a_plan_s_file_of_four_colours_comes_in_with_its_blues(tmp_path: Path) -> None:
    columns = {
        "plan": {
            "title": "Tracker",
            "from": "2006-04-01",
            "to": "2007-03-31",
            "scheme": "brag",
        },
        "sheet": "Tracker",
        "head_rows": 2,
        "columns": {"1": "reference", "2": "text", "3": "leads", "4": "by_when", "6": "rating"},
    }
    said = tmp_path / "columns.json"
    said.write_text(json.dumps(columns))
    with clock.chosen_day(TODAY):
        call_command("import_plan", str(EXAMPLE), plan="tracker", columns=said)

    head = build_plan_head("tracker", as_of=TODAY)
    counts = counts_of_plan(head, as_of=TODAY)
    found = {
        line.reference: line.rating.level.word
        for line in (
            build_action_page("tracker", reference, as_of=TODAY).line
            for reference in ("1", "2", "4", "5")
        )
    }

    assert [f"{count} {level.word}" for level, count in counts.segments] == [
        *("1 Blue", "1 Green", "1 Amber", "1 Red", "0 Not rated")
    ]
    assert found == {"1": "Green", "2": "Amber", "4": "Blue", "5": "Red"}
    assert head.scheme_name == "Blue, red, amber, green"


def test_the_scheme_of_2006_is_as_it_was(jar: Plan) -> None:
    head = build_plan_head("jar-2005", as_of=TODAY)

    assert head.scheme.scale == FOUR
    counts = counts_of_plan(head, as_of=TODAY)
    assert [level.word for level, _count in counts.segments] == [
        *("Red", "Amber", "Green", "Not rated")
    ]
    assert isinstance(counts, RatingCounts)
    assert (counts.total, counts.red + counts.amber + counts.green + counts.none) == (176, 176)


# --- Making and editing --------------------------------------------------------------------------


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("ready", READY_MADE)
def test_a_scheme_is_made_from_one_that_is_ready(
    ready: str, administrator: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(administrator)

    made = browser.post("/rating-schemes/new/", {"name": "Ours, of the board", "ready": ready})

    assert made.status_code == 302
    assert made["Location"] == "/rating-schemes/ours-of-the-board/edit/"
    scheme = RatingScheme.objects.get(slug="ours-of-the-board")
    assert [row.key for row in scheme.levels.all()] == [
        level.key for level in READY_MADE[ready].levels
    ]
    assert browser.get("/rating-schemes/ours-of-the-board/").status_code == 200


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("name", ["New", "rag", "???", "x" * 200])
def test_its_address_is_its_own_whatever_it_is_called(
    name: str, administrator: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(administrator)

    for called in (name, f"{name[:199]}."):  # two names, and of most one address
        made = browser.post("/rating-schemes/new/", {"name": called, "ready": "brag"})
        assert browser.get(made["Location"]).status_code == 200


@dataclass(frozen=True)
class Editing:
    """The page on which a scheme is edited, and what stands in its form."""

    browser: Client
    address: str
    typed: dict[str, Any]

    def send(self, **changes: Any) -> Any:
        said = {name.replace("__", "-"): value for name, value in changes.items()}
        sent = self.typed | {"reason": "It was agreed."} | said
        return self.browser.post(
            self.address, {name: value for name, value in sent.items() if value is not None}
        )


@pytest.fixture
def editing(
    seven: Plan, administrator: User, sign_in: Callable[[User], Client], on_the_day: None
) -> Editing:
    """The form of the scheme of seven levels, as it stands."""
    browser = sign_in(administrator)
    address = "/rating-schemes/board/edit/"
    return Editing(browser, address, typed_in(browser.get(address)))


def test_words_colours_and_meanings_are_edited_from_a_day_on(editing: Editing) -> None:
    before = build_plan_head("board", as_of=date(2006, 5, 21))

    done = editing.send(
        **{
            "word-on-track": "Going well",
            "colour-on-track": "dark-green",
            "shape-on-track": "square",
            "definition-on-track": "As planned, or ahead",
        }
    )

    assert done.status_code == 302
    assert build_plan_head("board", as_of=date(2006, 5, 21)) == before
    level = build_plan_head("board", as_of=TODAY).scheme.scale.of("on-track")
    assert (level.word, level.colour, level.shape) == ("Going well", "dark-green", "square")
    line = build_action_page("board", "1.3", as_of=TODAY).line
    assert line.rating.sentence.startswith("Going well: lead's rating of 10")
    assert line.rating.sentence.endswith("as planned, or ahead")
    edits = build_scheme_page("board", as_of=TODAY, access=EVERY_PLAN).edits
    assert {edit.words for edit in edits} == {
        "Going well: word changed",
        "Going well: colour changed",
        "Going well: shape changed",
        "Going well: meaning changed",
    }
    assert all(edit.detail.endswith("It was agreed.") for edit in edits)
    assert build_scheme_page("board", as_of=date(2006, 5, 21), access=EVERY_PLAN).edits == ()


def test_an_earlier_day_is_read_in_the_words_of_that_day(editing: Editing) -> None:
    said = {"word-off-track": "Late", "definition-off-track": "Past its date"}
    editing.send(**said, **{"word-embedded": "Lasting"})

    then = words_of(editing.browser.get("/plans/board/?as_at=2006-05-21"))
    now = words_of(editing.browser.get("/plans/board/"))

    assert "Off track" in then
    assert "Late" not in then
    assert "Late" in now
    assert "Off track" not in now
    since = build_changes(
        build_plan_head("board", as_of=TODAY), since=date(2006, 5, 21), as_of=TODAY
    )
    assert any("to ‘Late’" in words for words in since.edited)
    assert not since.re_rated  # a level that is called otherwise is the same level


def test_a_level_is_added_in_its_place(editing: Editing) -> None:
    new = {"place": "4", "word": "Paused", "colour": "yellow", "shape": "bar", "role": "at risk"}

    done = editing.send(**{f"{part}-_new": value for part, value in new.items()})

    assert done.status_code == 302
    scale = build_plan_head("board", as_of=TODAY).scheme.scale
    assert [level.word for level in scale.levels][2:5] == ["On track", "At risk", "Paused"]
    assert build_plan_head("board", as_of=date(2006, 5, 21)).scheme.scale.levels == (
        READY_MADE["seven"].levels
    )


def test_a_level_in_which_nothing_was_given_goes_and_comes_back(editing: Editing) -> None:
    assert editing.send(**{"out-not-started": "on"}).status_code == 302
    scale = build_plan_head("board", as_of=TODAY).scheme.scale
    assert "not-started" not in scale.by_key
    assert build_action_page("board", "1.6", as_of=TODAY).line.rating.level.word == "Not rated"
    was = build_action_page("board", "1.6", as_of=date(2006, 5, 21)).line
    assert was.rating.level.word == "Not started"

    again = Editing(
        editing.browser, editing.address, typed_in(editing.browser.get(editing.address))
    )
    new = {"word": "Not started", "colour": "grey", "shape": "bar", "role": "not started"}
    assert again.send(**{f"{part}-_new": value for part, value in new.items()}).status_code == 302
    assert RatingLevel.objects.filter(scheme__slug="board").count() == 8
    assert build_action_page("board", "1.6", as_of=TODAY).line.rating.level.key == "not-started"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"out-off-track": "on"}, None, "No level is off track"),
        ({"word-complete": "At risk"}, "word-at-risk", "Two levels are called At risk"),
        ({"colour-complete": "purple", "shape-complete": "star"}, "shape-complete",
         "Complete and embedded has this colour and this shape too"),
        ({"word-complete": ""}, "word-complete", "Type the word for “Complete”"),
        ({"place-complete": "first"}, "place-complete",
         "Type the place of “Complete” as a number"),
        ({"colour-complete": "#ff0000"}, "colour-complete", "Choose one of those shown"),
        ({"out-complete": "on"}, "out-complete", "1 rating was given as Complete: it stays"),
        ({"role-on-track": "at risk"}, "role-on-track",
         "2 ratings were given as On track. From today they would count as at risk"),
        ({"word-_new": "Paused"}, "role-_new", "Choose what it is to the rules"),
        ({"colour-_new": "blue"}, "word-_new", "Type its word"),
        ({"reason": ""}, "reason", "Say why"),
        ({"name": ""}, "name", "Type a name for the scheme"),
    ],
)  # fmt: skip
def test_a_scheme_that_is_not_whole_is_not_saved_and_the_page_says_where(
    editing: Editing, change: dict[str, str], field: str | None, words: str
) -> None:
    stored = list(RatingLevel.objects.order_by("pk").values())

    refused = editing.send(**change)

    assert refused.status_code == 200
    page = refused.content.decode().replace("&#x27;", "'")
    assert words in page
    form = refused.context["form"]
    assert any(words in error for error in form.errors.get(field or "__all__", []))
    again = typed_in(refused)
    assert {name: again.get(name, "") for name in change} | {"colour-complete": ""} == {
        **{name: value for name, value in change.items() if name != "colour-complete"},
        "colour-complete": "",
    }
    assert list(RatingLevel.objects.order_by("pk").values()) == stored
    assert not Rewording.objects.exclude(ratinglevel=None).exists()


def test_another_role_is_taken_once_it_is_meant(editing: Editing) -> None:
    change = {"role-on-track": "at risk"}
    asked = editing.send(**change)
    assert "roles_are_meant" in typed_in(asked) or "roles_are_meant" in asked.content.decode()

    done = editing.send(**change, roles_are_meant="on")

    assert done.status_code == 302
    assert build_plan_head("board", as_of=TODAY).scheme.scale.of("on-track").role == "at risk"
    before = build_plan_head("board", as_of=date(2006, 5, 21))
    assert before.scheme.scale.of("on-track").role == "on track"


def asked_of(scheme: RatingScheme) -> list[LevelAsked]:
    """Return the levels of a scheme, asked for as they are."""
    return [
        LevelAsked(
            key=row.key,
            word=row.word,
            colour=row.colour,
            shape=row.shape,
            role=row.role,
            definition=row.definition,
        )
        for row in scheme.levels.all()
    ]


@pytest.mark.parametrize(
    ("left_out", "error"), [("off-track", NotWhole), ("complete", LevelInUse)]
)
def test_the_verb_refuses_it_too_and_changes_nothing(
    left_out: str, error: type[Exception], seven: Plan, administrator: User
) -> None:
    levels = [each for each in asked_of(seven.scheme) if each.key != left_out]
    stored = list(RatingLevel.objects.order_by("pk").values())

    with pytest.raises(error):
        rating_schemes.edit_scheme(
            seven.scheme,
            name="Ours",
            remark="",
            levels=levels,
            reason="It was agreed.",
            author=administrator,
            recorded_on=TODAY,
            recorded_at=RECORDED_AT,
        )

    assert list(RatingLevel.objects.order_by("pk").values()) == stored
    assert RatingScheme.objects.get(pk=seven.scheme_id).name == "board"


def test_what_was_given_is_counted_whoever_gave_it(seven: Plan, director: User) -> None:
    make_moderation(
        Action.objects.get(plan=seven, reference="1.6"),
        made_on=SAID,
        author=director,
        rating="off-track",
    )

    assert ratings_given(seven.scheme) == {
        "embedded": 1,
        "complete": 1,
        "on-track": 2,
        "at-risk": 1,
        "off-track": 1,
    }


def test_a_plan_in_which_something_was_rated_keeps_its_scheme(seven: Plan) -> None:
    other = make_plan(ready="brag")
    seven.scheme = other.scheme

    with pytest.raises(ValidationError, match="so it stays"):
        seven.full_clean()
    other.scheme = Plan.objects.get(pk=seven.pk).scheme
    other.full_clean()  # nothing was rated under it


@pytest.mark.parametrize(
    "fields",
    [{"key": "other", "role": "not rated"}, {"key": "none", "role": "on track"}, {"word": ""}],
)
def test_the_database_refuses_what_no_scheme_may_have(fields: dict[str, str], seven: Plan) -> None:
    row = {"key": "x", "word": "X", "colour": "blue", "shape": "bar", "role": "at risk"}
    RatingLevel.objects.filter(scheme=seven.scheme, key="none").delete()

    with pytest.raises(IntegrityError), transaction.atomic():
        RatingLevel.objects.create(scheme=seven.scheme, order=9, **row | fields)


@pytest.mark.usefixtures("on_the_day")
def test_who_does_not_administer_reads_and_changes_nothing(
    seven: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(director)

    assert "Edit this scheme" not in words_of(browser.get("/rating-schemes/board/"))
    assert browser.get("/rating-schemes/board/edit/").status_code == 403
    assert browser.get("/rating-schemes/there-is-none/").status_code == 404


def test_no_two_schemes_have_one_name(client: Client) -> None:
    client.force_login(user_in(Role.ADMINISTRATOR))
    taken = RatingScheme.objects.get(slug="jar-2006").name

    page = client.post("/rating-schemes/new/", {"name": taken.upper(), "ready": "rag"})

    assert "Another scheme has this name." in page.content.decode()
    assert RatingScheme.objects.filter(name__iexact=taken).count() == 1


def test_the_page_of_a_scheme_counts_what_was_given_by_its_day(
    seven: Plan, director: User
) -> None:
    before = {each.level.key: each.given for each in scheme_levels(date(2006, 5, 21))}
    make_moderation(
        Action.objects.get(plan=seven, reference="1.6"),
        made_on=TODAY,
        author=director,
        rating="off-track",
    )

    assert {each.level.key: each.given for each in scheme_levels(date(2006, 5, 21))} == before
    assert [each.given for each in scheme_levels(TODAY) if each.level.key == "off-track"] == [
        "1 rating"
    ]


def scheme_levels(as_of: date) -> tuple[SchemeLevel, ...]:
    return build_scheme_page("board", as_of=as_of, access=EVERY_PLAN).levels


def test_a_scheme_stands_on_the_list_from_the_day_on_which_it_was_made(
    administrator: User,
) -> None:
    made = rating_schemes.make_scheme(name="Made today", ready="rag", added_on=TODAY)
    eve = date(2006, 5, 21)

    listed = {
        day: {each.slug for each in build_schemes(as_of=day, access=EVERY_PLAN)}
        for day in (eve, TODAY)
    }
    assert made.slug not in listed[eve]
    assert listed[TODAY] == listed[eve] | {made.slug}
    client = Client()
    client.force_login(administrator, "herefordshire_cs.accounts.backends.EmailBackend")
    assert client.get(f"/rating-schemes/{made.slug}/?as_at=2006-05-21").status_code == 404

    plan = make_plan(starts_on=eve)
    plan.scheme = made
    plan.save()
    assert made.slug in {each.slug for each in build_schemes(as_of=eve, access=EVERY_PLAN)}
