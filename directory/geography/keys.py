"""Postcodes as numbers, so that 2.7 million of them are sorted, kept and found in a few bytes each.

A postcode's key is `sector number * UNITS + unit number`: keys sort as the text does, all postcodes of a
sector lie together, and so do all sectors of an outward code.
"""

import numpy as np
import numpy.typing as npt

from directory.geography.postcodes import Outcode, Postcode, Sector

UNITS = 26 * 26
"""How many pairs of letters can end a postcode; the six that are never used cost nothing but holes."""

SECTORS = 10
"""How many sectors an outward code can have: one a digit."""

_ENDS = 37
"""What can follow the first digit of an outward code: nothing, a digit or a letter."""

_AREA = 10 * _ENDS
"""How many outward codes begin with the same one or two letters."""

_SECONDS = 27
"""What can follow the first letter: nothing, or a letter."""

_WITHOUT_DIGIT = ("GIR", "NPT")
_FIRST_WITHOUT_DIGIT = 27 * _SECONDS * _AREA
"""Past every outward code that has a digit."""

Keys = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_LETTER_A, _DIGIT_0, _SPACE = ord("A"), ord("0"), ord(" ")


def outcode_number(outcode: Outcode) -> int:
    """The number of an outward code, below 2**19."""
    outward = outcode.outward
    if outward in _WITHOUT_DIGIT:
        return _FIRST_WITHOUT_DIGIT + _WITHOUT_DIGIT.index(outward)
    letters = len(outcode.area)
    second = ord(outward[1]) - _LETTER_A + 1 if letters > 1 else 0
    last = int(outward[letters + 1], 36) + 1 if len(outward) > letters + 1 else 0
    return ((ord(outward[0]) - _LETTER_A + 1) * _SECONDS + second) * _AREA + int(outward[letters]) * _ENDS + last


def sector_number(sector: Sector) -> int:
    """The number of a sector, below 2**22."""
    return outcode_number(sector.outcode) * SECTORS + int(sector.digit)


def unit_number(postcode: Postcode) -> int:
    """The number of a postcode within its sector, from its last two letters; below `UNITS`."""
    return (ord(postcode.inward[1]) - _LETTER_A) * 26 + ord(postcode.inward[2]) - _LETTER_A


def sector_of_number(number: int) -> Sector:
    """The sector with this number."""
    outward, digit = divmod(number, SECTORS)
    return Sector(_outward(outward), str(digit))


def postcode_of_numbers(sector: int, unit: int) -> Postcode:
    """The postcode with this sector number and unit number."""
    outward, digit = divmod(sector, SECTORS)
    first, second = divmod(unit, 26)
    return Postcode(_outward(outward), f"{digit}{chr(first + _LETTER_A)}{chr(second + _LETTER_A)}")


def _outward(number: int) -> str:
    if number >= _FIRST_WITHOUT_DIGIT:
        return _WITHOUT_DIGIT[number - _FIRST_WITHOUT_DIGIT]
    letters, rest = divmod(number, _AREA)
    first, second = divmod(letters, _SECONDS)
    digit, last = divmod(rest, _ENDS)
    area = chr(first - 1 + _LETTER_A) + (chr(second - 1 + _LETTER_A) if second else "")
    return f"{area}{digit}" + ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last - 1] if last else "")


def keys_of(texts: npt.NDArray[np.bytes_]) -> Keys:
    """The key of each postcode in an array of seven-byte texts; -1 for what is not well formed.

    The form is that of the national files: outward half to the left, inward half to the right ("B1  1AA",
    "DL3 9AA", "SW1A1AA").
    """
    characters = texts.astype("S7").view(np.uint8).reshape(-1, 7)
    outward, inward = characters[:, :4], characters[:, 4:]
    numbers = _outward_numbers(outward)
    digit, letters = inward[:, 0].astype(np.int64) - _DIGIT_0, inward[:, 1:].astype(np.int64) - _LETTER_A
    right = (digit >= 0) & (digit < 10) & np.isin(inward[:, 1:], _UNIT_LETTERS).all(axis=1)
    keys = (numbers * SECTORS + digit) * UNITS + letters[:, 0] * 26 + letters[:, 1]
    return np.where(right & (numbers >= 0), keys, -1)


_UNIT_LETTERS = np.frombuffer(b"ABDEFGHJLNPQRSTUWXYZ", np.uint8)


def _outward_numbers(outward: Bytes) -> Keys:
    """`outcode_number` of each row of four bytes, padded with spaces; -1 for what is not well formed."""
    is_letter = (outward >= _LETTER_A) & (outward < _LETTER_A + 26)
    is_digit = (outward >= _DIGIT_0) & (outward < _DIGIT_0 + 10)
    blank = outward == _SPACE
    two = is_letter[:, 1]
    # With one letter before the digit everything stands one place further left.
    at = np.where(two, 2, 1)[:, None]
    digit = np.take_along_axis(outward, at, axis=1)[:, 0]
    last = np.take_along_axis(outward, at + 1, axis=1)[:, 0]
    ends = two | blank[:, 3]
    right = (
        is_letter[:, 0]
        & np.take_along_axis(is_digit, at, axis=1)[:, 0]
        & np.take_along_axis(is_letter | is_digit | blank, at + 1, axis=1)[:, 0]
        & ends
    )
    first = outward[:, 0].astype(np.int64) - _LETTER_A + 1
    second = np.where(two, outward[:, 1].astype(np.int64) - _LETTER_A + 1, 0)
    numbers = (first * _SECONDS + second) * _AREA + (digit.astype(np.int64) - _DIGIT_0) * _ENDS + _LAST[last]
    numbers = np.where(right, numbers, -1)
    for place, name in enumerate(_WITHOUT_DIGIT):
        numbers[(outward == np.frombuffer(f"{name:<4}".encode(), np.uint8)).all(axis=1)] = _FIRST_WITHOUT_DIGIT + place
    return numbers


def _last_characters() -> npt.NDArray[np.int64]:
    numbers = np.zeros(256, np.int64)
    for number, character in enumerate(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=1):
        numbers[character] = number
    return numbers


_LAST = _last_characters()
"""The last character of an outward code, by byte, to its number; 0 for the blank of a code that has none."""
