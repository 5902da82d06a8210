"""A document is laid out with what its patterns name; one that matches nothing is told."""

import pytest

from actionplan.presenters.documents import LAYOUT as OF_PLANS
from governance.tasks.minutes import LAYOUT as OF_MINUTES
from governance.tasks.pack_printing import LAYOUT as OF_PACKS
from herefordshire_cs.lib.files.documents import layout_hash
from indicators.presenters.documents import LAYOUT as OF_INDICATORS

pytestmark = pytest.mark.django_db  # whose papers they are is asked of the council’s record


@pytest.mark.parametrize(
    "layout",
    [OF_PLANS, OF_INDICATORS, OF_PACKS, OF_MINUTES],
    ids=["plans", "indicators", "packs", "minutes"],
)
def test_each_pattern_of_a_layout_matches_files_that_change_it(layout: tuple[str, ...]) -> None:
    whole = layout_hash(layout)

    assert all(
        layout_hash(layout[:place] + layout[place + 1 :]) != whole for place in range(len(layout))
    )


def test_a_pattern_that_a_move_left_behind_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="templates/nowhere"):
        layout_hash(["templates/nowhere/*.html"])
