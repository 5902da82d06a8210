"""A list of people is read: what its columns hold, who is in it, what is wrong with each."""

import pytest

from actionplan.person_rows import (
    PersonColumn,
    as_table,
    edited,
    judged,
    read_rows,
    suggested,
)

ROLES = ["Officer", "Performance officer", "Committee clerk"]
HEADS = ["Name", "E-mail address", "Job title", "Team", "Roles"]


def judge(*rows: list[str], left_out: set[int] | None = None, usual_role: str = "") -> dict:
    table = as_table(list(enumerate([HEADS, *rows], 1)))
    found = judged(
        read_rows(table, suggested(table)),
        left_out=frozenset(left_out or ()),
        known_roles=ROLES,
        usual_role=usual_role,
        accounts={"there@c.example": 7},
    )
    return {each.row.number: each for each in found}


@pytest.mark.parametrize(
    ("heads", "holds"),
    [
        (HEADS, ["name", "email", "post", "organisation", "roles"]),
        (["First name", "Surname", "Email"], ["forename", "surname", "email"]),
        (["Role", "E-mail", "Full name", "Shoe size"], ["roles", "email", "name", ""]),
        # A head that stands twice is read once.
        (["Email", "Name", "Email"], ["email", "name", ""]),
    ],
)
def test_the_heads_of_columns_say_what_they_hold(heads: list[str], holds: list[str]) -> None:
    table = as_table([(1, heads), (2, ["x"] * len(heads))])

    assert table.heads == tuple(heads)
    assert suggested(table) == holds


def test_without_heads_the_column_of_addresses_is_known_and_the_others_by_their_place() -> None:
    table = as_table([(1, ["a@c.example", "A. Person", "Clerk"])])

    assert table.heads == ()
    assert suggested(table) == ["email", "name", "post"]


def test_a_name_in_two_columns_and_an_address_in_brackets_are_read() -> None:
    table = as_table(
        [(1, ["First name", "Surname", "Email"]), (2, ["A.", "Person", "X <A@C.EU>"])]
    )

    (row,) = read_rows(table, suggested(table))

    assert (row.name, row.email) == ("A. Person", "a@c.eu")


@pytest.mark.parametrize(
    ("row", "field", "fault"),
    [
        (["", "a@c.example", "", "", "Officer"], "name", "No name"),
        (["A", "", "", "", "Officer"], "email", "No e-mail address"),
        (["A", "nowhere", "", "", "Officer"], "email", "“nowhere” is no e-mail address"),
        (["A", "a@c.example", "", "", ""], "roles", "No role"),
        (
            ["A", "a@c.example", "", "", "Gardener"],
            "roles",
            f"“Gardener” is no role. The roles are {', '.join(ROLES)}.",
        ),
        (["A" * 151, "a@c.example", "", "", "Officer"], "name", "Longer than 150 characters"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(row: list[str], field: str, fault: str) -> None:
    assert judge(row)[2].faults == {field: fault}


def test_an_address_used_twice_is_said_in_both_rows_until_one_is_left_out() -> None:
    rows = (["A", "a@c.example", "", "", "Officer"], ["B", "A@c.example", "", "", "Officer"])

    found = judge(*rows)
    assert found[2].faults["email"].startswith("Also in row 3.")
    assert found[3].faults["email"].startswith("Also in row 2.")
    assert judge(*rows, left_out={3})[2].faults == {}


def test_roles_are_known_in_any_case_and_several_to_a_cell() -> None:
    found = judge(["A", "a@c.example", "", "", "officer; PERFORMANCE OFFICER and officer"])

    assert found[2].roles == ("Officer", "Performance officer")


def test_the_usual_role_is_of_those_alone_for_whom_the_list_names_none() -> None:
    found = judge(
        ["A", "a@c.example", "", "", ""],
        ["B", "b@c.example", "", "", "Committee clerk"],
        ["C", "c@c.example", "", "", "Gardener"],
        usual_role="Officer",
    )

    assert found[2].roles == ("Officer",)
    assert found[3].roles == ("Committee clerk",)
    assert found[4].faults.keys() == {"roles"}


def test_an_address_that_has_an_account_is_no_fault() -> None:
    found = judge(["A", "There@c.example", "", "", "Officer"])[2]

    assert (found.account, found.faults) == (7, {})


def test_what_is_typed_in_a_row_takes_the_place_of_its_words_and_of_no_other() -> None:
    table = as_table([(1, ["A", "a@c.example", "Clerk"])])
    (row,) = read_rows(table, suggested(table))

    changed = edited(row, {PersonColumn.EMAIL: " B@C.example "})

    assert (changed.name, changed.email, changed.post) == ("A", "b@c.example", "Clerk")
