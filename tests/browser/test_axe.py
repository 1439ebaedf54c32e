"""What is looked for is found, also where elements that look alike are asked once."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import Axe

PAGE = """<!DOCTYPE html><html lang="en"><title>List</title><main><h1>List</h1><ul>
<li>One</li><li>Two</li><li {marks}>{third}</li><li>Four</li></ul></main>"""


@pytest.fixture
def page(page: Page) -> Page:
    """A page of nobody, on which no policy says what may be written."""
    page.goto("about:blank")
    return page


@pytest.mark.parametrize(
    ("marks", "third", "rule"),
    [
        ('style="color: #ddd"', "Three", "color-contrast"),
        ('style="font-size: 30px"', '<b style="color: #aaa">Three</b>', "color-contrast"),
        ('style="background: #333"', "Three", "color-contrast"),
        ("", "<a href='/'></a>", "link-name"),
        ("aria-hidden=true", "<a href='/'>Three</a>", "aria-hidden-focus"),
    ],
)
def test_one_of_many_that_is_wrong_is_found(page: Page, axe: Axe, marks: str, third: str, rule: str) -> None:
    page.set_content(PAGE.format(marks=marks, third=third))
    (fault,) = axe(page)
    assert fault.startswith(f"{rule}: ")


def test_where_all_are_wrong_one_is_named_and_nothing_is_left_behind(page: Page, axe: Axe) -> None:
    page.set_content(PAGE.replace("<li>", '<li style="color: #ddd">').format(marks="", third="Three"))
    before = page.content()
    assert axe(page)[0].startswith("color-contrast: ")
    assert page.content() == before


def test_where_things_stand_is_asked_again_at_another_width(page: Page, axe: Axe) -> None:
    page.set_content(PAGE.format(marks="", third='<input style="color: #ddd" value="Three">'))
    assert {fault.partition(":")[0] for fault in axe(page)} == {"color-contrast", "label"}
    assert {fault.partition(":")[0] for fault in axe(page, again=True)} == {"color-contrast"}
