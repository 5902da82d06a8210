"""Charts of figures join only what belongs together, and are read without colour."""

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.axes import Name, write_names
from herefordshire_cs.lib.charts.bars import Row, comparison_bars
from herefordshire_cs.lib.charts.lines import Point, Series, line_chart
from herefordshire_cs.lib.charts.series import COMPARATORS, OUTTURN, TARGET
from herefordshire_cs.lib.charts.sparklines import sparkline

SVG = "{http://www.w3.org/2000/svg}"
YEARS = [f"{year}-{year + 1}" for year in range(2003, 2043)]
QUARTERS = [f"Q{at % 4 + 1} {1999 + at // 4}-{(2000 + at // 4) % 100:02}" for at in range(40)]


def point(label: str, value: str | None, *, is_new: bool = False) -> Point:
    figure = None if value is None else Decimal(value)
    return Point(label, figure, f"{value}%", starts_new_series=is_new)


def points(*values: str | None, since: int = 0) -> list[Point]:
    return [point(YEARS[since + at], value) for at, value in enumerate(values)]


def chart(outturns: list[Point], **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(draw(outturns, **options))


def draw(outturns: list[Point], **options: object) -> str:
    fields = {"title": "NI 60", "description": "55.2 in 2008-2009.", "identifier": "ni-60"}
    return line_chart(outturns, **fields | options)  # type: ignore[arg-type]


def bars(rows: list[Row], **options: object) -> ElementTree.Element:
    fields = {"title": "NI 60", "description": "Side by side.", "identifier": "ni-60"}
    return ElementTree.fromstring(comparison_bars(rows, **fields | options))  # type: ignore[arg-type]


def small(*values: str | None, target: str | None = None) -> ElementTree.Element:
    figures = [None if value is None else Decimal(value) for value in values]
    aim = None if target is None else Decimal(target)
    return ElementTree.fromstring(sparkline(figures, title="NI 60", identifier="1", target=aim))


def part(root: ElementTree.Element, name: str) -> ElementTree.Element:
    found = root.find(f"./g[@class='cs-chart__{name}']")
    assert found is not None, f"The chart has no {name}."
    return found


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter("text")]


def joined(root: ElementTree.Element, name: str) -> list[int]:
    """Return how many points each line of one kind joins."""
    return [len(line.attrib["points"].split()) for line in part(root, name).iter("polyline")]


def written(root: ElementTree.Element) -> dict[str, drawing.Box]:
    """Return the room of all words of the picture that are not in its key."""
    rooms = {}
    for name in ("values", "periods", "names"):
        for element in part(root, name).iter("text"):
            text, x, y = element.text or "", float(element.attrib["x"]), float(element.attrib["y"])
            width = drawing.text_width(text)
            left = x - width * {"end": 1, "middle": 0.5}.get(
                element.attrib.get("text-anchor", ""), 0
            )
            rooms[f"{text} {x} {y}"] = drawing.Box(left, y - 11, left + width, y + 2)
    return rooms


# The value axis


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param("55.2 65 70 71.1", "55 60 65 70 75", id="a range far from zero"),
        pytest.param("0.11 0.08 0.06 0.04 0.24", "0 0.05 0.10 0.15 0.20 0.25", id="small figures"),
        pytest.param("-29.6 7.4", "-30 -20 -10 0 10", id="on both sides of zero"),
        pytest.param("-31", "-40 -30 -20 -10 0", id="one negative value"),
        pytest.param("130.94", "0 50 100 150", id="one value"),
        pytest.param("3 3 3", "0 1 2 3", id="all equal"),
        pytest.param("0 0", "0 0.2 0.4 0.6 0.8 1.0", id="all zero"),
        pytest.param("99.9 100", "90 92 94 96 98 100", id="a small change is not made large"),
        pytest.param("-100 -99.9", "-100 -98 -96 -94 -92 -90", id="nor a small negative one"),
        pytest.param("49 100", "0 20 40 60 80 100", id="zero is shown when it is near"),
        pytest.param("51 100", "50 60 70 80 90 100", id="and not when it is far"),
        pytest.param("51 62", "50 52.5 55 57.5 60 62.5", id="in steps of two and a half"),
        pytest.param("1200 8400", "0 2000 4000 6000 8000 10000", id="thousands"),
        pytest.param("1E+3", "0 200 400 600 800 1000", id="a number with an exponent"),
    ],
)
def test_ticks_are_round(values: str, expected: str) -> None:
    ticks = drawing.round_ticks([Decimal(value) for value in values.split()])

    assert ticks == [Decimal(tick) for tick in expected.split()]


@pytest.mark.parametrize("low", [-97, -31, -1, 0, 1, 13, 60])
@pytest.mark.parametrize("span", ["0", "0.003", "0.7", "1", "6", "7.3", "29", "61", "100", "4321"])
def test_there_are_four_to_six_ticks_round_any_values(low: int, span: str) -> None:
    values = [Decimal(low), low + Decimal(span)]
    ticks = drawing.round_ticks(values)

    assert 4 <= len(ticks) <= 6
    assert ticks[0] <= values[0] <= values[1] <= ticks[-1]
    assert len({after - before for before, after in pairwise(ticks)}) == 1


@pytest.mark.parametrize(
    ("tick", "step", "expected"),
    [
        ("-20", "10", "−20"),
        ("0", "0.05", "0.00"),
        ("-0", "10", "0"),
        ("7.50", "2.5", "7.5"),
        ("5E+3", "1E+3", "5,000"),
    ],
)
def test_a_tick_has_the_decimals_of_its_step(tick: str, step: str, expected: str) -> None:
    assert drawing.tick_words(Decimal(tick), Decimal(step)) == expected


def test_a_value_stands_where_the_axis_says() -> None:
    root = chart(points("0", "50", "100"))
    [line] = part(root, "outturn").iter("polyline")
    heights = [float(place.split(",")[1]) for place in line.attrib["points"].split()]
    axis = [float(each.attrib["y1"]) for each in part(root, "values").iter("line")]

    assert heights == pytest.approx([axis[0], (axis[0] + axis[-1]) / 2, axis[-1]], abs=0.1)


# What is joined


@pytest.mark.parametrize(
    ("outturns", "lines"),
    [
        pytest.param(points("1", "2", "3"), [3], id="all there"),
        pytest.param(points("1", "2", None, "4", "5"), [2, 2], id="a gap in the middle"),
        pytest.param(points("1", None, "3", "4"), [2], id="a value alone before a gap"),
        pytest.param(points(None, "2", "3", None), [2], id="gaps at the ends"),
        pytest.param(points("1", None, "3"), [], id="no two together"),
        pytest.param(points("81", None), [], id="one value"),
        pytest.param(
            [*points("1", "2"), point(YEARS[2], "3", is_new=True), point(YEARS[3], "4")],
            [2, 2],
            id="a new definition",
        ),
        pytest.param(
            [point(YEARS[0], "1"), point(YEARS[1], None, is_new=True), point(YEARS[2], "3")],
            [],
            id="a new definition without a value yet",
        ),
    ],
)
def test_no_line_crosses_a_gap_or_a_new_definition(
    outturns: list[Point], lines: list[int]
) -> None:
    root = chart(outturns)

    assert joined(root, "outturn") == lines
    assert len(list(part(root, "outturn").iter("path"))) == sum(
        point.value is not None for point in outturns
    )


def test_yearly_targets_are_joined_across_the_quarters_between() -> None:
    root = chart(
        [point(quarter, "70") for quarter in QUARTERS[:8]],
        targets=[point(QUARTERS[3], "72"), point(QUARTERS[7], "74")],
    )

    assert joined(root, "target") == [2]


def test_a_new_definition_is_marked_before_its_first_period() -> None:
    root = chart([point("2006", "17"), point("2007", "14", is_new=True)])
    [mark] = part(root, "breaks").iter("line")
    before, after = (float(path.attrib["d"][1:6]) for path in part(root, "outturn").iter("path"))

    assert before < float(mark.attrib["x1"]) == float(mark.attrib["x2"]) < after
    assert mark.attrib["stroke-dasharray"]
    assert "New definition" in words(root)


def test_an_unchanged_definition_is_not_marked() -> None:
    root = chart(points("17", "14"))

    assert list(part(root, "breaks")) == []
    assert "New definition" not in words(root)


# The periods


@pytest.mark.parametrize(
    ("outturns", "others", "expected"),
    [
        pytest.param("BC", "DE", "BCDE", id="targets after the outturns"),
        pytest.param("BC", "AB", "ABC", id="a comparator that begins before"),
        pytest.param("AC", "ABC", "ABC", id="a comparator with a period between"),
        pytest.param("", "AB", "AB", id="targets alone"),
    ],
)
def test_periods_of_all_lines_stand_in_one_order(
    outturns: str, others: str, expected: str
) -> None:
    root = chart(
        [point(label, "1") for label in outturns], targets=[point(label, "2") for label in others]
    )

    assert words(part(root, "periods")) == list(expected)


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("number", [1, 2, 3, 5, 12, 40])
@pytest.mark.parametrize("labels", [YEARS, QUARTERS], ids=["years", "quarters"])
def test_no_words_overlap_or_leave_the_picture(
    labels: list[str], number: int, narrow: bool
) -> None:
    names = ("England", "Statistical neighbours", "West Midlands")
    root = chart(
        [point(label, str(60 + at * 7 % 20)) for at, label in enumerate(labels[:number])],
        targets=[point(label, str(70 + at % 3)) for at, label in enumerate(labels[:number])],
        comparators=[
            Series(name, [point(label, str(66 + at)) for label in labels[:number]])
            for at, name in enumerate(names)
        ],
        unit_words="per cent",
        narrow=narrow,
    )
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    rooms = list(written(root).values())

    picture = drawing.Box(-1, 0, width + 1, height)
    assert [room for room in rooms if not picture.holds(room)] == []
    assert [
        (one, two) for at, one in enumerate(rooms) for two in rooms[:at] if one.meets(two)
    ] == []


def test_a_label_longer_than_its_period_is_moved_into_the_picture() -> None:
    labels = [f"September-{year}-to-August-{year + 1}" for year in (2003, 2004, 2005)]
    root = chart(
        [point(label, "1") for label in labels[:2]] + [point(labels[2], None)], narrow=True
    )
    rooms = [room for name, room in written(root).items() if name.startswith(labels[2])]

    assert len(rooms) == 1
    assert rooms[0].right == pytest.approx(340, abs=0.1)


def test_all_periods_are_labelled_when_few_and_the_last_always() -> None:
    few = words(part(chart(points(*"12345")), "periods"))
    many = words(part(chart([point(quarter, "70") for quarter in QUARTERS]), "periods"))

    assert few == YEARS[:5]
    assert many[-2:] == QUARTERS[-1].split()
    assert set(many[::2]) == {"Q4"}  # the same quarter of each year


# Names


def test_the_last_value_is_printed() -> None:
    [name] = part(chart(points("55.2", "61.4", None)), "names").iter("text")

    assert (name.text, name.attrib["font-weight"]) == ("61.4%", "600")


def test_a_name_stands_beside_the_end_of_its_line() -> None:
    root = chart(points("10", "20"), comparators=[Series("England", points("80", "90"))])
    [name] = [text for text in part(root, "names").iter("text") if text.text == "England"]
    [line] = part(root, "comparator").iter("polyline")
    x, y = map(float, line.attrib["points"].split()[-1].split(","))

    assert x < float(name.attrib["x"]) < x + 20
    assert abs(float(name.attrib["y"]) - y) < 20


def test_two_names_of_one_point_do_not_overlap() -> None:
    names = [Name(words, ((50, 50),), sample="") for words in ("England", "Wales")]
    svg, left_over = write_names(names, inside=drawing.Box(0, 0, 200, 100), taken=[])
    one, two = (
        drawing.Box(x, y, x + width, y + height)
        for x, y, width, height in (
            (float(box.attrib[side]) for side in ("x", "y", "width", "height"))
            for box in ElementTree.fromstring(svg).iter("rect")
        )
    )

    assert not one.meets(two)
    assert left_over == []


def test_names_that_could_be_taken_for_each_other_go_into_the_key() -> None:
    near = [Series("England", points("70", "71")), Series("Wales", points("70", "71.1"))]
    root = chart(points("10", "20"), comparators=near)

    assert words(part(root, "key")) == ["England", "Wales"]
    assert words(part(root, "names")) == ["20%"]
    assert float(root.attrib["height"]) > 260


def test_room_that_a_name_would_not_use_is_not_kept() -> None:
    flat = points(*["70"] * 12)
    near = [Series("Statistical neighbours", flat), Series("England", flat)]
    alone, crowded = (
        max(float(line.attrib["x2"]) for line in part(root, "values").iter("line"))
        for root in (chart(points("10"), comparators=each) for each in (near[:1], near))
    )

    assert crowded > alone + 50


def test_no_two_kinds_of_line_look_alike_without_colour() -> None:
    inks = [OUTTURN, TARGET, *COMPARATORS]

    assert len({ink.dash for ink in inks}) == len({ink.shape for ink in inks}) == len(inks)


# The good range


@pytest.mark.parametrize(
    ("low", "high", "edges"),
    [("10", "15", 2), ("10", None, 1), (None, "15", 1)],
    ids=["both ends", "no upper end", "no lower end"],
)
def test_the_good_range_is_a_band(low: str | None, high: str | None, edges: int) -> None:
    ends = {"range_low": low and Decimal(low), "range_high": high and Decimal(high)}
    root = chart(points("9", "17"), **ends)
    [band] = part(root, "range").iter("rect")
    top = float(band.attrib["y"])
    heights = [float(line.attrib["y1"]) for line in part(root, "edges").iter("line")]
    axis = [float(line.attrib["y1"]) for line in part(root, "values").iter("line")]

    assert len(heights) == edges
    assert axis[-1] <= top < top + float(band.attrib["height"]) <= axis[0] + 0.1
    assert "Good range" in words(root)


def test_without_a_good_range_there_is_no_band() -> None:
    assert "cs-chart__range" not in draw(points("9", "17"))


# Nothing to draw


@pytest.mark.parametrize("outturns", [[], points(None, None)], ids=["no points", "only gaps"])
def test_a_chart_without_figures_says_so(outturns: list[Point]) -> None:
    assert words(chart(outturns, range_low=Decimal(10))) == ["No figures"]


def test_bars_without_figures_say_so() -> None:
    assert words(bars([Row("England", None, "not published")])) == ["No figures"]


def test_targets_without_an_outturn_are_drawn() -> None:
    root = chart([], targets=points("65", "70"))

    assert joined(root, "target") == [2]
    assert "No figures" not in words(root)


# Sparklines


@pytest.mark.parametrize(
    ("values", "lines", "shapes"),
    [
        pytest.param(("1", "2", "3"), [3], 1, id="a line and its last value"),
        pytest.param(("1", "2", None, "4", "5"), [2, 2], 1, id="a gap"),
        pytest.param(("5", None, "6", "7", None), [2], 2, id="a value alone is a speck"),
        pytest.param(("3", "3"), [2], 1, id="all equal"),
        pytest.param(("0", "0"), [2], 1, id="all zero"),
    ],
)
def test_a_sparkline_keeps_its_gaps(
    values: tuple[str | None, ...], lines: list[int], shapes: int
) -> None:
    root = small(*values)
    found = [line.attrib["points"].split() for line in root.iter("polyline")]
    heights = [float(place.split(",")[1]) for line in found for place in line]

    assert [len(line) for line in found] == lines
    assert len(list(root.iter("path"))) == shapes
    assert all(3 < height < 21 for height in heights)


def test_a_single_value_is_a_dot() -> None:
    root = small("130.94")

    assert list(root.iter("polyline")) == []
    assert {path.attrib["d"][:9] for path in root.iter("path")} == {"M4.0 12.0"}


@pytest.mark.parametrize("values", [[], [None, None]], ids=["no values", "only gaps"])
def test_no_value_draws_no_sparkline(values: list[Decimal | None]) -> None:
    assert sparkline(values, title="NI 60", identifier="1", target=Decimal(1)) == ""


def test_the_target_of_a_sparkline_is_a_dashed_line_at_its_height() -> None:
    root = small("55", "70", target="70")
    [target] = root.iter("line")
    [line] = root.iter("polyline")

    assert target.attrib["stroke-dasharray"]
    assert target.attrib["y1"] == target.attrib["y2"] == line.attrib["points"].split(",")[-1]


def test_a_small_change_does_not_fill_a_sparkline() -> None:
    [line] = small("81.0", "81.1").iter("polyline")
    first, last = (float(place.split(",")[1]) for place in line.attrib["points"].split())

    assert 0 < first - last < 2


# Bars side by side

NEIGHBOURS = [
    Row("Herefordshire", Decimal("7.4"), "7.4%", is_own=True),
    Row("England", Decimal("-14.8"), "−14.8%"),
    Row("West Midlands", None, "not published"),
]


def test_bars_begin_at_zero_and_have_the_length_of_their_value() -> None:
    own, other = bars(NEIGHBOURS).iter("rect")
    zero = float(own.attrib["x"])

    assert float(other.attrib["x"]) + float(other.attrib["width"]) == pytest.approx(zero, abs=0.1)
    assert float(other.attrib["width"]) == pytest.approx(2 * float(own.attrib["width"]), abs=0.2)


def test_only_the_own_bar_is_solid() -> None:
    own, other = (box.attrib["fill"] for box in bars(NEIGHBOURS).iter("rect"))

    assert own == drawing.INK
    assert other == "#ffffff"


def test_a_row_without_a_value_keeps_its_words() -> None:
    root = bars(NEIGHBOURS)

    assert len(list(root.iter("rect"))) == 2
    assert words(root)[-2:] == ["West Midlands", "not published"]


def test_the_target_of_bars_is_at_its_value_and_inside_the_picture() -> None:
    root = bars(NEIGHBOURS, target=Decimal("7.4"), target_words="7.4%")
    own, _other = root.iter("rect")
    *_, dashed = part(root, "target").iter("line")
    end = float(own.attrib["x"]) + float(own.attrib["width"])

    assert float(dashed.attrib["x1"]) == pytest.approx(end, abs=0.2)
    assert dashed.attrib["stroke-dasharray"]
    assert words(part(root, "target")) == ["Target 7.4%"]


def test_long_names_stand_above_their_bars() -> None:
    long = Row("Westmorland and Furness and the East Riding of Yorkshire", Decimal(9), "9")
    beside, above = bars([NEIGHBOURS[1]]), bars([long])
    [box] = above.iter("rect")
    name = next(above.iter("text"))

    assert float(above.attrib["height"]) > float(beside.attrib["height"])
    assert float(name.attrib["y"]) < float(box.attrib["y"])


def test_bars_of_zero_alone_are_drawn() -> None:
    [box] = bars([Row("England", Decimal(0), "0")]).iter("rect")

    assert float(box.attrib["width"]) == 0


# All of them

PICTURES = {
    "line": lambda **text: draw(points("1", "2"), **text),
    "narrow line": lambda **text: draw(points("1", "2"), narrow=True, **text),
    "empty line": lambda **text: draw([], **text | {"identifier": f"{text['identifier']} empty"}),
    "bars": lambda **text: comparison_bars(NEIGHBOURS, **text),
    "narrow bars": lambda **text: comparison_bars(NEIGHBOURS, narrow=True, **text),
    "sparkline": lambda **text: sparkline(
        [Decimal(1), Decimal(2)], title=text["title"], identifier=text["identifier"]
    ),
}
TEXT = {"title": "NI 60", "description": "Core assessments.", "identifier": "ni 60"}


@pytest.mark.parametrize("kind", PICTURES)
def test_title_and_description_name_the_picture(kind: str) -> None:
    root = ElementTree.fromstring(PICTURES[kind](**TEXT))
    about = [child for child in root if child.tag in ("title", "desc")]

    assert root.attrib["role"] == "img"
    assert [child.attrib["id"] for child in about] == root.attrib["aria-labelledby"].split()
    assert [child.text for child in about] == ["NI 60", "Core assessments."][: len(about)]
    assert len(about) == (1 if kind == "sparkline" else 2)


def test_no_two_charts_share_an_id() -> None:
    page = "".join(
        draw(**TEXT | {"identifier": at}) for draw in PICTURES.values() for at in (1, 2)
    )
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids)) == 22
    assert not any(" " in each for each in ids)


@pytest.mark.parametrize("kind", PICTURES)
def test_there_is_no_style_and_no_script(kind: str) -> None:
    assert not re.search(r"style|script|\son\w+=", PICTURES[kind](**TEXT))


@pytest.mark.parametrize("kind", PICTURES)
def test_titles_descriptions_and_ids_are_escaped(kind: str) -> None:
    said = {"title": '<b title="&">', "description": "a < b & c", "identifier": 'ni"60<'}
    root = ElementTree.fromstring(PICTURES[kind](**said))

    assert [child.text for child in root if child.tag == "title"] == ['<b title="&">']
    assert [child.tag for child in root.iter("b")] == []


def test_words_within_a_chart_are_escaped() -> None:
    root = chart(
        [Point("<2008> & on", Decimal(1), "<b>1</b>")],
        comparators=[Series("<England>", [point("<2008> & on", "9")])],
        unit_words="<per cent>",
    )
    row = bars([Row("<b>Shire</b>", Decimal(1), "<1>")], target=Decimal(1), target_words="<1>")

    assert {"<b>1</b>", "<England>", "<per cent>", "<2008> & on"} <= set(words(root))
    assert words(row) == ["<b>Shire</b>", "<1>", "Target <1>"]
    assert len(list(root.iter("b"))) == len(list(row.iter("b"))) == 0


def test_the_narrow_chart_is_340_wide_and_has_fewer_labels() -> None:
    months = [point(f"{month} 2006", "70") for month in YEARS[:12]]
    wide, narrow = chart(months), chart(months, narrow=True)

    assert narrow.attrib["viewBox"].split()[2] == "340"
    assert len(part(narrow, "periods")) < len(part(wide, "periods"))


@pytest.mark.parametrize(
    ("tag", "figures", "drawn"),
    [
        pytest.param(
            "line_chart figures description='Two.'",
            points("1", "2"),
            draw(points("1", "2"), description="Two."),
            id="line_chart",
        ),
        pytest.param(
            "comparison_bars figures description='Two.'",
            NEIGHBOURS,
            comparison_bars(NEIGHBOURS, title="NI 60", description="Two.", identifier="ni-60"),
            id="comparison_bars",
        ),
        pytest.param(
            "sparkline figures",
            [Decimal(1)],
            sparkline([Decimal(1)], title="NI 60", identifier="ni-60"),
            id="sparkline",
        ),
    ],
)
def test_a_tag_draws_the_chart_of_its_name(tag: str, figures: list[object], drawn: str) -> None:
    source = f"{{% load components %}}{{% {tag} title='NI 60' identifier='ni-60' %}}"

    assert Template(source).render(Context({"figures": figures})) == drawn
