"""Reading a page as a person does: its main text, its links by their words, its boxes by their labels."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from werkzeug.test import TestResponse

from tests.checking_client import parsed


class Page:
    """A page that was answered."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.source = response.get_data(as_text=True)

    @cached_property
    def _tree(self) -> Any:
        return parsed(self.source)[0]

    @cached_property
    def _main(self) -> Any:
        return next(element for element in self._tree.iter() if element.tag == "main")

    @property
    def heading(self) -> str:
        return next(said(element) for element in self._main.iter() if element.tag == "h1")

    @property
    def title(self) -> str:
        return next(said(element) for element in self._tree.iter() if element.tag == "title")

    @property
    def text(self) -> str:
        """The main part of the page, without what is only drawn."""
        return said(self._main)

    @property
    def names(self) -> list[str]:
        """The names of the results, in their order."""
        return [said(element) for element in self._main.iter() if element.tag == "h3"]

    @property
    def links(self) -> dict[str, str]:
        """Where each link of the main part leads, by its words."""
        return {said(element): element.get("href") for element in self._main.iter() if element.tag == "a"}

    def link(self, words: str) -> str:
        """Where the link leads whose words begin so."""
        return next(address for said_, address in self.links.items() if said_.startswith(words))

    def sent(self, label: str) -> dict[str, list[str]]:
        """What the form of this name would send if nothing in it were changed."""
        form = next(e for e in self._main.iter() if e.tag == "form" and e.get("aria-label") == label)
        values: dict[str, list[str]] = {}
        for name, value in _values(form):
            values.setdefault(name, []).append(value)
        return values

    def every(self, *attributes: str) -> Iterator[str]:
        """The values of some attributes anywhere on the page."""
        for element in self._tree.iter():
            yield from (element.get(name) for name in attributes if element.get(name) is not None)

    def elements(self, tag: str) -> list[Any]:
        return [element for element in self._tree.iter() if element.tag == tag]


def _values(form: Any) -> Iterator[tuple[str, str]]:
    for element in form.iter():
        if element.tag == "select":
            options = [option for option in element.iter() if option.tag == "option"]
            chosen = next((option for option in options if option.get("selected") is not None), options[0])
            yield element.get("name"), chosen.get("value")
        elif element.tag == "input" and (element.get("type") != "checkbox" or element.get("checked") is not None):
            yield element.get("name"), element.get("value") or ""


def said(element: Any) -> str:
    """The words of an element, and of each that is within it."""
    return " ".join(" ".join(element.itertext()).split())
