"""Bank accounts and codes of banks, all Latin: `KZ86125KZT5004100100`, `KKMFKZ2A`. Cyrillic models read К2 for KZ and lose digits so; `eng` reads them.

A word is taken over only where it has the build of such a number; an account's own check digits say whether it is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.ocr_strip import Reread

_ACCOUNT = lazy(r"(KZ\d{5}[A-Z\d]{13})[.,;:)]{0,2}")
_BANK = lazy(r"[A-Z]{4}KZ[A-Z\d]{2}[.,;:)]{0,2}")
_ALL_DIGITS = lazy(r"[КK][27](\d{18}[.,;:)]{0,2})")
_SIGNS = lazy(r"[^\W_]{7,22}[.,;:)]{0,2}")
_RATHER, _SURELY = 40.0, 60.0
_OFF = 2
_LEFT = 97


def account(word: Seen, far: Reread | None) -> Seen | None:
    """The word as `eng` reads it where that is an account or a bank's code, with KZ for К2 where all else is digits; None where it is no such number.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> from docpipe.readers.ocr_strip import Reread
    >>> account(Seen("К286125К2Т5004100100", 89, 0, 0, 90, 30, 0), Reread("KZ86125KZT5004100100", 80)).text
    'KZ86125KZT5004100100'
    >>> account(Seen("К7648562203108927451,", 89, 0, 0, 90, 30, 0), None).text
    'KZ648562203108927451,'
    """
    if plain := _ALL_DIGITS.fullmatch(word.text):
        return replace(word, text=f"KZ{plain[1]}")
    if far is None:
        return None
    alike = abs(len(far.text) - len(word.text)) <= _OFF and far.confidence >= _RATHER and bool(_SIGNS.fullmatch(word.text))
    if not alike or far.text == word.text or not (_ACCOUNT.fullmatch(far.text) or _BANK.fullmatch(far.text)):
        return None
    return replace(word, text=far.text, confidence=min(word.confidence, far.confidence))


def is_sure(word: Seen) -> bool:
    """Whether nothing speaks against it: an account divides by 97 with 1 left over; a bank's code has no such check, and was read surely.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> is_sure(Seen("KZ86125KZT5004100100", 50, 0, 0, 90, 30, 0)), is_sure(Seen("KZ86125KZT5004100108", 90, 0, 0, 90, 30, 0))
    (True, False)
    """
    found = _ACCOUNT.fullmatch(word.text)
    if found is None:
        return word.confidence >= _SURELY
    return int("".join(str(int(sign, 36)) for sign in found[1][4:] + found[1][:4])) % _LEFT == 1
