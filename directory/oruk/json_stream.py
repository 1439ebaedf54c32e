"""Reading JSON from a stream value by value, so that a large file is never held whole."""

import codecs
import json
from typing import Any, BinaryIO, Final

LONGEST_VALUE: Final = 8_000_000
"""Characters of one value; so much is held, and no more."""

_CHUNK = 262_144
_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder()


class JsonError(ValueError):
    """The text is not JSON.

    Attributes:
        ended: it is as far as it goes, but it stops in the middle.
    """

    def __init__(self, *, ended: bool) -> None:
        super().__init__("ends in the middle" if ended else "is not JSON")
        self.ended = ended


class JsonStream:
    """The text of a stream, in UTF-8 with or without a mark of byte order, and a place in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def takes(self, sign: str) -> bool:
        """Whether the next character is this sign; if so, go past it."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def take(self, sign: str) -> None:
        """Go past this sign.

        Raises:
            JsonError: there is another, or none.
        """
        if not self.takes(sign):
            raise JsonError(ended=not self.peek())

    def take_end(self) -> None:
        """See that nothing is left but blanks.

        Raises:
            JsonError: there is something.
        """
        if self.peek():
            raise JsonError(ended=False)

    def value(self) -> Any:
        """The value that begins at this place.

        Raises:
            JsonError: there is none.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as fault:
                # What is not JSON so far may be so with what follows.
                if not self._more():
                    raise JsonError(ended=_is_at_end(fault)) from fault
            except (ValueError, RecursionError) as fault:
                raise JsonError(ended=False) from fault
            else:
                # A number may go on in the next piece of the stream; so may what looks like its end, as in "1.", "1e+".
                if end + len("e+") < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _more(self) -> bool:
        """Hold more of the stream, from the present place on; False at its end."""
        held = len(self._text) - self._at
        if self._ended or held > LONGEST_VALUE:
            return False
        # As much again as there is, so that even a long value is looked at only a few times.
        piece = self._stream.read(max(_CHUNK, held))
        self._ended = not piece
        try:
            text = self._decoder.decode(piece, final=self._ended)
        except UnicodeDecodeError as fault:
            raise JsonError(ended=False) from fault
        if self._ended:
            return False
        self._text = self._text[self._at :] + text
        self._at = 0
        return True


def _is_at_end(fault: json.JSONDecodeError) -> bool:
    return fault.pos >= len(fault.doc.rstrip()) or fault.msg.startswith("Unterminated")
