"""Pages of which all is there."""

from playwright.sync_api import Page


def whole(page: Page) -> Page:
    """A page, once all of it has come.

    A press waits only until the first words of the next page are there, and what a script says of half a page is about
    that half.
    """
    page.wait_for_load_state()
    return page
