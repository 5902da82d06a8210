"""Tags and filters format what they are given; words typed by people are never run."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.templatetags import components

NBSP = "\N{NO-BREAK SPACE}"


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def asked_for(**query: str) -> HttpRequest:
    request = RequestFactory().get("/plans/jar-2005/actions/", query)
    request.user = AnonymousUser()
    return request


class UpdateForm(forms.Form):
    narrative = forms.CharField(
        label="What has happened?",
        help_text="Last note: none.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say what has happened"},
    )
    rating = forms.ChoiceField(
        label="How is it going?",
        choices=[("red", "Past its by-when"), ("green", "Completed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating"},
    )
    reported_on = forms.DateField(required=False)
    evidence = forms.FileField(required=False)
    lead = forms.ChoiceField(choices=[("SF", "SF"), ("HL", "HL")])
    password = forms.CharField(widget=forms.PasswordInput)


def field(name: str, data: dict[str, str] | None = None, **context: object) -> str:
    bound = UpdateForm(data)[name]
    return render_to_string("components/field.html", {"field": bound, **context})


@pytest.mark.parametrize("rag", list(Rag))
def test_a_rating_is_always_a_word(rag: Rag) -> None:
    tag = render("{% rag_tag rag %}", rag=rag)

    assert re.sub(r"<[^>]+>", "", tag) == rag.word
    assert f"cs-rag--{rag}" in tag
    assert 'aria-hidden="true"' in tag


def test_a_rating_read_from_the_database_is_shown_as_one() -> None:
    assert render("{% rag_tag 'amber' %}") == render("{% rag_tag rag %}", rag=Rag.AMBER)


def test_no_rating_is_not_rated() -> None:
    assert "Not rated" in render("{% rag_tag rag %}", rag=None)


def test_only_the_large_tag_is_large() -> None:
    assert "cs-rag--large" in render("{% rag_tag 'red' size='large' %}")
    assert "cs-rag--large" not in render("{% rag_tag 'red' %}")


def test_day_and_month_are_never_parted() -> None:
    context = {"on": date(2006, 5, 22)}

    assert render("{{ on|day }}", **context) == f"22{NBSP}May 2006"
    assert render("{{ on|weekday_day }}", **context) == f"Monday 22{NBSP}May 2006"
    assert render("{{ on|short_day }}", **context) == f"22{NBSP}May 2006"


def test_a_narrow_column_has_a_short_month() -> None:
    assert render("{{ on|short_day }}", on=date(2006, 2, 3)) == f"3{NBSP}Feb 2006"


@pytest.mark.parametrize("name", ["day", "weekday_day", "short_day", "figure"])
def test_nothing_is_printed_for_nothing(name: str) -> None:
    assert render(f"{{{{ value|{name} }}}}", value=None) == ""


@pytest.mark.parametrize("zero", [0, Decimal(0)])
def test_a_zero_is_printed_grey(zero: object) -> None:
    assert render("{{ zero|figure }}", zero=zero) == '<span class="cs-zero">0</span>'


def test_thousands_are_marked() -> None:
    assert render("{{ count|figure }}", count=20_000) == "20,000"


def test_blank_lines_part_paragraphs_and_bullets_make_a_list() -> None:
    text = "All completed. Examples are:\n• Weekly audit\n• Audit of files\n\nTesting continues."

    assert render("{{ text|paragraphs }}", text=text) == (
        "<p>All completed. Examples are:</p>"
        "<ul><li>Weekly audit</li><li>Audit of files</li></ul>"
        "<p>Testing continues.</p>"
    )


def test_bullets_with_blank_lines_between_are_one_list() -> None:
    assert render("{{ text|paragraphs }}", text="• one\r\n\r\n• two").count("<ul>") == 1


def test_a_single_line_end_is_kept_as_a_line_end() -> None:
    assert render("{{ text|paragraphs }}", text="one\ntwo") == "<p>one<br>two</p>"


@pytest.mark.parametrize("before", ["", "• "])
def test_markup_in_narrative_is_shown_as_typed(before: str) -> None:
    shown = render("{{ text|paragraphs }}", text=f"{before}<script>alert('x')</script>")

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_an_empty_narrative_has_no_paragraph() -> None:
    assert render("{{ text|paragraphs }}{{ none|paragraphs }}", text=" \n", none=None) == ""


def test_a_bar_is_drawn_unescaped_with_its_text_escaped() -> None:
    bar = render_to_string(
        "components/bar.html",
        {"segments": [(Rag.RED, 2)], "title": "<b>2</b> actions", "identifier": "whole"},
    )

    assert "<svg" in bar
    assert "&lt;b&gt;2&lt;/b&gt; actions" in bar


def test_counts_in_words_leave_out_what_there_is_none_of() -> None:
    segments = [(Rag.RED, 2), (Rag.AMBER, 0), (Rag.NONE, 1)]

    assert render("{{ segments|counts_in_words }}", segments=segments) == "2 red, 1 not rated"


def test_an_input_names_its_hint_its_error_and_its_count() -> None:
    html = field("narrative", {})
    [named] = re.findall(r'<textarea[^>]*aria-describedby="([^"]*)"', html)

    assert named == "id_narrative_helptext id_narrative_error id_narrative-info"
    assert all(f'id="{name}"' in html for name in named.split())
    assert 'aria-invalid="true"' in html
    assert "govuk-textarea--error" in html


def test_a_hint_of_the_page_is_named_too() -> None:
    html = field("lead", hint="Initials, as in the plan.")

    assert 'aria-describedby="id_lead_helptext"' in html
    assert 'id="id_lead_helptext">Initials, as in the plan.' in html


def test_an_input_without_hint_or_error_names_nothing() -> None:
    assert "aria-describedby" not in field("lead")


def test_a_browser_never_cuts_a_pasted_narrative() -> None:
    html = field("narrative")

    assert 'data-maxlength="500"' in html
    assert " maxlength=" not in html


def test_ratings_are_chosen_by_tag_and_definition() -> None:
    html = field("rating", {"rating": "green"}, is_rating=True)

    assert html.count("cs-rag--") == 2
    assert "Past its by-when" in html
    assert re.search(r'value="green" checked', html)


def test_a_group_names_its_error_once_on_the_fieldset() -> None:
    html = field("rating", {})

    assert '<fieldset class="govuk-fieldset" aria-describedby="id_rating_error">' in html


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("narrative", "govuk-textarea"),
        ("reported_on", "govuk-input--width-10"),
        ("evidence", "govuk-file-upload"),
        ("lead", "govuk-select"),
        ("password", "govuk-password-input__input"),
        ("rating", "govuk-radios__input"),
    ],
)
def test_every_kind_of_input_has_its_class_and_its_label(name: str, css: str) -> None:
    html = field(name)

    assert css in html
    assert set(re.findall(r'for="([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.parametrize(
    ("chosen", "selected"),
    [("", ["There is a value"]), ("no", ["None & <none>"]), ("other", []), (None, [])],
    ids=["the blank one", "another", "no choice of these", "nothing"],
)
def test_options_mark_the_chosen_one_alone(chosen: str | None, selected: list[str]) -> None:
    choices = (("", "There is a value"), ("no", "None & <none>"))

    html = render("{{ choices|options:chosen }}", choices=choices, chosen=chosen)

    found = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)</option>', html)
    assert [(value, unescape(words)) for value, _selected, words in found] == list(choices)
    assert [unescape(words) for _value, mark, words in found if mark] == selected


def test_what_may_be_left_out_says_so() -> None:
    assert "(optional)" in field("evidence")
    assert "(optional)" not in field("narrative")
    assert "(optional)" not in field("evidence", is_plain=True)


def test_typed_markup_comes_back_as_typed() -> None:
    html = field("narrative", {"narrative": "</textarea><script>alert(1)</script>"})

    assert "<script>" not in html


def test_every_line_of_the_error_summary_leads_to_an_input() -> None:
    form = UpdateForm({})
    summary = render_to_string("components/error_summary.html", {"form": form})
    fields = "".join(field(bound.name, {}) for bound in form)
    targets = re.findall(r'href="#([^"]+)"', summary)

    assert "id_rating_0" in targets
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', fields))
    assert "Say what has happened" in summary


def test_a_form_without_errors_has_no_summary() -> None:
    summary = render_to_string("components/error_summary.html", {"form": UpdateForm()})

    assert "There is a problem" not in summary


def test_pages_keep_the_filter() -> None:
    page = Paginator(range(500), 50).page(5)
    request = asked_for(lead="SF", page="5")
    html = render_to_string("components/pagination.html", {"page": page}, request=request)

    assert list(components.page_numbers(page)) == [1, None, 4, 5, 6, None, 10]
    assert 'href="?lead=SF&amp;page=6"' in html
    assert 'aria-current="page"' in html
    assert "201 to 250 of 500" in html


@pytest.mark.parametrize(
    ("sort", "order", "link"),
    [
        ("by_when", 'aria-sort="ascending"', "?lead=SF&amp;sort=-by_when"),
        ("-by_when", 'aria-sort="descending"', "?lead=SF&amp;sort=by_when"),
        ("lead", "", "?lead=SF&amp;sort=by_when"),
    ],
)
def test_a_sorted_column_says_so_and_turns_round(sort: str, order: str, link: str) -> None:
    request = asked_for(lead="SF", page="2", sort=sort)
    context = {"label": "By when", "name": "by_when", "sort": sort}
    html = render_to_string("components/table_sort.html", context, request=request)

    assert order in html
    assert ("aria-sort" in html) is bool(order)
    assert f'href="{link}"' in html
