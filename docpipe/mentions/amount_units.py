"""Units beside a number: `25 млн тенге`, `$5 млн`, `75 874 кв.м.`, `в 2 раза`, `500-кратного МРП`, `45 %-ға`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from docpipe.mentions.amount_terms import LETTER, Term, case, forms
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_IN = lazy(r"(?<!\w)во?[ ]{1,2}\Z")
_PER_HECTARE = lazy(r"(?<!\w)(?:гектар(?:ынан|ына|дан|а)|га)(?: (?:\w{2,12}|орта есеппен)){0,2}(?: [\d,]{1,6} центнер(?:ден|нен))? \Z")
_SIGN_ENDING = lazy(
    rf"[-–]?(?:с?[ыі]?(?:н[ыі]ң|[дт][ыі]ң?|н[ыі]|[ғгқк][ае]|[дтн][ае]н|н?[дт][ае](?:ғы|гі)?|н[ае]|[мбп]ен|н)?|д[ыі][қк]\w{{0,4}})(?![{LETTER}\d])"
)
_LONE_LETTER = lazy(r"\.[ ]?[а-яёәғқңөұүһі]\.")
_OF_THEM = lazy(r"\d-(?:с|[ае]у)?[ыі]\Z")
"""`49-ы күн` are 49 of the things named, no days."""
_AGE_KK = lazy(r" жас(?:қа|ты|тан|та)?(?!\w)")
"""`75,1 жас` is a mean age; a whole number of `жас` may count the young."""
_DEGREES = lazy(rf"[ ]градус(?!н|ты|ти)[{LETTER}]{{0,6}}(?![{LETTER}])")
_WEATHER = lazy(
    rf"(?<![{LETTER}])(?:температур|минус|ауа|аяз|суыт|суық|жылыт|жылын|жылы(?![{LETTER}])|ысыт|ысиды|ыстық|аптап|салқын|қызу|мороз|тепл|жар[аы]|жарк|холод|похолод|потепл|воздух|нагре|прогре|остыл)"
)
_STOP = lazy(r"[.!?;]\s|\n")
_NEAR = 60
_YEARS = (1000, 2199)
NO_YEARS = lazy(r"\s{1,3}(?:годом\s{1,3}(?:ранее|раньше)|год(?:у|а|ом)\s{1,3}до\s{1,3}н)")
"""`12 миллиардов годом ранее` are no years."""


@cache
def after() -> re.Pattern[str]:
    """Any unit as it stands after a number; the group that matched tells which (`code`)."""
    rows = table("units")["after"]
    return compiled("|".join(f"(?P<u{number}>{forms(tuple(row))})" for number, row in enumerate(rows.values())))


@cache
def _codes() -> tuple[str, ...]:
    return tuple(table("units")["after"])


@cache
def _starts() -> frozenset[str]:
    """The characters that a unit may begin with: most words after a number are none, and that is seen at once."""
    return frozenset(form[0] for row in table("units")["after"].values() for form in row)


@cache
def _before() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table("units")["before"]
    return tuple((compiled(rf"(?<![{LETTER}]){forms(tuple(row))}[ ]?\Z"), code) for code, row in rows.items())


@cache
def _small() -> dict[str, tuple[int, re.Pattern[str]]]:
    return {code: (row["of"], compiled(rf"[ ]{{0,2}}{forms(tuple(row['forms']))}")) for code, row in table("units")["small"].items()}


def measure(text: str, term: Term) -> Term:
    """The number with its unit, if one stands at it; as it was, if none."""
    if before := _standing_before(text, term):
        return before
    if _OF_THEM.search(text, max(term.start, term.end - 5), term.end):
        return term
    found = _at(text, term.end) or (_at(text, term.inner) if term.inner else None)
    if found and (told := _per(text, term, *found)):
        return replace(term, end=told[1], unit=told[0])
    if found is None and (heat := _DEGREES.match(text, term.end)) and _of_weather(text, term.start, heat.end()):
        return replace(term, end=heat.end(), unit="°C")
    if found is None and term.step < 1 and term.scale == 1 and (age := _AGE_KK.match(text, term.end)):
        return replace(term, end=age.end(), unit="year")
    if found is None or not _fits(text, term, *found):
        return term
    code, end = found
    end = max(end, term.end)
    if code.endswith("/100"):
        return replace(term, end=end, unit=code[:3], raw=term.value / 100, scale=1, step=term.step / 100, rule="coins")
    over_area = code == "c" and _PER_HECTARE.search(text, max(0, term.start - 40), term.start)
    return replace(term, end=end, unit="c/ha" if over_area else code)


def _of_weather(text: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of the weather or of a fever, so that its degrees are those of heat."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(_WEATHER.search(_STOP.split(before)[-1]) or _WEATHER.search(_STOP.split(after)[0]))


@cache
def _denominators() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table("units")["per"]
    behind = "|".join(sorted(map(re.escape, rows["behind"]), key=len, reverse=True))
    before = "|".join(rows["before_kk"])
    return compiled(rf"/[ ]?({behind})(?![{LETTER}\d²³])"), compiled(
        rf"(?<!\w)({before})[ ](?:(?:орта есеппен|шамамен)[ ])?(?:\d{{1,4}}[ ]?[-–][ ]?)?\Z"
    )


def _per(text: str, term: Term, code: str, end: int) -> tuple[str, int] | None:
    """The measure with what it is told of, and where it ends: `25 м/с`, `3 500 м³/с`, `секундына 25 метр`; `5 л/с` are of the staff."""
    rows = table("units")["per"]
    symbol = rows["symbols"].get(code) or (table("units")["printed"].get(code) if code in ("mg", "µg", "ml") else None)
    if symbol is None:
        return None
    behind, before = _denominators()
    if (match := behind.match(text, end)) and (code, match[1]) != ("l", "с"):
        made, end = f"{symbol}/{rows['behind'][match[1]]}", match.end()
    elif led := before.search(text, max(0, term.start - 40), term.start):
        made = f"{symbol}/{rows['before_kk'][led[1]]}"
    else:
        return None
    return {"км/ч": "km/h", "м/с": "m/s", "м³/с": "m³/s", "ц/га": "c/ha"}.get(made, made), end


def with_preposition(text: str, term: Term) -> Term:
    """`в 2 раза` as a whole."""
    preposition = _IN.search(text, max(0, term.start - 4), term.start) if term.unit == "times" else None
    return replace(term, start=preposition.start()) if preposition else term


def measure_late(text: str, term: Term) -> Term:
    """The unit behind the word that follows a Kazakh figure: `5 мыңнан астам теңге`, `10 миллионға жуық тонна`."""
    found = _at(text, term.end) if term.unit == "count" and text[term.end : term.end + 1] == " " else None
    if found is None or not _fits(text, term, *found):
        return term
    return replace(term, unit=found[0], end=found[1])


def _standing_before(text: str, term: Term) -> Term | None:
    window = max(0, term.start - 12)
    if term.start and text[term.start - 1] in " ₸$€£¥₽tdrby":
        for pattern, code in _before():
            if match := pattern.search(text, window, term.start):
                start = match.start()
                following = _at(text, term.end)
                same = following is not None and following[0] == code
                return replace(term, start=start, unit=code, end=following[1] if same and following else term.end)
    return None


def _at(text: str, at: int) -> tuple[str, int] | None:
    """The unit that stands at a place, blanks before it, and where it ends with its Kazakh ending."""
    while text[at : at + 1] == " ":
        at += 1
    if text[at : at + 1] not in _starts():
        return None
    match = after().match(text, at)
    if match is None or match.lastgroup is None:
        return None
    end = match.end()
    if text[end - 1] in "%$€₸²³" or text[end : end + 1] == "-":
        ending = _SIGN_ENDING.match(text, end)
        end = ending.end() if ending else end
    return _codes()[int(match.lastgroup[1:])], end


def _fits(text: str, term: Term, code: str, end: int) -> bool:
    """Not a year's name (`2021 жыл`), not a letter of an abbreviation (`5 т.б.`)."""
    if code == "year" and term.said == "figures" and _YEARS[0] <= term.raw <= _YEARS[1] and term.scale == 1:
        return False
    if code == "year" and NO_YEARS.match(text, term.end):
        return False
    letter = text[term.end : end].strip()
    return len(letter) > 1 or not letter.isalpha() or (term.said == "figures" and _is_letter_alone(text, letter, end))


def _is_letter_alone(text: str, letter: str, end: int) -> bool:
    """Whether one letter behind a figure can be a unit: `10 т`, `200 г`; not `т.д.`, `5 л/с`, `г. Сарань`."""
    follows = text[end : end + 1]
    return not (follows in ("/", "-") or (letter == "г" and follows == ".") or _LONE_LETTER.match(text, end))


def add_small(text: str, terms: list[Term]) -> list[Term]:
    """`300 тенге 50 тиын`, `2 часа 30 минут`, `5 км 300 м` as one number in the greater unit."""
    out: list[Term] = []
    for term in terms:
        joined = _with_small(text, out[-1], term) if out else None
        if joined is None:
            out.append(term)
        else:
            out[-1] = joined
    return out


def _with_small(text: str, great: Term, little: Term) -> Term | None:
    if text[great.end : little.start].strip() not in ("", "и") or great.value != int(great.value) or great.low is not None:
        return None
    if case(text, great.start, great.end) == "ablative":
        return None
    if little.rule == "coins" and great.unit == little.unit and little.raw < 1:
        return replace(great, end=little.end, figure_end=little.end, raw=great.value + little.raw, scale=1, step=little.step)
    of, pattern = _small().get(great.unit, (0, None))
    match = pattern.match(text, little.figure_end) if pattern and little.scale == 1 and little.raw < of else None
    if match is None:
        return None
    raw = great.value + little.raw / Decimal(of)
    return replace(great, end=match.end(), figure_end=match.end(), raw=raw, scale=1, step=Decimal(1) / of)
