"""Reading a page as a person does: its main text, its links by their words, its boxes by their labels."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from werkzeug.test import TestResponse

from tests.checking_client import CheckingClient, parsed


class Page:
    """A page that was answered."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.address = response.request.full_path.rstrip("?")
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

    def form(self, button: str) -> tuple[str, dict[str, list[str]]]:
        """Where the form with this button leads, and what it would send if nothing in it were changed."""
        form = next(e for e in self._main.iter() if e.tag == "form" and button in map(said, _buttons(e)))
        values: dict[str, list[str]] = {}
        for name, value in _values(form):
            values.setdefault(name, []).append(value)
        pressed = next(each for each in _buttons(form) if said(each) == button)
        if pressed.get("name"):
            values[pressed.get("name")] = [pressed.get("value") or ""]
        return form.get("action") or self.address, values

    def every(self, *attributes: str) -> Iterator[str]:
        """The values of some attributes anywhere on the page."""
        for element in self._tree.iter():
            yield from (element.get(name) for name in attributes if element.get(name) is not None)

    def elements(self, tag: str) -> list[Any]:
        return [element for element in self._tree.iter() if element.tag == tag]


def press(client: CheckingClient, page: Page, button: str, **values: str | list[str]) -> Page:
    """Press a button of a page, with some of its boxes filled in first; follows where it leads."""
    address, sent = page.form(button)
    return Page(client.post(address, data={**sent, **values}, follow_redirects=True))


def _buttons(form: Any) -> list[Any]:
    return [element for element in form.iter() if element.tag == "button"]


def _values(form: Any) -> Iterator[tuple[str, str]]:
    for element in form.iter():
        if element.tag == "select":
            options = [option for option in element.iter() if option.tag == "option"]
            chosen = next((option for option in options if option.get("selected") is not None), options[0])
            yield element.get("name"), chosen.get("value")
        elif element.tag == "textarea":
            yield element.get("name"), element.text or ""
        elif element.tag == "input" and _is_sent(element):
            yield element.get("name"), element.get("value") or ""


def _is_sent(box: Any) -> bool:
    return box.get("type") not in {"checkbox", "radio"} or box.get("checked") is not None


def said(element: Any) -> str:
    """The words of an element, and of each that is within it."""
    return " ".join(" ".join(element.itertext()).split())
