"""The columns of a printed table are as wide as their words need, and 100 percent together."""

from herefordshire_cs.lib.text.column_widths import column_widths, height

FLOORS = (8, 14, 0, 0)
LONGEST = (9, 12, 12, 12)


def widths(*rows: tuple[int, ...]) -> tuple[int, ...]:
    return column_widths(rows, longest=LONGEST, floors=FLOORS)


def test_a_column_in_which_nothing_stands_has_no_width_and_the_others_have_all():
    found = widths((3, 200, 400, 0), (3, 100, 900, 0))

    assert found[3] == 0
    assert sum(found) == 100


def test_the_column_with_the_most_words_is_the_widest_and_none_is_too_narrow_for_a_word():
    found = widths((3, 60, 900, 40), (4, 80, 700, 30))

    assert max(found) == found[2]
    assert min(found) >= 8


def test_the_rows_are_no_higher_than_with_columns_of_one_width():
    rows = ((3, 300, 900, 40), (4, 20, 100, 300), (4, 500, 0, 0))

    assert height(rows, widths(*rows)) < height(rows, (25, 25, 25, 25))


def test_a_table_without_rows_has_the_columns_that_are_always_there():
    found = widths()

    assert found[2:] == (0, 0)
    assert sum(found) == 100
