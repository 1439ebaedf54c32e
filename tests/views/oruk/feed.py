"""The Open Referral UK feed, asked as another system asks it."""

import json
from typing import Any

from werkzeug.test import TestResponse

from tests.checking_client import CheckingClient

Document = dict[str, Any]


class Feed:
    """Asks for addresses below /oruk/v3."""

    def __init__(self, client: CheckingClient) -> None:
        self.client = client

    def get(self, path: str, headers: dict[str, str] | None = None, /, **parameters: Any) -> TestResponse:
        """Whatever is answered; parameters of None are left out."""
        given = {name: value for name, value in parameters.items() if value is not None}
        return self.client.get(f"/oruk/v3{path}", query_string=given or None, headers=headers)

    def document(self, path: str, **parameters: Any) -> Document:
        """What has to be a document."""
        answer = self.get(path, **parameters)
        assert answer.status_code == 200, answer.text
        assert answer.mimetype == "application/json"
        document = answer.get_json()
        assert isinstance(document, dict)
        return document

    def every(self, path: str, **parameters: Any) -> list[Document]:
        """All records of a list, as lines."""
        answer = self.get(path, format="ndjson", **parameters)
        assert answer.status_code == 200, answer.text
        assert answer.mimetype == "application/x-ndjson"
        return [json.loads(line) for line in answer.text.splitlines()]

    def ids(self, path: str, **parameters: Any) -> set[str]:
        """The ids of all records of a list."""
        found = [document["id"] for document in self.every(path, **parameters)]
        assert len(found) == len(set(found)), "a record was told twice"
        return set(found)
