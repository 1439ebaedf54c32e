"""Lucene, the engine within Elasticsearch, OpenSearch and Solr, in its own machine and timed there.

So it is measured without what those put around it: HTTP, JSON, and merging the answers of several parts.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from tests.benchmarks.peers.port import CorpusFile, MissingPartError, Peer, Progress, Timed
from tests.benchmarks.plain import Answer, Listing, Order, PlainQuery

SOURCES = Path(__file__).with_name("lucene")
OLDEST_JAVA = 21
_PACKAGE = "arcadedb_embedded"
_OPTIONS = (
    "-Xmx2g",
    "-XX:+UseSerialGC",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
)


class Lucene(Peer):
    """One process of Java that answers over its pipes."""

    index: ClassVar[str] = "lucene"
    # Java compiles what is hot only after thousands of calls.
    warm_rounds: ClassVar[int] = 15

    def version(self) -> str:
        sources = "".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.java")))
        return f"{_jars()[0].stem}-{sha256(sources.encode()).hexdigest()[:8]}"

    def prepare(self, folder: Path) -> None:
        compiler = find_java("javac")
        sources = sorted(map(str, SOURCES.glob("*.java")))
        words = [compiler, "-nowarn", "-cp", _class_path(), "-d", str(folder / "classes"), *sources]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingPartError(f"javac failed: {done.stderr.strip().splitlines()[0]}")

    def build(self, corpus: CorpusFile, folder: Path, progress: Progress) -> None:
        with self._start(folder, "build", folder / "index", corpus.path) as java:
            assert java.stdout
            for line in java.stdout:
                progress(int(line))
        if java.returncode:
            raise MissingPartError("Java ended while it made the index")

    def open(self, folder: Path, queries: Sequence[PlainQuery]) -> None:
        self._java = self._start(folder, "serve", folder / "index")
        self._queries = list(queries)
        self._say(f"learn {len(queries)}", *(query.line() for query in queries))

    def answer(self, query: PlainQuery, order: Order) -> Answer:
        return self.timed(query, order).answer

    def timed(self, query: PlainQuery, order: Order) -> Timed:
        self._say(f"ask {query.number} {order}")
        return self._hear()

    def round(self, queries: Sequence[PlainQuery], order: Order) -> list[Timed]:
        assert list(queries) == self._queries
        self._say(f"round {order}")
        return [self._hear() for _ in queries]

    def update(self, listing: Listing) -> None:
        # Java takes in a listing and asks at once, in one message; what it answers here is nobody's question.
        self.timed_update(listing, PlainQuery(0, listing.latitude, listing.longitude))

    def timed_update(self, listing: Listing, query: PlainQuery) -> Timed:
        self._say("update", listing.line(), query.line())
        return self._hear()

    def close(self) -> None:
        self._java.communicate()

    def processes(self) -> list[int]:
        return [self._java.pid]

    def _start(self, folder: Path, *words: object) -> subprocess.Popen[str]:
        class_path = f"{_class_path()}{os.pathsep}{folder / 'classes'}"
        command = [find_java("java"), *_OPTIONS, "-cp", class_path, "LucenePeer", *map(str, words)]
        # What it says of its troubles goes where the worker's own words go.
        pipe = subprocess.PIPE
        return subprocess.Popen(command, text=True, encoding="utf-8", stdin=pipe, stdout=pipe)

    def _say(self, *lines: str) -> None:
        assert self._java.stdin
        self._java.stdin.write("".join(f"{line}\n" for line in lines))
        self._java.stdin.flush()

    def _hear(self) -> Timed:
        assert self._java.stdout
        line = self._java.stdout.readline()
        if not line:
            raise MissingPartError("Java has ended")
        nanoseconds, total, needs, ids = line.rstrip("\n").split("\t")
        answer = Answer(int(total), _numbers(needs), _numbers(ids))
        return Timed(int(nanoseconds) / 1e6, answer)


def find_java(program: str) -> str:
    """A program of a Java that is new enough, and that has a compiler beside it.

    Raises:
        MissingPartError: there is none.
    """
    homes = [Path(home) / "bin" for home in (os.environ.get("JAVA_HOME"),) if home]
    homes += sorted(Path("/usr/lib/jvm").glob("*/bin"))
    homes += [Path(found).parent for found in (shutil.which("javac"),) if found]
    for folder in homes:
        if (folder / "javac").exists() and _release(folder) >= OLDEST_JAVA:
            return str(folder / program)
    raise MissingPartError(f"no JDK of release {OLDEST_JAVA} or newer (on Debian: apt install openjdk-21-jdk-headless)")


def _release(folder: Path) -> int:
    said = subprocess.run([folder / "javac", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r"javac (\d+)", said.stdout + said.stderr)
    return int(found[1]) if found else 0


def _jars() -> list[Path]:
    """Lucene's own archives, which that package brings along."""
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise MissingPartError("the package arcadedb-embedded, which brings Lucene, is not installed")
    folder = Path(package.origin).parent / "jars"
    found = [jar for part in ("core", "analysis-common") for jar in folder.glob(f"lucene-{part}-*.jar")]
    if len(found) != 2:
        raise MissingPartError("the package arcadedb-embedded does not bring Lucene in this version")
    return found


def _class_path() -> str:
    return os.pathsep.join(map(str, _jars()))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number)
