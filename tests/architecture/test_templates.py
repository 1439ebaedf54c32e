"""Promises about every template: it compiles, what it imports is there, and something uses it."""

import re
from collections.abc import Iterator

from flask import Flask
from jinja2 import nodes

from directory.factory import TEMPLATES
from tests.architecture.repository import modules

OURS = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
RENDERED = re.compile(r'"([\w/-]+\.html)"')


def parsed(app: Flask, name: str) -> nodes.Template:
    assert app.jinja_env.loader
    source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, name)
    return app.jinja_env.parse(source, name)


def imports(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """Each macro that a template imports: where from, and its name."""
    for each in tree.find_all(nodes.FromImport):
        assert isinstance(each.template, nodes.Const)
        yield from ((each.template.value, name if isinstance(name, str) else name[0]) for name in each.names)


def others(tree: nodes.Template) -> Iterator[str]:
    """The templates that a template stands on."""
    yield from (source for source, _ in imports(tree))
    below = [each.template for each in tree.find_all(nodes.Extends)]
    for template in (*below, *(each.template for each in tree.find_all(nodes.Include))):
        assert isinstance(template, nodes.Const)
        yield template.value


def test_each_compiles(app: Flask) -> None:
    for name in OURS:
        app.jinja_env.get_template(name)  # names it, if it does not


def test_what_they_import_is_there_and_is_used(app: Flask) -> None:
    trees = {name: parsed(app, name) for name in OURS}
    offered: dict[str, set[str]] = {}
    for name, tree in trees.items():
        called = {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}
        for source, macro in imports(tree):
            offered[source] = offered.get(source) or {each.name for each in parsed(app, source).find_all(nodes.Macro)}
            assert macro in offered[source], f"{source} has no {macro}, which {name} wants"
            assert macro in called, f"{name} imports {macro} for nothing"


def test_every_template_is_used(app: Flask) -> None:
    waiting = {name for module in modules("directory/views") for name in RENDERED.findall(module.read_text())}
    assert waiting
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= {other for other in others(parsed(app, name)) if other in OURS} - used
    assert set(OURS) == used


def test_none_has_a_style_or_handler_that_the_content_policy_forbids() -> None:
    for name in OURS:
        source = (TEMPLATES / name).read_text()
        assert not re.search(r"\s(style|on[a-z]+)=", source), name
        assert "<style" not in source, name
        assert all("nonce=" in script for script in re.findall(r"<script[^>]*>", source)), name


def test_what_is_let_through_as_it_is_was_made_safe_before() -> None:
    for name in OURS:
        let_through = re.findall(r"{{([^}]*)\|\s*safe", (TEMPLATES / name).read_text())
        assert {each.strip() for each in let_through} <= {"jsonld", "picture"}, f"only a test of its own allows {name}"
        assert len(let_through) <= 1, name
