"""What a text that is still being typed may become: needs, services and groups for the words, postcodes and places for
the place. Nothing of it is kept, and no log has it.
"""

from collections.abc import Iterable

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from directory.views.context import resources
from directory.views.guards import open_to_all

blueprint = Blueprint("suggest", __name__)

SHOWN = 8
"""Suggestions at a time; more are not read while somebody is on the telephone."""

_ASKED = 5 * SHOWN
"""Services of one name are one suggestion, so more are asked for than are shown."""

_LONGEST = 100


@blueprint.get("/suggest")
@open_to_all
def suggest() -> ResponseReturnValue:
    """A list of ``{"text", "kind"}``: what goes into the box, and whether it is a need, a service, a group or a
    place.
    """
    words, place = (request.args.get(name, "")[:_LONGEST] for name in ("q", "place"))
    found = _places(place) if place.strip() else _in_words(words)
    return jsonify([{"text": text, "kind": kind} for text, kind in found])


def _in_words(typed: str) -> list[tuple[str, str]]:
    found = ((each.label, each.kind) for each in resources().index.suggest(typed, limit=_ASKED))
    return _each_once(found)


def _places(typed: str) -> list[tuple[str, str]]:
    return _each_once((each.text, "place") for each in resources().gazetteer.suggest(typed, limit=SHOWN))


def _each_once(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first suggestions, each text once: a need before a service that is called like it.

    Needs get half of the places, services and groups the other, and each what the other does not use.
    """
    kinds: dict[str, str] = {}
    for text, kind in found:
        kinds.setdefault(text, kind)
    needs = [pair for pair in kinds.items() if pair[1] == "need"]
    others = [pair for pair in kinds.items() if pair[1] != "need"]
    room = SHOWN - min(len(others), SHOWN // 2)
    return [*needs[:room], *others][:SHOWN]
