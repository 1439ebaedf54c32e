"""The demonstration district, for whoever has a story to tell in it."""

import pytest
from jinja2 import FileSystemBytecodeCache

from config import Settings
from directory.factory import create_app
from directory.resources import Resources
from tests.checking_client import CheckingClient


@pytest.fixture
def client(demonstration: Resources, _templates: FileSystemBytecodeCache) -> CheckingClient:
    """A browser in the demonstration district."""
    app = create_app(Settings(home=demonstration.home, demonstration=True), demonstration)
    app.jinja_env.bytecode_cache = _templates
    app.test_client_class = CheckingClient
    opened = app.test_client()
    assert isinstance(opened, CheckingClient)
    return opened
