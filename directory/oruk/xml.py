"""Elements of XML, written so that any text can stand in them."""

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

# XML holds no control characters but the tab and the ends of lines, and no half of a pair.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def root(name: str, namespace: str) -> Element:
    """The first element of a document whose names are of a namespace without a prefix."""
    register_namespace("", namespace)
    return Element(f"{{{namespace}}}{name}")


def add(parent: Element, name: str, words: str = "", **attributes: str) -> Element:
    """A further element, of the namespace of its parent."""
    namespace = parent.tag.partition("}")[0]
    child = SubElement(parent, f"{namespace}}}{name}", {key: _clean(value) for key, value in attributes.items()})
    child.text = _clean(words) or None
    return child


def written(element: Element) -> bytes:
    """A document, in UTF-8."""
    said: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return said


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words)
