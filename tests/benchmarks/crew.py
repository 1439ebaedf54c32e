"""The parent's side of a worker: start it, tell it what to do, hear what came of it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.benchmarks.peers.port import MissingPartError
from tests.benchmarks.store import CorpusFolder

ROOT = Path(__file__).parents[2]
LAST_WORDS = 300


class Worker:
    """A process with one engine in it.

    Args:
        folder: where its index is, if not where it belongs.
    """

    def __init__(self, name: str, corpus: CorpusFolder, folder: Path) -> None:
        self.name = name
        self._errors = (folder.parent / f"{folder.name}.log").open("w+", encoding="utf-8")
        words = [sys.executable, "-m", "tests.benchmarks.worker", name, corpus.listings, corpus.queries, folder]
        self._process = subprocess.Popen(
            list(map(str, words)),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
        )

    def call(self, do: str, step: Callable[[int], None] | None = None, **how: Any) -> Any:
        """Let it do something, and wait for it.

        Raises:
            MissingPartError: it cannot, or it has failed; the text says why.
        """
        self._send({"do": do, **how})
        while True:
            answer = self._receive()
            if "step" not in answer:
                break
            if step:
                step(answer["step"])
        if "missing" in answer:
            raise MissingPartError(answer["missing"])
        return answer["done"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._errors.close()

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as ended:
            raise self._why() from ended

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise self._why()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _why(self) -> MissingPartError:
        """The last of what it said before it ended."""
        self._errors.seek(0)
        said = self._errors.read().strip().splitlines()
        return MissingPartError(f"it failed: {said[-1][:LAST_WORDS] if said else 'without a word'}")
