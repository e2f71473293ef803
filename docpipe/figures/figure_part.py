"""The words that make a figure a part of another: `из них`, `в том числе`, `оның ішінде`, `1541-і`, `150 из 200`, `of which`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe import vocabulary
from docpipe.figures.figure_move import qualified, same
from docpipe.language import predicates
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

if TYPE_CHECKING:
    from docpipe.figures.figure_place import Place
    from docpipe.figures.scene import Scene

_SEPARATED = lazy(r"[,;\n]|(?<!\w)(?:и|да|а также|либо|и ещё|және|әрі|and|as well as)(?!\w)", re.IGNORECASE)
_PREPOSITIONS = {"ru": "в|во|на|с|со|для|по|из|к|за|от|до|при|через|между", "en": "in|on|with|for|by|to|at|from|of|over|worth"}
_LEANS = lazy(r"(?:[\s,(]|а также|и|and)*(?:в|во|на|с|со|для|по|из|к|за|при|in|on|with|for|by|worth)\s", re.IGNORECASE)
_POSSESSED = lazy(r"[\d\s.,]{0,20}\d\s?-(?:с|[ае]?у)?[ыі](?:н|нда|нде|на|не|нан|нен|ның|нің|мен)?(?!\w)", re.IGNORECASE)
_OWNED_SCALE = lazy(
    r"(?:мың|миллион|миллиард|жүз|он|жиырма|астам|жуық|көб|басым)(?:ы|і|ын|ін|ына|іне|ында|інде)(?!\w)|(?:теңгес[і]|тоннас[ы])н?(?!\w)|(?:доллар|гектар|шақырым|келі|центнер)[ыі]н?(?!\w)|(?:екеу|үшеу|төртеу|бесеу|алтау|жетеу|біреу)(?:і|ін|ы)(?!\w)|жарты(?:сы|сын)(?!\w)",
    re.IGNORECASE,
)
_NOT_JOINED = r"(?!(?:немесе|және|олардың|оның|бұлардың|ал)\s)"
_GENITIVE = lazy(
    rf"\s?(?:{_NOT_JOINED}[^\W\d_]{{2,30}}\s){{0,2}}{_NOT_JOINED}[^\W\d_]{{2,30}}(?:ның|нің|дың|дің|тың|тің)\s(?:[^\W\d_]{{2,14}}\s){{0,1}}$",
    re.IGNORECASE,
)
_ABLATIVE = lazy(rf"-?(?:{_NOT_JOINED}[^\W\d_]{{0,30}}\s){{0,2}}[^\W\d_]{{0,30}}(?:дан|ден|тан|тен|нан|нен)\s$", re.IGNORECASE)
_OUT_OF = {
    "ru": lazy(
        r"(?:^|[\s,;(])(?:из|среди)\s(?:(?:общего числа|общего количества|всех|более чем|почти|свыше|более|порядка|около|[а-яё]{3,20}(?:ых|их))\s){0,2}$",
        re.IGNORECASE,
    ),
    "en": lazy(r"(?<!\w)(?:out of|of)\s(?:(?:the|a|total|all|more than|over|these|those|of)\s){0,3}$", re.IGNORECASE),
}
_OWNER = lazy(
    r"(?<![\w-])(?P<noun>[^\W\d_]{3,30}?)(?:(?:[лдт][ае]р)(?:[ыі])?)?(?:ның|нің|дың|дің|тың|тің)\s(?:[^\W\d_]{2,14}\s)?\Z", re.IGNORECASE
)
_OF_THEM = lazy(r"\s(?:из|среди) (?:которых|них)(?!\w)|\sof (?:which|whom|them|these|those)(?!\w)", re.IGNORECASE)
_TRAILS = lazy(r"\s(?:из|среди) (?:которых|них)[,.;)]|\sof (?:which|whom|them|these|those)[,.;)]", re.IGNORECASE)
"""Behind a figure: the turn is that figure's own (`преодолели 130 тыс. из них, что составляет 81 %`)."""
_LEAD = lazy(r"\s?[:–]?\s?(?P<lead>в|во|на|для|по|из|за|от|до|при|через|in|on|for|by|to|from|at|under)\s", re.IGNORECASE)
_AFTER_COMMA = lazy(
    r"[,;]\s(?:(?:а также|и|and)\s)?(?P<lead>в|во|на|для|по|из|за|от|до|при|через|in|on|for|by|to|from|at|under)\s[^,;]{3,60}$",
    re.IGNORECASE,
)
_SCENE = lazy(r"\s?(?:Всего|Так|Сегодня|По состоянию на|В|Во|На|По|За|С|In|As of|At|During)(?:\s[^,;:()]{1,80})?", re.IGNORECASE)
"""Where and when, at the head of a sentence."""
_LATTER = lazy(r"\s(?:of the latter|(?:из|от) последних)(?!\w)", re.IGNORECASE)
_ITEM, _ITEM_REACH = lazy(r"[;:]\s"), 160
_AIM = lazy(r"(?<!\w)(?:plan|target|plans|targets|план\w{0,2}|плановых|норматив\w{0,2}|уровн\w|level)(?!\w)", re.IGNORECASE)
_WHOSE = lazy(r"\s(?:которых|of whom|whose)(?!\w)", re.IGNORECASE)
_WHAT_OF_IT = lazy(r"\s[^\W\d_]{2,24}(?:ған|ген|қан|кен)[ыі]\s–\s(?:шамамен\s)?", re.IGNORECASE)
"""`оның игерілгені – 11 млрд теңге`"""
_IN_ANOTHER = lazy(r"\s(?:[^\W\d_]{2,24}\s){0,2}[^\W\d_]{2,24}(?:дағы|дегі|тағы|тегі)\s(?:[^\W\d_]{2,24}\s)?үлесі?", re.IGNORECASE)
"""`олардың бюджеттегі үлесі 22 %`: of the budget."""
_AGAIN = lazy(r"\s?[,(]?\s?(?:–|немесе|яғни|или|то есть|or|\()\s?(?:шамамен\s|около\s)?", re.IGNORECASE)
_DASH = lazy(r"[–:]\s$")
_BETWEEN = lazy(r"[^,;:.()]{0,40}\(?(?:из|of)?[^,;:.()]{0,40}$")


def marker(place: Place) -> int | None:
    """Where in the packet the last word that opens a part before the figure ends; None where there is none."""
    start = place.figure.amount.span.start
    if _OF_THEM.match(place.text, place.figure.amount.span.end, place.right) or (
        place.is_relative and _WHOSE.match(place.text, place.figure.amount.span.end, place.right)
    ):
        return place.figure.amount.span.start
    found = list(_markers(place.language).finditer(place.text, place.left, place.figure.amount.figure.start))
    if not found:
        return None
    last = found[-1]
    if last.start() - place.left < 2 and _is_of_former(place, last.end()):
        return None
    if last.group().lower() in vocabulary.table("relations")["part"]["weak"] and predicates.has(
        place.text[last.end() : place.figure.amount.figure.start], place.language
    ):
        return None
    if _base().search(place.text, last.end(), place.figure.amount.figure.start):
        return None
    between = place.text[last.end() : place.figure.amount.figure.start]
    if last["their"] and not (is_possessed(place) or start - last.end() < 2 or place.is_relative or _WHAT_OF_IT.fullmatch(between)):
        return None
    if last["their"] and _IN_ANOTHER.match(between):
        return None
    return last.end()


def _is_of_former(place: Place, end: int) -> bool:
    """`130 тыс. из них, что составляет 81 %`, `у 731 из них выявлены нарушения, доначислено 2 млрд`: the turn is the former figure's own."""
    if not _OF_THEM.match(place.text, place.left, end):
        return False
    between = place.text[end : place.figure.amount.figure.start]
    return bool(_TRAILS.match(place.text, place.left, end + 2)) or ("," in between and predicates.has(between, place.language))


def is_weak(place: Place) -> bool:
    """True where the last turn before the figure is one that does not reach back over the sentence: `в частности`, `including`."""
    found = list(_markers(place.language).finditer(place.text, place.left, place.figure.amount.figure.start))
    return bool(found) and found[-1].group().lower() in vocabulary.table("relations")["part"]["weak"]


def has_marker(text: str, start: int, end: int, language: str) -> bool:
    """True where a turn of parts stands between the two offsets."""
    return bool(_markers(language).search(text, start, end))


def opens(text: str, start: int, end: int, language: str) -> bool:
    """True where a turn that opens parts stands at the end of the stretch: `…, из них:`."""
    matches = list(_markers(language).finditer(text, start, end))
    return bool(matches) and not re.search(r"\w", text[matches[-1].end() : end])


@cache
def _markers(language: str) -> re.Pattern[str]:
    words = sorted(vocabulary.table("relations")["part"][language], key=len, reverse=True)
    their = [word for word in words if word in ("олардың", "бұлардың", "солардың", "оның", "соның", "бұның")]
    plain = [word for word in words if word not in their]
    return compiled(
        rf"(?<!\w)(?:(?P<plain>{'|'.join(plain)})|(?P<their>{'|'.join(their) or '(?!)'}))(?!\w)".replace(" ", r"\s"), re.IGNORECASE
    )


@cache
def _base() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(vocabulary.table('relations')['part']['base'])})(?!\w)", re.IGNORECASE)


def goes_on(place: Place, *, verbal: bool = False) -> bool:
    """True where the figure is one more item of the list that the figure before it stands in; `verbal` lists have a predicate each."""
    if not _SEPARATED.search(place.before):
        return False
    own = place.text[max(place.left, place.figure.clause.start) : place.figure.amount.figure.start]
    return not leans(place) and (place.language == "kk" or verbal or not predicates.has(own, place.language))


def is_led(place: Place) -> bool:
    """True where a preposition stands right before the figure."""
    words = _PREPOSITIONS.get(place.language)
    return bool(words and qualified(words, place.language).search(place.before))


def leans(place: Place) -> bool:
    """True where a preposition leads to the figure: `в 5 районах`, `с охватом 50 человек`, `на сумму 3 млн тенге`."""
    own = place.text[max(place.left, place.figure.clause.start) : place.figure.amount.figure.start]
    return not _DASH.search(own) and place.language != "kk" and (is_led(place) or bool(_LEANS.match(own)))


def lead(place: Place, *, listed: bool = False) -> str | None:
    """The preposition that the words of a part begin with: `в том числе на образование 131,4 млрд`; `listed`: of one behind a comma."""
    if listed:
        match = _AFTER_COMMA.search(place.before)
    else:
        found = list(_markers(place.language).finditer(place.text, place.left, place.figure.amount.figure.start))
        match = _LEAD.match(place.text, found[-1].end(), place.figure.amount.figure.start) if found else None
    return match["lead"].lower() if match else None


def is_item(scene: Scene, whole: Place) -> bool:
    """True where the whole is itself an item of a list within its sentence: `налоги: НДС – 6,1 трлн, в том числе …; ИПН – 2,7 трлн`."""
    if whole.figure.sentence is None:
        return False
    start, end = scene.sentences[whole.figure.sentence].span.start, whole.figure.amount.span.start
    return bool(_ITEM.search(whole.text, max(start, end - _ITEM_REACH), end))


def is_of_last(place: Place) -> bool:
    """`67 % of the latter`: of the figure right before."""
    return place.is_relative and bool(_LATTER.match(place.text, place.figure.amount.span.end, place.right))


def is_possessed(place: Place) -> bool:
    """True for a Kazakh figure that belongs to a whole: `1541-і`, `5 мыңы`, `жартысы`."""
    if place.language != "kk":
        return False
    amount = place.figure.amount
    return bool(_POSSESSED.match(place.text, amount.figure.start, amount.span.end + 10) or owns_scale(place))


def owns_scale(place: Place) -> bool:
    """`5 мыңы`, `жартысы`: the ending stands on the word of scale, nothing counted can follow."""
    amount = place.figure.amount
    return place.language == "kk" and bool(_OWNED_SCALE.search(place.text, amount.figure.start, amount.span.end + 3))


def is_owned(place: Place) -> bool:
    """`200 мектептің 40 пайызы`, `200-ден 150-і`: the figure before stands in the genitive or ablative."""
    return place.language == "kk" and bool(_GENITIVE.fullmatch(place.before) or (is_possessed(place) and _ABLATIVE.fullmatch(place.before)))


def owner(place: Place) -> str | None:
    """The noun in the genitive before the part, with which its sentence speaks of the whole again: `Жобалардың 51-і`."""
    match = _OWNER.search(place.before)
    return match["noun"] if match else None


def is_whole_behind(place: Place) -> bool:
    """`150 из 200 дел`: this figure is the whole of the one right before it."""
    pattern = _OUT_OF.get(place.language)
    return bool(
        pattern
        and pattern.search(place.before)
        and _BETWEEN.match(place.before)
        and not _AIM.search(place.before)
        and not re.search(r"[,;:.]|\((?!из\s|of\s)", place.before, re.IGNORECASE)
    )


def opens_sentence(place: Place) -> bool:
    """`Из 200 дел …`, `В области из 200 дел …`: this figure is the whole of what follows in its sentence."""
    pattern = _OUT_OF.get(place.language)
    match = pattern.search(place.before) if pattern else None
    lead = place.before[: match.start()] if match else ""
    return bool(match) and (not re.search(r"\w", lead) or bool(_SCENE.fullmatch(lead) and not predicates.has(lead, place.language)))


def is_same(place: Place) -> bool:
    """`150 дел, или 75 %`, `150 дел (75 %)`: the figure says in another unit what the one before says."""
    return place.is_relative and bool(same(place.language).search(place.before))


def is_aside(place: Place) -> bool:
    """True for the figure that another is compared with: `(АППГ – 203)`, `годом ранее – 4 870`, `чем в 2023 году (9 229)`."""
    return bool(_compared().search(place.text, max(place.left, place.figure.amount.span.start - 80), place.figure.amount.span.start))


@cache
def _compared() -> re.Pattern[str]:
    words = "|".join(vocabulary.table("relations")["part"]["compared"])
    return compiled(rf"(?<!\w)(?:{words})(?!\w)[^,;]{{0,60}}$|\([^()]{{0,60}}$".replace(" ", r"\s"), re.IGNORECASE)


def says_again(share: Place, place: Place) -> bool:
    """`оның жартысы – 64 млн теңге`, `үштен бірі немесе 230 млн теңгесі`: the figure says in full what the share before it does."""
    return share.figure.amount.unit in ("share", "%") and not place.is_relative and _AGAIN.fullmatch(place.before) is not None


def is_total(place: Place) -> bool:
    """True where the words before the figure say that it is the sum of what follows: `всего – 208`."""
    return bool(_total().search(place.text, max(place.left, place.figure.amount.span.start - 60), place.figure.amount.figure.start))


@cache
def _total() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(vocabulary.table('relations')['part']['total'])})(?!\w)".replace(" ", r"\s"), re.IGNORECASE)


def share_of(place: Place) -> str | None:
    """The words behind `от общего числа`, for a percentage."""
    match = (
        _share().search(
            place.text, max(place.left, place.figure.amount.span.start - 80), min(place.right, place.figure.amount.span.end + 80)
        )
        if place.is_relative
        else None
    )
    return match["what"] if match else None


@cache
def _share() -> re.Pattern[str]:
    words = "|".join(vocabulary.table("relations")["part"]["share"])
    return compiled(rf"(?<!\w)(?:{words})\s(?P<what>[^,;.()]{{3,60}})".replace(" ", r"\s"), re.IGNORECASE)
