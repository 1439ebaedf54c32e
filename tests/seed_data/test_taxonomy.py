"""The three lists of terms and the synonyms: every id is unique and every reference leads somewhere."""

import csv
import re
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "seed_data"
LISTS = {"needs.csv": "need", "categories.csv": "category", "access_features.csv": "access"}
COLUMNS = {
    "needs.csv": ["id", "label", "parent", "description", "ukcat", "esd_service", "people", "also"],
    "topics.csv": ["id", "label", "needs", "words", "asked", "told", "people", "knows"],
    "categories.csv": ["id", "label", "parent", "ukcat", "esd_service", "needs"],
    "access_features.csv": ["id", "label", "description", "openactive"],
    "synonyms.csv": ["words", "weight", "one_way"],
    "mapped_terms.csv": ["id", "label", "source"],
}
FOREIGN = {
    "ukcat": re.compile(r"ukcat:[A-Z]{2}(\d{3})?"),
    "esd_service": re.compile(r"esdServiceType:\d+"),
    "openactive": re.compile(r"openActiveAccessibility:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
}

# Whom a service is for cannot be told from its kind, so no category suggests these.
KINDS_OF_PEOPLE = """
    body.cancer care.youngcarer care.relationship safe.crime safe.offend life.disab life.learndis life.autism
    life.sensory life.veteran life.lgbt life.refugee life.traveller
""".split()


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ids(name: str) -> set[str]:
    return {row["id"] for row in rows(name)}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_its_columns_and_no_loose_ends(name: str) -> None:
    text = (SEED / name).read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(COLUMNS[name])
    assert text.endswith("\n")
    for row in rows(name):
        assert None not in row.values(), f"too few cells: {row}"
        assert set(row) == set(COLUMNS[name]), f"too many cells: {row}"
        assert all(cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("name", LISTS)
def test_ids_are_unique_slugs_of_their_kind(name: str) -> None:
    written = [row["id"] for row in rows(name)]
    slug = re.compile(LISTS[name] + r":[a-z]+([.-][a-z]+)*")
    assert [term for term in written if not slug.fullmatch(term)] == []
    assert len(written) == len(set(written))


def test_every_term_of_another_list_that_ours_name_has_its_label_and_its_licence_and_no_other_has() -> None:
    named = {row[column] for name in LISTS for row in rows(name) for column in FOREIGN if row.get(column)}
    labelled = rows("mapped_terms.csv")
    assert sorted(row["id"] for row in labelled) == sorted(named)
    assert all(row["label"] and row["source"].endswith(("CC BY 4.0", "OGL v3.0")) for row in labelled)


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_unique(name: str) -> None:
    labels = [row["label"].casefold() for row in rows(name)]
    assert all(labels)
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", ["needs.csv", "categories.csv"])
def test_a_parent_comes_before_its_children_and_has_no_parent_itself(name: str) -> None:
    top: set[str] = set()
    for row in rows(name):
        if row["parent"]:
            assert row["parent"] in top, row
        else:
            top.add(row["id"])


@pytest.mark.parametrize("name", ["needs.csv", "categories.csv"])
def test_a_group_has_members(name: str) -> None:
    groups = {row["id"] for row in rows(name) if not row["parent"]}
    assert groups == {row["parent"] for row in rows(name)} - {""}


def test_the_id_of_a_need_begins_with_its_parent() -> None:
    for row in rows("needs.csv"):
        assert not row["parent"] or row["id"].startswith(f"{row['parent']}."), row


def test_the_lists_have_the_size_that_a_person_can_choose_from() -> None:
    assert len([row for row in rows("needs.csv") if row["parent"]]) == 57
    assert 45 <= len([row for row in rows("categories.csv") if row["parent"]]) <= 75
    assert 20 <= len(rows("access_features.csv")) <= 30


def test_needs_and_access_features_are_explained_in_one_line() -> None:
    for row in [*rows("needs.csv"), *rows("access_features.csv")]:
        assert row["description"].endswith("."), row
        assert len(row["description"]) <= 140, row


def test_a_category_suggests_needs_that_exist() -> None:
    needs = {row["id"] for row in rows("needs.csv") if row["parent"]}
    for row in rows("categories.csv"):
        suggested = [need for need in row["needs"].split(";") if need]
        assert set(suggested) <= needs, row
        assert len(suggested) == len(set(suggested)), row


def test_nearly_every_need_is_suggested_by_some_category() -> None:
    suggested = {need for row in rows("categories.csv") for need in row["needs"].split(";")}
    unsuggested = {row["id"] for row in rows("needs.csv") if row["parent"]} - suggested
    assert unsuggested <= {f"need:{need}" for need in KINDS_OF_PEOPLE}


@pytest.mark.parametrize("name", LISTS)
def test_a_term_of_another_list_has_the_form_of_that_list(name: str) -> None:
    for row in rows(name):
        for column, form in FOREIGN.items():
            assert not row.get(column) or form.fullmatch(row[column]), row


def test_synonyms_come_in_groups_of_two_or_more() -> None:
    groups = [row["words"].split(";") for row in rows("synonyms.csv")]
    assert len(groups) >= 150
    assert [group for group in groups if len(group) < 2 or len(group) != len(set(group))] == []


def test_synonyms_are_written_as_they_are_typed() -> None:
    typed = re.compile(r"[a-z0-9][a-z0-9' -]*")
    for row in rows("synonyms.csv"):
        assert all(typed.fullmatch(word) and word == word.strip() for word in row["words"].split(";")), row


def test_a_word_has_one_group_of_synonyms() -> None:
    """In two groups it would join them, and a search would wander from one to the other."""
    words = [word for row in rows("synonyms.csv") for word in row["words"].split(";")]
    assert {word for word in words if words.count(word) > 1} == set()


def test_the_weight_of_a_swap_is_above_nothing_and_at_most_one() -> None:
    for row in rows("synonyms.csv"):
        assert 0 < float(row["weight"] or 1) <= 1, row
        assert row["one_way"] in {"", "yes"}, row
