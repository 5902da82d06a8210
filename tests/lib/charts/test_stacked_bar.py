"""A chart says in words what it shows, and carries nothing that a strict page would refuse."""

import re
from xml.etree import ElementTree

import pytest

from herefordshire_cs.lib.charts.stacked_bar import Segment, counts_in_words, stacked_bar
from herefordshire_cs.lib.rag import Rag

SEGMENTS = [
    Segment(Rag.RED, 10),
    Segment(Rag.AMBER, 2),
    Segment(Rag.GREEN, 3),
    Segment(Rag.NONE, 12),
]


def draw(segments: list[Segment] = SEGMENTS, **options: object) -> str:
    fields = {"title": "Recommendation 5: 27 actions", "identifier": "r5"} | options
    return stacked_bar(segments, **fields)  # type: ignore[arg-type]


def rectangles(svg: str) -> list[dict[str, str]]:
    return [element.attrib for element in ElementTree.fromstring(svg).iter("rect")]


def solid(svg: str) -> list[dict[str, str]]:
    return [box for box in rectangles(svg) if "hatch" not in box["fill"]]


def test_the_description_says_the_counts_in_words() -> None:
    assert '<desc id="bar-r5-desc">10 red, 2 amber, 3 green, 12 not rated.</desc>' in draw()


def test_a_description_of_its_own_is_kept() -> None:
    assert ">Ten of 27 are past.</desc>" in draw(description="Ten of 27 are past.")


def test_title_and_description_name_the_picture() -> None:
    root = ElementTree.fromstring(draw())

    assert root.attrib["role"] == "img"
    assert [child.attrib["id"] for child in root[:2]] == root.attrib["aria-labelledby"].split()


def test_the_segments_fill_the_bar_and_stand_end_to_end() -> None:
    boxes = solid(draw())
    ends = [float(box["x"]) + float(box["width"]) for box in boxes]
    starts = [float(box["x"]) for box in boxes]

    assert sum(float(box["width"]) for box in boxes) == pytest.approx(299, abs=0.3)
    assert starts[1:] == pytest.approx(ends[:-1], abs=0.11)


def test_one_action_has_one_length_in_bars_of_one_scale() -> None:
    [long] = solid(draw([Segment(Rag.RED, 20)], scale=40))
    [short] = solid(draw([Segment(Rag.RED, 5)], scale=40))

    assert float(long["width"]) == pytest.approx(4 * float(short["width"]), abs=0.3)


def test_a_scale_that_is_too_small_does_not_overflow_the_bar() -> None:
    assert sum(float(box["width"]) for box in solid(draw(scale=5))) <= 299.3


def test_only_amber_is_hatched() -> None:
    assert "pattern" not in draw([Segment(Rag.RED, 3), Segment(Rag.GREEN, 1)])
    assert draw([Segment(Rag.AMBER, 3)]).count("url(#bar-r5-hatch)") == 1


def test_a_rating_with_no_actions_is_not_drawn() -> None:
    assert len(rectangles(draw([Segment(Rag.RED, 0), Segment(Rag.GREEN, 4)]))) == 1


def test_no_actions_at_all_draws_an_empty_picture() -> None:
    assert rectangles(draw([])) == []


def test_two_charts_share_no_id() -> None:
    both = draw(identifier="r5") + draw(identifier="r6")
    ids = re.findall(r' id="([^"]+)"', both)

    assert len(ids) == len(set(ids)) == 6


def test_there_is_no_style_and_no_script() -> None:
    assert not re.search(r"style|script|\son\w+=", draw(title="Recommendation 5"))


def test_text_is_escaped() -> None:
    svg = draw(title="<script>alert(1)</script>", description='"A" & <b>', identifier='r"5')

    assert "<script>" not in svg
    assert "&quot;A&quot; &amp; &lt;b&gt;" in svg
    assert ElementTree.fromstring(svg) is not None


def test_plain_words_from_the_database_are_ratings_too() -> None:
    assert counts_in_words([("red", 1), ("none", 2)]) == "1 red, 2 not rated"
