"""Our answers to judged queries, beside those of other ways of searching."""

import json
from pathlib import Path

import click

from directory.cli.bench.repository import benchmarks


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures to this file.")
def relevance(folder: Path, file: Path | None) -> None:
    """Score our answers to the judged queries of FOLDER, beside other ways of searching.

    FOLDER holds corpus.jsonl, corpus_oruk.json (the same listings), queries.jsonl and qrels.tsv.
    """
    with benchmarks():
        from tests.benchmarks.relevance.running import as_json, as_text, measure
    table = measure(folder)
    for line in as_text(table):
        click.echo(line)
    if file:
        file.write_text(json.dumps(as_json(table), indent=2) + "\n", encoding="utf-8")
