"""What a line announces by its own words: a salutation, an executor, the heading of an order.

The patterns are in `vocabulary/cues.toml`; what a line without a cue is depends on where it stands (`segments`, `documents`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.layout import requisites
from docpipe.layout.lines import count
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from docpipe.layout.lines import Line

Role = Literal[
    "letterhead", "contact", "strip", "order_head", "inquiry_head", "annex_head", "address", "reply", "salutation", "title",
    "body", "enclosure", "closing", "signature", "executor", "phone", "copy", "approval", "incoming", "outgoing", "mark", "caps", "order_verb",
    "kind_head",
]  # fmt: skip

_ORDERED: tuple[tuple[Role, str], ...] = (
    ("approval", "approval"), ("order_head", "order_head"), ("inquiry_head", "inquiry_head"), ("salutation", "salutation"),
    ("closing", "closing"), ("executor", "executor"), ("incoming", "incoming"), ("outgoing", "outgoing"), ("copy", "copy"),
    ("annex_head", "annex_head"), ("enclosure", "enclosure"), ("order_verb", "order_verb"),
)  # fmt: skip
MARKS = ("eds", "restricted", "secret", "control", "draft", "true_copy", "urgent")

_INITIALS = rf"[{UPPER}](?:ж|з)?\.\s?(?:-?[{UPPER}](?:ж|з)?\.)?"
_SURNAME = rf"[{UPPER}][{LOWER}{UPPER}]{{1,30}}(?:-[{UPPER}][{LOWER}]{{1,30}})?"
NAME = lazy(rf"(?:{_INITIALS}\s{{0,3}}{_SURNAME}|{_SURNAME}\s{{1,3}}{_INITIALS})(?![{LOWER}])")
_NAME_ALONE = lazy(rf"(?:{_INITIALS}\s{{0,3}}{_SURNAME}|{_SURNAME}\s{{1,3}}{_INITIALS}|{_SURNAME}|[{UPPER}]\.(?:\s?[{UPPER}]\.)?)\s?")
_FULL_NAME = lazy(
    rf"{_SURNAME}\s{{1,3}}[{UPPER}][{LOWER}]{{1,30}}\s{{1,3}}[{UPPER}][{LOWER}]{{2,30}}(?:ұлы|қызы|улы|кызы|вич|вна|ич|ична)(?![{LOWER}])"
)
_NAMESAKE = lazy(rf"(?:{NAME.pattern})\s{{1,3}}атындағы|(?<!\w)(?:имени|им\.)\s{{0,3}}(?:{NAME.pattern})")
_ASIDE = lazy(r"\([^()]{0,80}\)?")
_SAYS = lazy(
    rf"\s[{LOWER}]{{3,30}}(?:[дт][ыі]|ған|ген|қан|кен|уда|уде|ен[аоы]?|ан[аоы]?|л[аои]|лся|лась|лось|лись|ется|ится|ются|ятся|[еи]т|[юя]т)\.$"
)
"""A line that ends as a sentence does, with a verb in small letters."""
_CAPS = lazy(rf"[{UPPER}]{{2,}}|[A-Z]{{3,}}")
_SMALL = lazy(rf"[{LOWER}a-z]")
_STRIP = lazy(
    r"_{2,}|20\s?_|№\s{0,3}(?:[\w_]|$)|^[«\s]{0,3}\d{1,2}»?[./ ]\s?\S{2,12}[./ ]\s?(?:20)?\d\d(?!\d)|^\d{4}\s?(?:ж|жыл|г)\b(?!\.?\s{1,3}\d{1,2}\s{1,2}ай)|^(?:от|из)\s\S|^\d{4}\s?жыл\w{0,3}\s{0,9}(?:[«_№]|\d{1,2}(?!\s{1,2}ай)\D|$)"
)
_NAMED = lazy(r"(?<=\s)«[^«»]{0,80}[^\W\d_]{4}[^«»]{0,80}»|^«[^«»]{0,80}[^\W\d_]{4}[^«»]{0,80}»")
"""A name in quotation marks: its number is none of a letter, `«Школа № 17»`."""
_REPLY_RU = lazy(
    r"^(?:(?:повторно|кас\.?|касательно|взамен|ответ|в дополнение|в ответ|в связи|в исполнение|во исполнение)\s{1,3})?(?:(?:к|ко|на|по)\s{1,3})?(?:ваш\w{0,5}\s{1,3})?(?:ранее\s{1,3})?"
    r"(?:(?:подпункт|пункт|п)\w{0,3}\.?\s{0,2}\d{1,3}(?:\.\d{1,3}){0,2}\)?(?:(?:,|\s{1,2}и)\s{1,2}\d{1,3}(?:\.\d{1,3}){0,2}\)?){0,4}\s{1,3}){0,2}"
    r"(?:\(?исх\w{0,7}\.?\)?\s{0,3})?(?:(?:депутатск|коллективн|повторн|служебн|направленн|отправленн|протокольн|нашего|нашему)\w{0,4}\s{1,3}){0,2}"
    r"(?:письм|запрос|обращени|поручени|№|n\s?\d|исх|вх\.|депутатск|телефонограмм|жалоб|заявлени|протокол|представлени|ходатайств|резолюци|указани)",
    re.IGNORECASE,
)
_SUBJECT_KK = lazy(r"(?:туралы|жөнінде|қатысты)\s{0,2}\.?$", re.IGNORECASE)
_SUBJECT_TAIL = 16
_BRINGS = lazy(
    r"^(?:информация|отч[её]т|сведения|справка|позиция|депутатский запрос)\s(?:об?|по)\s(?:[^.;:]|\d\.){3,200}$|\s(?:туралы|жөнінде|бойынша)\s(?:ақпарат|мәлімет(?:тер)?|есеп|анықтама|депутаттық сауал)$",
    re.IGNORECASE,
)
_SUBJECT_OPENS = lazy(r"(?:об?|касательно|относительно|по вопросу)\s", re.IGNORECASE)
_REPLY_STARTS_RU = lazy(r"^(?:повторно|кас(?:ательно)?|ответ|взамен|в|во|к|ко|на|по|ваш\w{0,3})\b", re.IGNORECASE)
_REPLY_KK = lazy(
    r"(?:хат|жауаб|сауал|сұра[уқ]|салу|өтініш|тапсырма|шағым|хаттама|жеделхат|ұсыныс|ұсыным|қарар|бұрыштама|арыз)\w{0,12}(?:қа|ға|ке|ге|на|не|орнына)"
    r"(?:\s{1,3}(?:толықтыру|қосымша|жауап|сәйкес|орай|байланысты|ретінде|орнына|қайта|ауыстыру|алмастыру)\w{0,4}){0,3}\s{0,2}[.,:]?$|"
    r"(?:тапсырма|хаттама|қаулы|өкім|хат|бұрыштама)\w{0,8}(?:ын|ін|ны|ні|ды|ді)\s{1,3}(?:орындау|іске\s{1,3}асыру)(?:\s{1,3}(?:үшін|мақсатында|бойынша|шеңберінде))?\s{0,2}[.,:]?$|"
    r"(?:тапсырма|хат|сауал|өтініш|шағым|сұрау)\w{0,12}\s{1,3}(?:бойынша|негізінде|шеңберінде)\s{0,2}[.,:]?$|"
    r"(?:хат|сауал|сұрау|өтініш)\w{0,10}ың\s{1,3}орнына\s{0,2}[.,:]?$|№{1,2}\s{0,2}[\w/.-]{1,30}[\d/][\w/.-]{0,9}-(?:ға|ге|қа|ке|на|не)\s{0,2}[.,:]?$|"
    r"(?:тапсырма|хаттама|хат|қарар|бұрыштама|ұсыным)\w{0,8}(?:ның|нің|дың|дің|тың|тің)\s{1,3}\d{1,3}[\d., және–-]{0,24}(?:қосымша|тарма[қғ])\w{0,8}(?:қа|ға|ке|ге|на|не)\s{0,2}[.,:]?$",
    re.IGNORECASE,
)
_ANNEX_KK = lazy(r"(?:хат|бұйры[қғ]|қаулы|шешім|сауал|өкім|келісім)\w{0,8}\s{1,3}(?:\d{1,2}\s?[-–]\s?)?қосымша(?:сы)?$", re.IGNORECASE)
_CONFIRMS = lazy(
    r"[«\s]{0,2}(?:приложение\s)?утвержд[её]н[аоы]?»?\s(?:совместн\w{2}\s)?(?:приказ|постановлени|распоряжени|решени|протокол|указ)\w{0,2}[ое]м(?!\w)|"
    r"(?=.{0,300}(?:бұйры|қаулы|өкім|шешім|жарлы|хаттама)\w{0,5}[мп]ен(?:\s(?-i:[А-ЯӘҒҚҢӨҰҮҺІ])|\sбекіт|$))"
    r"(?:[«\s]{0,2}бекітіл(?:ген|ді)(?!\w)|.{1,300}\sбекітіл(?:ген|ді)$)",
    re.IGNORECASE,
)
_GOES_ON = lazy(r"(?:\d{4}\s(?:года|г\.)|№\s?[\w/.-]{1,20}),?\s(?:и|а|но|котор\w{2,3}|[а-яё]{2,20}(?:[аеиуюя]т|тся))(?!\w)")
_SAYS_ON = lazy(rf"(?<!г)[.;:,]$|{_GOES_ON.pattern}")
"""A sentence goes on where a stamp would end."""
_APPROVES = lazy(
    r"(?:согласован[аоы]?|утвержд[её]н[аоы]?|бекітілген|бекітілді|келісілген|келісілді)\s(?!(?:с|со|от|мен|бен|пен)\s)(?=\S)", re.IGNORECASE
)
_DATIVE_POST = lazy(
    r"^(?:кому\s?:\s{0,3})?(?:(?:первому|главному|генеральному|исполняющему|временно|старшему|и\.о\.|врио|господину|госпоже|г-ну|г-же)\s{1,3}){0,3}(?:министр|вице-министр|заместител|председател|депутат|директор|"
    r"руководител|начальник|аким|президент|премьер-министр|прокурор|ректор|судь|член|секретар|командир|управляющ|советник|помощник|жител|гражданин|гражданк|предпринимател|учредител|собственник|заявител|адвокат|нотариус|эксперт|специалист|инспектор|аудитор|уполномоченн|омбудсмен|представител|врач|учител|пенсионер|участник|сотрудник|работник|"
    r"министерств|комитет|департамент|управлени(?!е(?!\w))|агентств|прокуратур|палат|фонд|филиал|университет|акимат)\w{0,6}"
    r"(?:(?<=[уюе])|(?<=[ая]м))(?!\w)|^to\s{1,2}(?:the|mrs?|ms|his|her|h\.\s?e)(?![a-z])",
    re.IGNORECASE,
)
_PHONE_LINE, _GREETING_WORDS, _TABLE_HEADS, _POST = 70, 7, 3, 140
_PHONED = r"(?:(?:[☎✆☏]|тел(?:ефон)?|т|байл|вн|ішкі|моб|ұялы|раб|доб|факс)[.:\s]{1,3})?[+\d()][\d()\s-]{1,22}\d"
_PHONE = lazy(rf"\(?{_PHONED}(?:[,;\s/(]{{1,4}}{_PHONED}\)?){{0,2}}\)?\s{{0,3}}[.,;]?", re.IGNORECASE)
_PHONED_NAME = lazy(
    rf"(?:{_INITIALS}\s{{0,3}}{_SURNAME}|{_SURNAME}\s{{1,3}}{_INITIALS}|[{UPPER}][{LOWER}]{{2,20}}\s[{UPPER}][{LOWER}]{{2,20}}(?:[её]ва?|ова?|ина?|ұлы|қызы))[\s,;:–-]{{0,6}}(?P<phone>[^\W\d_]{{0,8}}[.:(+\d\s].{{4,60}})"
)
_PHONE_BEFORE = lazy(
    rf"(?=[^\d(+]{{1,12}}\d|[^-(+]{{0,12}}[-(+])(?P<phone>(?i:{_PHONED}))[\s,;–-]{{1,6}}(?:{_INITIALS}\s{{0,3}}{_SURNAME}|{_SURNAME}\s{{1,3}}{_INITIALS})"
)
_SIGNED = lazy(r"\(?(?<!\w)(?:қолы|қол қойылды|подпись|подписано)(?!\w)\)?\s{0,90}$", re.IGNORECASE)
_DECIDES = lazy(r"(?:шешім|решение|қаулы|постановление)\s{0,2}:(?!\s{0,9}(?:именем|қазақстан)\s)", re.IGNORECASE)
_NUMBERED = lazy(r"№|\bN\s?\d|\d{4}|\d{1,2}[./]\d{2}[./]\d{2}")
_SPACED = lazy(rf"(?:[{UPPER}]\s){{2,24}}[{UPPER}](?:\s{{2,90}}(?:[{UPPER}]\s){{2,24}}[{UPPER}]){{0,3}}")


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    rows = table("cues")[cue]
    parts = [rf"(?:{row})\s{{0,3}}[.:]?\s{{0,3}}$" for row in rows.get("alone", ())]
    parts += [rf"(?:{row})" for row in rows.get("starts", ())]
    anchored = rf"[«»*\s]{{0,3}}(?:{'|'.join(parts)})" if parts else None
    held = "|".join(rows.get("holds", ()))
    return compiled("|".join(part for part in (f"^{anchored}" if anchored else "", held) if part), re.IGNORECASE)


@cache
def _sought(cue: str) -> Callable[[str], re.Match[str] | None]:
    """How the cue is looked for: nowhere but at the beginning where it can stand nowhere else."""
    anywhere = [held for held in table("cues")[cue].get("holds", ()) if not held.startswith("^") or "|" in held]
    return _pattern(cue).search if anywhere else _pattern(cue).match


@cache
def _posts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table("cues")["signature_post"]
    return (
        compiled(rf"^(?:{'|'.join(rows['starts'])})(?![{LOWER}])", re.IGNORECASE),
        compiled(rf"(?:{'|'.join(rows['ends'])})\s{{0,3}}$", re.IGNORECASE),
    )


@cache
def _body_heads() -> frozenset[str]:
    return frozenset(table("cues")["body_head"]["words"])


def is_caps(folded: str) -> bool:
    """True for a line wholly in capitals."""
    return has_caps(folded) and not _SMALL.search(folded)


def has_caps(folded: str) -> bool:
    """True for a line with a word in capitals."""
    return bool(_CAPS.search(folded))


@cache
def legal_forms() -> frozenset[str]:
    """What stands beside a company's name in quotation marks, lower-case: `тоо`, `акционерное общество`."""
    return frozenset(form.lower() for forms in table("bodies")["forms"].values() for form in forms)


def joined(folded: str) -> str:
    """The words of a line whose letters stand apart; another line as it is.

    >>> joined("Ө К І М"), joined("Д Е П У Т А Т Т Ы Қ   С А У А Л"), joined("Министр А. Б.")
    ('ӨКІМ', 'ДЕПУТАТТЫҚ САУАЛ', 'Министр А. Б.')
    """
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", folded)) if _SPACED.fullmatch(folded) else folded


def names_body(folded: str) -> bool:
    """True where the words hold the head noun of a body's name."""
    return not _body_heads().isdisjoint(re.findall(r"\w+", folded.lower()))


@lru_cache(maxsize=256)
def marks(folded: str) -> tuple[str, ...]:
    """The kinds of marks that the line makes."""
    return tuple(kind for kind in MARKS if _sought(f"mark_{kind}")(folded))


def holds(cue: str, folded: str) -> bool:
    """True where the line has the cue anywhere it may stand."""
    return bool(_sought(cue)(folded))


@lru_cache(maxsize=256)
def is_reply(folded: str) -> bool:
    """True for a line that says which letter is answered."""
    if len(folded) > 220 or not _NUMBERED.search(folded):
        return False
    bare = folded.strip("() ")
    russian = (folded.startswith("(") or _REPLY_STARTS_RU.match(bare)) and _REPLY_RU.match(bare)
    return bool(russian or _REPLY_KK.search(bare))


def heads_annex(folded: str) -> bool:
    """True for a short line that names the letter or order and ends with `қосымша`."""
    return bool(_ANNEX_KK.search(folded))


def confirms(folded: str) -> bool:
    """True for the stamp over rules, a plan or a list that names the act which they are confirmed by.

    >>> confirms("Утверждены приказом Министра от 5 мая 2023 года № 7"), confirms("Утверждаю"), confirms("Утверждено: директор")
    (True, False, False)
    >>> confirms("Министрдің 2023 жылғы 5 мамырдағы № 7 бұйрығымен бекітілген"), confirms("Утвержден приказом от 5 мая 2023 года № 7.")
    (True, False)
    >>> confirms("2023 жылғы 5 мамырдағы № 7 бұйрықпен бекітілген"), confirms("Утвержден приказом от 5 мая 2023 года № 7 и действует")
    (True, False)
    """
    return bool(_CONFIRMS.match(folded)) and not _SAYS_ON.search(folded)


def says_confirmed(folded: str) -> bool:
    """True for a sentence of running text that begins as such a stamp does and goes on.

    >>> says_confirmed("Утверждены приказом Министра от 5 мая 2023 года № 7 и действуют"), says_confirmed("Утверждены приказом от 5 мая № 7")
    (True, False)
    """
    return bool(_CONFIRMS.match(folded) and _GOES_ON.search(folded))


def says_approved(folded: str) -> bool:
    """True for a whole sentence of running text that begins with what was approved or agreed on, as a stamp does.

    >>> says_approved("Бекітілген бюджетке сәйкес 25 млн теңге бөлінді."), says_approved("Согласовано выделение 25 млн тенге на ремонт.")
    (True, True)
    >>> says_approved("Согласовано с Министерством финансов Республики Казахстан."), says_approved("Утверждён решением совета от 5 мая № 7.")
    (False, False)
    """
    if not _APPROVES.match(folded) or not re.search(rf"[{LOWER}]{{2}}[»)]?\.$", folded) or holds_name(folded):
        return False
    words = len(folded.split())
    if _CONFIRMS.match(folded):
        return bool(re.search(rf"№\s?[\w/.-]{{1,20}}\s[{LOWER}]{{3}}", folded))
    return words > _GREETING_WORDS - 2 or (words > _TABLE_HEADS and bool(_SAYS.search(folded)))


def is_country(folded: str) -> bool:
    """True for the country's name alone: a part of a body's or of a post's name on a line of its own."""
    return bool(
        re.fullmatch(
            r"(?:қазақстан\s{1,3}республикасы(?:ның)?|республики\s{1,3}казахстан|ҚР|РК)(?:\s{1,3}парламенті)?",
            folded.strip(" ,"),
            re.IGNORECASE,
        )
    )


def belongs(folded: str) -> bool:
    """True where an annex's heading says what it is annexed to."""
    return bool(re.search(r"(?<!\w)к\s{1,3}\w|(?<!\w)(?i:утвержд[её]н)[аоы]?\s|(?:ның|нің|дың|дің|тың|тің)(?!\w)", folded))


def is_strip(folded: str) -> bool:
    """True for the line that bears, or has blanks for, the date and the number."""
    heads = sum(bool(cell.strip()) for cell in folded.split("\t")) >= _TABLE_HEADS and not re.search(r"\d", folded)
    announced = bool(_STRIP.search(_NAMED.sub(" ", folded))) and len(folded.split()) <= 14 and not is_subject(folded) and not heads
    return len(" ".join(folded.split())) <= 110 and (announced or requisites.dated(folded))


def is_subject(folded: str) -> bool:
    """True for a heading that says what the document is about: `Об утверждении …`, `… туралы`."""
    return bool(_SUBJECT_OPENS.match(folded) or _SUBJECT_KK.search(folded, max(0, len(folded) - _SUBJECT_TAIL)))


def heads_letter(folded: str) -> bool:
    """True for a letter's heading: its subject, or the word for what it brings with the subject.

    >>> heads_letter("Информация об итогах аудита"), heads_letter("Жолдауды іске асыру туралы ақпарат"), heads_letter("Информация получена")
    (True, True, False)
    """
    return is_subject(folded) or bool(_BRINGS.search(folded) and folded[:1].isupper())


def opens_subject(folded: str) -> bool:
    """True for a line that begins a Russian heading: `О …`, `Об …`, `По вопросу …`."""
    return bool(_SUBJECT_OPENS.match(folded)) and folded[:1].isupper()


def is_addressed(folded: str) -> bool:
    """True where the words begin with a post in the dative and no sentence ends: an addressee, however long."""
    return bool(_DATIVE_POST.search(folded)) and not re.search(r"[а-яёәғқңөұүһі»)]{2}[.!?](?:\s|$)", folded)


def starts_reply(folded: str) -> bool:
    """True where the words may begin a Russian reply reference, its number still to come."""
    return bool(_REPLY_STARTS_RU.match(folded) and _REPLY_RU.match(folded))


def is_phone(folded: str) -> bool:
    """True for a line that is a telephone number, with the words that announce it and an extension."""
    return len(folded) <= _PHONE_LINE and bool(_PHONE.fullmatch(folded))


def is_phoned_name(folded: str) -> bool:
    """True for a name with a telephone number right after or before it: who wrote the letter.

    >>> is_phoned_name("Б. Асыл 74-00-17"), is_phoned_name("74-00-61, К. Искендиров"), is_phoned_name("тел. 74-00-61 Искендиров К.")
    (True, True, True)
    >>> is_phoned_name("15 000 А. Искендиров"), is_phoned_name("74-00-61, отдел кадров")
    (False, False)
    """
    match = _PHONED_NAME.fullmatch(folded) or _PHONE_BEFORE.fullmatch(folded)
    return bool(match and is_phone(match["phone"]))


def is_name(folded: str) -> bool:
    """True where the line is a name, or a part of one, and nothing else."""
    return bool(_NAME_ALONE.fullmatch(folded) or _FULL_NAME.fullmatch(folded))


def holds_name(folded: str) -> bool:
    """True where the line holds a surname with initials, or a full name; a university's or a street's namesake is none.

    >>> holds_name("Директор А. Серік"), holds_name("«А. Серік атындағы университет» КеАҚ"), holds_name("НАО «Университет имени А. Серика»")
    (True, False, False)
    """
    told = _NAMESAKE.sub(" ", folded)
    return bool(NAME.search(told) or _FULL_NAME.search(told))


def ends_with_name(folded: str) -> bool:
    """True for a post with a name right behind it, no column of signatures between them: `Инженер отдела Зайцева Н.`."""
    return bool(re.fullmatch(rf"[{UPPER}](?:[^\s:;!?]{{1,30}}[ ])+(?:{NAME.pattern})\.?", folded))


@lru_cache(maxsize=256)
def is_post(folded: str) -> bool:
    """True for a short line that begins or ends with a post in the nominative, as in a signature."""
    if (len(folded) > _POST and len(" ".join(folded.split())) > _POST) or (
        folded[-1:] in ".;:!?" and not re.search(r"[а-яәғқңөұүһі.]\.\s?а\.$|\sм\.$", folded) and not holds_name(folded)
    ):
        return False
    begins, ends = _posts()
    opens = folded.lstrip('«"')[:1]
    return (opens.isupper() or opens == "№") and bool(
        begins.match(folded) or ends.search(_SIGNED.sub("", NAME.sub("", folded)).rstrip(" .,:/_\t"))
    )


def _meant(found: Role, folded: str) -> bool:
    """A greeting and a closing are lines of their own: a sentence that begins with such a word is none."""
    if found == "salutation":
        inner = re.search(r"[а-яәғқңөұүһіa-z]{2}[.!?]\s{1,3}\S", folded)
        return not inner and (folded.endswith(("!", ",", "!»")) or len(folded.split()) <= _GREETING_WORDS)
    if found == "closing":
        return bool(
            re.match(r"[^,]{0,45}(?:[,.!]|$)|[^,]{0,45}\s{3}|(?:с уважением|құрметпен)\s{1,3}(?-i:[А-ЯӘҒҚҢӨҰҮҺІ])", folded, re.IGNORECASE)
        ) and not re.search(r"[а-яәғқңөұүһі]{4}\.$", folded)
    return True


def cue(line: Line) -> Role | None:
    """The role that the line's own words give it, None where only its place can tell."""
    return _cue(line.folded)


@lru_cache(maxsize=256)
def _cue(folded: str) -> Role | None:
    """A line is asked about by its neighbours as well."""
    folded = joined(folded)
    found = next((role for role, name in _ORDERED if _pattern(name).match(folded)), None)
    if found == "order_head" and _DECIDES.match(folded):
        return "order_verb"
    if found and _meant(found, folded):
        return "enclosure" if found == "annex_head" and folded.endswith(":") else found
    if is_reply(folded):
        return "reply"
    if is_phoned_name(folded):
        return "executor"
    if len(folded) < 300 and marks(folded) and not (holds_name(folded) and is_post(folded)):
        return "mark"
    if count(folded) <= 16 and _pattern("contact").search(_ASIDE.sub(" ", folded)) and not _SAYS.search(folded):
        return "contact"
    if _pattern("phone").match(folded) and count(folded) <= 14 and not NAME.match(folded):
        return "phone"
    return "caps" if is_caps(folded) else None
