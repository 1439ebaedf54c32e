"""Tables as they come: encodings, delimiters, cells over many lines, rows that do not fit."""

import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.errors import UnreadableError
from directory.oruk.documents import RawRecord
from directory.oruk.tables import CsvMapping, open_csv, read_csv

NAMED = CsvMapping({"id": ("Ref",), "name": ("Name",)})


def read(content: str | bytes, mapping: CsvMapping | None = None) -> list[RawRecord]:
    return list(read_csv(BytesIO(content.encode() if isinstance(content, str) else content), mapping))


def names(content: str | bytes, mapping: CsvMapping | None = None) -> list[str]:
    return [raw.value["name"] for raw in read(content, mapping)]


PLAIN = "Ref,Name\n1,Caffi Tŷ\n2,Walk\n"

ENCODED: dict[str, bytes] = {
    "UTF-8": PLAIN.encode(),
    "UTF-8 with a mark of byte order": b"\xef\xbb\xbf" + PLAIN.encode(),
    "UTF-16, as spreadsheets call Unicode": PLAIN.replace(",", "\t").encode("utf-16"),
    "line ends of Windows": PLAIN.replace("\n", "\r\n").encode(),
    "line ends of old Macs": PLAIN.replace("\n", "\r").encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabulators": PLAIN.replace(",", "\t").encode(),
    "bars": PLAIN.replace(",", "|").encode(),
    "no line end at the end": PLAIN.rstrip().encode(),
    "blank lines and rows": (PLAIN.replace("\n2", "\n\n , \n2")).encode(),
    "empty columns at the end": PLAIN.replace("\n", ",,\n").encode(),
}


@pytest.mark.parametrize("how", ENCODED)
@pytest.mark.parametrize("mapping", [NAMED, None])
def test_a_table_is_read_however_it_is_written(how: str, mapping: CsvMapping | None) -> None:
    assert names(ENCODED[how], mapping) == ["Caffi Tŷ", "Walk"]


def test_what_is_not_utf_8_is_what_windows_writes_here() -> None:
    assert names("Name,Cost\nCafé – tea,£2\n".encode("cp1252")) == ["Café – tea"]
    opened = open_csv(BytesIO("Name,Cost\nCafé,£2\n".encode("cp1252")))
    assert opened.mapping.encoding == "cp1252"


def test_an_encoding_that_is_said_is_taken() -> None:
    mapping = CsvMapping({"name": ("Name",)}, encoding="mac_roman")
    assert names("Name,Cost\nCafé,2\n".encode("mac_roman"), mapping) == ["Café"]


def test_a_cell_may_hold_signs_and_go_over_many_lines() -> None:
    rows = read('Ref,Name,About\n1,"Tea, cake","One\n""two""\nthree"\n2,Walk,\n')
    assert [(raw.where, raw.value["name"]) for raw in rows] == [("line 2", "Tea, cake"), ("line 5", "Walk")]
    assert rows[0].value["description"] == 'One\n"two"\nthree'


def test_a_row_that_does_not_fit_is_told_by_its_line_and_keeps_no_other_out() -> None:
    rows = read('Ref,Name,About\n1,Tea\n2,Walk,,\n3,Talk,a,b\n4,"Never closed,x\n5,Chess,\n')
    assert [(raw.where, raw.fault) for raw in rows] == [
        ("line 2", "has 2 cells, but the first line has 3"),
        ("line 3", ""),
        ("line 4", "has 4 cells, but the first line has 3"),
        ("line 5", "has 2 cells, but the first line has 3; perhaps a quotation mark is not closed"),
    ]


FAULTS: list[tuple[str, CsvMapping | None, str]] = [
    ("", None, "This file is empty"),
    ("\n \n", None, "This file is empty"),
    ("Name\nTea\n", None, "This file is no table: its first line has one column only"),
    ("Colour,Size\nred,2\n", None, "No column of this file is called Name: say in a mapping which column is which"),
    ("Ref,Title\n1,Tea\n", NAMED, "This file has no column called Name; it has Ref, Title"),
]


@pytest.mark.parametrize(("content", "mapping", "sentence"), FAULTS)
def test_what_is_no_table_is_refused_in_one_sentence(content: str, mapping: CsvMapping | None, sentence: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(content, mapping)
    assert str(refusal.value) == sentence


def test_a_quotation_mark_that_takes_in_all_the_rest_is_refused() -> None:
    with pytest.raises(UnreadableError, match="cannot be read as a table from line 3 on"):
        read('Ref,Name\n1,Tea\n2,"' + "x" * 9_000_000)


def test_looking_at_a_table_leaves_it_to_be_read_more_than_once() -> None:
    opened = open_csv(BytesIO(PLAIN.encode()))
    assert opened.headings == ("Ref", "Name")
    assert list(opened.records()) == list(opened.records())


def test_columns_that_nobody_reads_are_told() -> None:
    assert open_csv(BytesIO(b"Name,Colour,,Size\nTea,red,,2\n")).unused == ("Colour", "Size")


def ids(content: str) -> list[str]:
    return [raw.value["id"] for raw in read(content)]


def test_a_row_without_an_id_has_the_same_one_whenever_it_comes_again() -> None:
    one, two = "Tea,Kettle Club,ZZ1 1AA,Mon", "Walk,,ZZ1 1AB,Tue"
    heads = "Name,Organisation,Postcode,Day\n"
    assert ids(f"{heads}{one}\n{two}\n") == ids(f"{heads}{two}\n{one}\n")[::-1]
    assert ids(f"{heads}{one}\n") == ids(f"{heads}tea ,Kettle club,zz11aa,Fri\n")


def test_rows_of_the_same_thing_are_told_apart_where_they_say_different_things() -> None:
    first, second, third = ids("Name,Postcode,Day\nTea,ZZ1 1AA,Mon\nTea,ZZ1 1AA,Tue\nTea,ZZ1 1AA,Mon\n")
    assert (second, third) == (f"{first}-2", first)


def test_a_large_table_is_read_in_little_memory() -> None:
    content = BytesIO(b"Ref,Name,About\n" + b'1,Tea,"One long table, of tea and cake, set by the harbour"\n' * 300_000)
    tracemalloc.start()
    try:
        for number, _ in enumerate(read_csv(content)):
            if number == 4_000:
                break
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=120) | st.text(alphabet='Name,id;\t|"\r\n x', max_size=80).map(str.encode))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        rows = read(content)
    except UnreadableError:
        return
    assert all(raw.where.startswith("line ") and bool(raw.fault) != isinstance(raw.value, dict) for raw in rows)


cells = st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Z")), max_size=12)


@given(st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_what_was_written_as_a_table_is_read_as_it_was(rows: list[tuple[str, str]], sign: str) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [sign.join(map(written, row)) for row in (("Ref", "Name"), *rows)]
    wanted = [(ref.strip(), name.strip()) for ref, name in rows if ref.strip() or name.strip()]
    got = [(raw.value.get("id", ""), raw.value.get("name", "")) for raw in read("\n".join(lines) + "\n", NAMED)]
    assert [(ref, name) for ref, name in got if not ref.startswith("row-")] == [
        (ref, name) for ref, name in wanted if ref or not name
    ]
