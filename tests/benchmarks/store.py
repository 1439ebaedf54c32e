"""Where corpora and indexes are kept between two runs, in folders named for what they were made from."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from directory.geography import FileGazetteer, Gazetteer, ensure_gazetteer
from tests.benchmarks import corpus, plain, queries, words

ROOT = Path(__file__).parents[2]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What making an index took, and what came of it; ``version`` is the engine's then."""

    version: str
    build_s: float
    index_mb: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """Listings, queries and the indexes of these listings."""

    folder: Path
    count: int

    @property
    def listings(self) -> Path:
        """The file of listings."""
        return self.folder / "listings.tsv"

    @property
    def queries(self) -> Path:
        """The file of queries."""
        return self.folder / "queries.tsv"

    def index(self, name: str) -> Path:
        """The folder of an engine's index."""
        return self.folder / "indexes" / name

    def built(self, name: str, version: str | None) -> Built | None:
        """What is known of an index that this version of an engine made, or that any did; None: there is none."""
        told = self._told(name)
        if not told.exists():
            return None
        found = Built(**json.loads(told.read_text(encoding="utf-8")))
        return found if version in {None, found.version} else None

    @contextmanager
    def building(self, name: str) -> Iterator[Callable[[Built], None]]:
        """Make room for an index; it is only there once it has been told what it took."""
        self._told(name).unlink(missing_ok=True)
        shutil.rmtree(self.index(name), ignore_errors=True)
        self.index(name).mkdir(parents=True)

        def keep(built: Built) -> None:
            self._told(name).write_text(json.dumps(asdict(built)), encoding="utf-8")

        yield keep

    @contextmanager
    def copy(self, name: str) -> Iterator[Path]:
        """A copy of an index that may be changed."""
        copied = self.folder / "changed" / name
        shutil.rmtree(copied, ignore_errors=True)
        shutil.copytree(self.index(name), copied)
        # Or the first changes would wait until the copy is on the disk.
        os.sync()
        try:
            yield copied
        finally:
            shutil.rmtree(copied, ignore_errors=True)

    def _told(self, name: str) -> Path:
        return self.folder / "indexes" / f"{name}.json"


def open_gazetteer(work: Path) -> FileGazetteer:
    """All postcodes, in a file of this folder."""
    path = work / "postcodes.gazetteer"
    ensure_gazetteer(path)
    return FileGazetteer(path, areas=ROOT / "seed_data" / "areas.csv", places=ROOT / "seed_data" / "places.csv")


def make_corpus(work: Path, gazetteer: Gazetteer, area: str, count: int, step: Step) -> CorpusFolder:
    """The corpus of a size, written if it is not there yet."""
    known = gazetteer.status()
    made = CorpusFolder(work / f"{area}-{count}-{_made_from(f'{known.source} {known.package_version}')}", count)
    if made.queries.exists():
        return made
    made.folder.mkdir(parents=True, exist_ok=True)
    points = corpus.places(gazetteer, area)
    with made.listings.open("w", encoding="utf-8") as lines:
        for listing in corpus.listings(count, points):
            lines.write(f"{listing.line()}\n")
            step(1)
    first = islice(corpus.listings(queries.SURE, points), queries.SURE)
    # Written last: where it is, everything is.
    asked = [f"{query.line()}\n" for query in queries.queries(first, points)]
    made.queries.write_text("".join(asked), encoding="utf-8")
    return made


def _made_from(source: str) -> str:
    """Changes when a corpus would be another one."""
    modules = (corpus, plain, queries, words)
    texts = [Path(module.__file__).read_bytes() for module in modules if module.__file__]
    return sha256(b"".join(texts) + source.encode()).hexdigest()[:10]
