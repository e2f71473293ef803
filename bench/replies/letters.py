"""Letters that answer inquiries that never were: what is put in, and what is to be read back. The same seed gives the same letters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.replies.people import Human, drawn
from docpipe import pipeline
from docpipe.reply import filters_people, inquiry, ministry
from docpipe.reply.inquiry import Inquiry
from docpipe.reply.request import Request

LANGUAGES = ("kk", "ru")
KINDS = ("reply", "annex", "interim", "forwarding", "refusal", "acknowledgement", "acting-order")
_MINISTRIES = ("mz", "mf", "mtszn", "mne", "mp", "mnvo", "mvd")
_TITLES = (
    ("Ауыл мектептерін жөндеу туралы", "О ремонте сельских школ"),
    ("Аудандық ауруханалардың жабдықталуы туралы", "Об оснащении районных больниц"),
    ("Балабақшалардағы кезек туралы", "Об очереди в детские сады"),
    ("Жергілікті маңызы бар жолдардың жай-күйі туралы", "О состоянии дорог местного значения"),
    ("", ""),
)
_POSTS = (
    ("Бірінші вице-министр", "Первый вице-министр"),
    ("Вице-министр", "Вице-министр"),
    ("Аппарат басшысы", "Руководитель аппарата"),
)
_RANKS = (("полиция генерал-майоры", "генерал-майор полиции"), ("полиция полковнигі", "полковник полиции"))
_CHAMBERS = {
    "Мәжіліс": ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nПАРЛАМЕНТІНІҢ\nМӘЖІЛІСІ", "МАЖИЛИС\nПАРЛАМЕНТА\nРЕСПУБЛИКИ КАЗАХСТАН", "Мажилиса"),
    "Сенат": ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nПАРЛАМЕНТІНІҢ\nСЕНАТЫ", "СЕНАТ\nПАРЛАМЕНТА\nРЕСПУБЛИКИ КАЗАХСТАН", "Сената"),
}
_MONTHS = {
    "kk": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
}
_ANSWERS = (  # what is said in each language, the figures by unit
    ("{y} жылы республика бойынша {a} мектеп жөнделді.", "В {y} году по республике отремонтировано {A}.", ("школа", "count")),
    ("Осы мақсатқа бюджеттен {b} млн теңге бөлінді.", "На эти цели из бюджета выделено {b} млн тенге.", ("", "KZT")),
    ("Жоспар {c} пайызға орындалды.", "План выполнен на {c} %.", ("", "%")),
    ("{y} жылғы 1 қыркүйекте {a} балабақша ашылды.", "1 сентября {y} года открыто {A}.", ("детский сад", "count")),
    ("Барлығы {a} өтініш қаралды.", "Всего рассмотрено {A}.", ("обращение", "count")),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One letter: what it is made of, and what is to be read from it by language and field."""

    seed: int
    kind: str
    request: Request
    asked: Inquiry | None
    truth: dict[str, dict[str, Any]] = field(repr=False)


def cases(count: int, folder: Path, seed: int = 7) -> Iterator[Case]:
    """So many letters, the kinds in turn; annexed tables are written into `folder`."""
    for at in range(count):
        dice = random.Random(f"{seed}/{at}")  # noqa: S311 - the same letters each time
        kind = KINDS[at % len(KINDS)]
        yield _order(at, dice) if kind == "acting-order" else _letter(at, kind, dice, folder)


def long(day: date, language: str) -> str:
    """A day in words."""
    month = _MONTHS[language][day.month - 1]
    return f"{day.year} жылғы {day.day} {month}" if language == "kk" else f"{day.day} {month} {day.year} года"


def _letter(at: int, kind: str, dice: random.Random, folder: Path) -> Case:
    told = _inquiry(dice)
    day = told["day"] + timedelta(dice.randint(5, 28))
    number = f"{dice.randint(1, 19):02}-{dice.randint(1, 30)}-{dice.randint(1, 20):02}/{dice.randint(10, 9999)}"
    signer, executor = drawn(dice), drawn(dice)
    data, truth = _signed(dice, signer)
    phone = f"{dice.randint(70, 79)}-{dice.randint(10, 99)}-{dice.randint(10, 99)}"
    data |= {"number": number, "ministry": {"code": told["code"], **_contacts(dice)}, "addressee": [one.data() for one in told["people"]]}
    data["executor"] = {"kk": executor.first("kk"), "ru": f"{executor.surname['ru']} {executor.initials('ru')}", "phone": phone}
    for language in LANGUAGES:
        truth[language] |= _head(kind, told, number, day, language)
        truth[language]["executor"] = (executor.surname[language], phone)
        truth[language] |= _greeted(told["people"], kind, language)
    _of_kind(kind, dice, data, truth, told, folder / f"annex-{at}")
    template = "reply" if kind == "annex" else kind
    return Case(at, kind, Request(template, day, data, "answer.toml", folder, final=True), told["asked"], truth)


def _inquiry(dice: random.Random) -> dict[str, Any]:
    """An inquiry as its text, and read."""
    day = date(2023, 2, 1) + timedelta(dice.randint(0, 1000))
    people = [drawn(dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    title, code, chamber = dice.choice(_TITLES), dice.choice(_MINISTRIES), dice.choice(tuple(_CHAMBERS))
    number = f"{dice.choice(('ДС', 'ДЗ'))}-{dice.randint(2, 999)}"
    minister = drawn(dice)
    both = ministry.by_code(code, day)
    if both is None:
        raise AssertionError(code)
    texts = [
        _text(language, (both[language].post, minister), people, chamber, title[at], (number, day)) for at, language in enumerate(LANGUAGES)
    ]
    packet = pipeline.extract([("inquiry.txt", "\n\n\n".join(texts).encode())])
    asked = inquiry.found(packet, "inquiry.txt")
    if asked is None:
        raise AssertionError(texts)
    return {"day": day, "people": people, "title": title, "code": code, "number": number, "asked": asked, "chamber": chamber}


def _text(language: str, addressed: tuple[str, Human], people: list[Human], chamber: str, title: str, registered: tuple[str, date]) -> str:
    (post, minister), (number, day) = addressed, registered
    named = filters_people.declined(
        {"surname": minister.surname[language], "initials": minister.initials(language), "gender": minister.gender},
        "dat",
        language=language,
    )
    many = len(people) > 1
    if language == "kk":
        word, asks = (
            f"{chamber} {'депутаттары' if many else 'депутаты'}",
            "Осыған байланысты мынадай сұраққа жауап беруіңізді сұраймыз:\n\n1. Бұл бағытта қандай шаралар қабылданды?",
        )
        address = post
    else:
        word, asks = (
            f"{'Депутаты' if many else 'Депутат'} {_CHAMBERS[chamber][2]}",
            "В связи с этим просим ответить на следующий вопрос:\n\n1. Какие меры приняты в этом направлении?",
        )
        address = filters_people.phrase(post, "dat", "ru")
    kind = "ДЕПУТАТТЫҚ САУАЛ" if language == "kk" else "ДЕПУТАТСКИЙ ЗАПРОС"
    signed = "\n".join(one.first(language) for one in people)
    heads = "\n\n".join(_CHAMBERS[chamber][:2])
    parts = (heads, f"{long(day, language)} № {number}", f"{address}\n{named}", kind, title, asks, f"{word}\n{signed}")
    return "\n\n".join(part for part in parts if part)


def _contacts(dice: random.Random) -> dict[str, Any]:
    house = dice.randint(1, 60)
    return {
        "address": {
            "kk": ["010000, Астана қаласы,", f"Орынбор көшесі, {house}"],
            "ru": ["010000, город Астана,", f"улица Орынбор, {house}"],
        },
        "phone": f"8 (7172) {dice.randint(70, 79)} {dice.randint(10, 99)} {dice.randint(10, 99)}",
        "email": "kense@example.kz",
    }


def _signed(dice: random.Random, signer: Human) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Who signs: the minister, who acts for him, an official; sometimes with a rank."""
    how = dice.choice(("minister", "acting", "official"))
    rank = dice.choice(_RANKS) if dice.random() < 0.25 else None
    post = dice.choice(_POSTS) if how == "official" else ("Министр", "Министр")
    row: dict[str, Any] = {**signer.data(), **({"acting": True} if how == "acting" else {"post": dict(zip(LANGUAGES, post, strict=True))})}
    if rank:
        row["rank"] = dict(zip(LANGUAGES, rank, strict=True))
    truth = {
        language: {
            "signatory": (signer.surname[language], signer.given[language][0] + "."),
            "signatory post": post[at].lower(),
            "acting": how == "acting",
            "rank": rank[at] if rank else None,
        }
        for at, language in enumerate(LANGUAGES)
    }
    return {"signatory": row}, truth


def _head(kind: str, told: dict[str, Any], number: str, day: date, language: str) -> dict[str, Any]:
    both = ministry.by_code(told["code"], day)
    return {
        "kind": "letter",
        "number": number,
        "date": day.isoformat(),
        "issuer": both[language].name if both else "",
        "reference": [] if kind == "forwarding" else [(told["number"], told["day"].isoformat())],
    }


def _greeted(people: list[Human], kind: str, language: str) -> dict[str, Any]:
    """Who the letter names above its text, and who is greeted."""
    named = [(one.surname[language], one.initials(language)) for one in people]
    if kind == "forwarding":
        return {"copies": named, "salutation": []}
    if len(people) > 2:
        greeted: Any = []
    elif all(one.patronymic[language] for one in people):
        greeted = [(one.given[language], one.patronymic[language]) for one in people]
    elif len(people) > 1:
        greeted = []
    else:
        greeted = [(people[0].given["kk"], None)] if language == "kk" else [(None, None)]
    return {"addressees": named, "salutation": greeted}


def _of_kind(kind: str, dice: random.Random, data: dict[str, Any], truth: dict[str, Any], told: dict[str, Any], file: Path) -> None:
    """What a kind of letter has of its own."""
    if kind in {"reply", "annex"}:
        texts, figures = _answer(dice)
        data["answer"] = [{"question": 1, **texts}]
    elif kind == "interim":
        data |= {
            "until": told["day"] + timedelta(60),
            "reason": {
                "kk": "өңірлерден қосымша мәлімет алу қажеттігіне",
                "ru": "необходимостью получить дополнительные сведения из регионов",
            },
        }
    elif kind == "forwarding":
        to = dice.choice([one for one in _MINISTRIES if one != told["code"]])
        data["to"] = to
    elif kind == "refusal":
        data |= {
            "competent": {"kk": "Қазақстан Республикасының Қаржы министрлігі", "ru": "Министерство финансов Республики Казахстан"},
            "basis": {
                "kk": "«Мемлекеттік көрсетілетін қызметтер туралы» Заңның 5-бабына",
                "ru": "статье 5 Закона «О государственных услугах»",
            },
        }
    for language in LANGUAGES:
        truth[language]["statistics"] = figures[language] if kind in {"reply", "annex"} else []
        if kind == "forwarding":
            both = ministry.by_code(to, told["day"])
            truth[language]["to"] = both[language].name if both else ""
    if kind == "annex":
        rows = dice.choice((4, 30, 70))
        for language, head in (("kk", "Өңір;Мектеп, саны"), ("ru", "Регион;Школы, единиц")):
            (file.with_name(f"{file.name}-{language}.csv")).write_text(
                "\n".join(
                    [head, *(f"Аудан {row};{row * 3 + 1}" if language == "kk" else f"Район {row};{row * 3 + 1}" for row in range(1, rows))]
                )
                + "\n",
                "utf-8",
            )
        data["annex"] = [
            {
                "kk": f"{file.name}-kk.csv",
                "ru": f"{file.name}-ru.csv",
                "title": {"kk": "Өңірлер бойынша ақпарат", "ru": "Информация по регионам"},
            }
        ]


def _answer(dice: random.Random) -> tuple[dict[str, str], dict[str, list[tuple[float, str]]]]:
    texts: dict[str, list[str]] = {"kk": [], "ru": []}
    found: list[tuple[float, str]] = []
    from docpipe.reply import filters_numbers

    for kazakh, russian, (noun, unit) in dice.sample(_ANSWERS, 3):
        a, b, c = dice.randint(2, 45000), dice.randint(10, 9999) / 10, dice.randint(11, 989) / 10
        shown = {
            "y": dice.choice((2022, 2023, 2024)),
            "a": filters_numbers.number(a),
            "b": filters_numbers.number(b),
            "c": filters_numbers.number(c),
        }
        shown["A"] = filters_numbers.counted(a, noun, language="ru") if noun else ""
        texts["kk"].append(kazakh.format(**shown))
        texts["ru"].append(russian.format(**shown))
        found.append((float(a), "count") if unit == "count" else (round(b * 1e6, 2), "KZT") if unit == "KZT" else (c, "%"))
    return {one: " ".join(each) for one, each in texts.items()}, {one: sorted(found) for one in LANGUAGES}


_REASONS = (
    ("Менің қызметтік іссапарға баруыма", "моей служебной командировки"),
    ("Менің еңбек демалысында болуыма", "моего трудового отпуска"),
)


def _order(at: int, dice: random.Random) -> Case:
    day = date(2023, 10, 1) + timedelta(dice.randint(0, 700))
    since = day + timedelta(dice.randint(1, 9))
    until = since + timedelta(dice.randint(2, 30))
    signer, person = drawn(dice), drawn(dice)
    code, number = dice.choice(_MINISTRIES), f"{dice.randint(2, 600)}-{dice.choice(('ж/қ', 'пк', 'жқ'))}"
    post, rank = dice.choice(_POSTS), dice.choice((None, *_RANKS))
    row: dict[str, Any] = {**signer.data(), "post": {"kk": "Министр", "ru": "Министр"}}
    if rank:
        row["rank"] = dict(zip(LANGUAGES, rank, strict=True))
    data = {
        "number": number,
        "ministry": {"code": code, **_contacts(dice)},
        "signatory": row,
        "since": since,
        "until": until,
        "person": {one: person.full(one) for one in LANGUAGES},
        "person_post": {"kk": post[0].lower(), "ru": post[1].lower()},
        "place": {"kk": "Астана қаласы", "ru": "город Астана"},
        "reason": dict(zip(LANGUAGES, dice.choice(_REASONS), strict=True)),
    }
    both = ministry.by_code(code, day)
    truth = {
        language: {
            "kind": "order",
            "number": number,
            "date": day.isoformat(),
            "issuer": both[language].name if both else "",
            "title": ("Министрдің міндетін уақытша атқару туралы", "О временном исполнении обязанностей Министра")[place],
            "signatory": (signer.surname[language], signer.given[language][0] + "."),
            "signatory post": "министр",
            "acting": False,
            "rank": rank[place] if rank else None,
            "assigned": [(person.surname[language], person.given[language], person.patronymic[language] or None)],
            "assigned days": [(since.isoformat(), until.isoformat())],
            "statistics": [],
        }
        for place, language in enumerate(LANGUAGES)
    }
    return Case(at, "acting-order", Request("acting-order", day, data, "order.toml", final=True), None, truth)
