"""Languages by their English names: those that directories of the United Kingdom name.

Codes of ISO 639: of two letters where there are such, else of three.
"""

from typing import Final

_NAMES: Final = """
akan ak, albanian sq, amharic am, arabic ar, armenian hy, bengali bn, british sign language bfi, bsl bfi, bulgarian bg,
burmese my, cantonese yue, catalan ca, chinese zh, cornish kw, croatian hr, czech cs, danish da, dari prs, dutch nl,
english en, estonian et, farsi fa, filipino fil, finnish fi, flemish nl, french fr, gaelic gd, georgian ka, german de,
greek el, gujarati gu, hausa ha, hebrew he, hindi hi, hungarian hu, igbo ig, irish ga, italian it, japanese ja,
kannada kn, korean ko, kurdish ku, latvian lv, lithuanian lt, malay ms, malayalam ml, mandarin cmn, marathi mr,
mirpuri phr, nepali ne, norwegian no, pashto ps, persian fa, polish pl, portuguese pt, punjabi pa, panjabi pa,
romanian ro, romani rom, russian ru, scots sco, scottish gaelic gd, serbian sr, shona sn, sinhala si, slovak sk,
slovenian sl, somali so, sorani ckb, spanish es, swahili sw, swedish sv, sylheti syl, tagalog tl, tamil ta, telugu te,
thai th, tigrinya ti, turkish tr, twi tw, ukrainian uk, urdu ur, vietnamese vi, welsh cy, cymraeg cy, yiddish yi,
yoruba yo, zulu zu
"""

CODES: Final = {
    name.strip(): code for name, _, code in (each.rpartition(" ") for each in " ".join(_NAMES.split()).split(", "))
}
"""Name in small letters → code."""
