"""Versions put together: which document is whose version, which annex belongs to which letter, which paragraph says what which says."""

from __future__ import annotations

from itertools import permutations

import pytest

from docpipe import pipeline
from docpipe.bitext.align import align
from docpipe.bitext.paragraphs import Paragraph

HEAD = "ОҢТҮСТІК СУ ШАРУАШЫЛЫҒЫ БАСҚАРМАСЫ\n\nУПРАВЛЕНИЕ ЮЖНОГО ВОДНОГО ХОЗЯЙСТВА\n\n160000, Шымкент қаласы, тел.: 8 (7252) 53-40-10\n\n"

CANAL_KK = (
    HEAD + "2024 жылғы 6 наурыз № 03-1/412\n\nТүркістан облысының әкімдігіне\n\n2024 жылғы 20 ақпандағы № 2-17/905 хатқа\n\n"
    "Арыс-Түркістан каналының 38 шақырымы тазартылды, 412 млн теңге игерілді. Жұмысқа 26 техника тартылды.\n\n"
    "Қалған учаске 2024 жылғы 15 мамырға дейін аяқталады.\n\nБасқарма басшысы    Н. Сейтқали\n\nОрын.: Г. Бекова\nТел.: 53-40-12"
)
CANAL_RU = (
    HEAD + "6 марта 2024 года № 03-1/412\n\nАкимату Туркестанской области\n\nНа № 2-17/905 от 20.02.2024 г.\n\n"
    "Очищено 38 км Арысь-Туркестанского канала, освоено 412 млн тенге. К работам привлечено 26 единиц техники.\n\n"
    "Оставшийся участок будет завершен до 15 мая 2024 года.\n\nРуководитель управления    Н. Сейткали\n\nИсп.: Бекова Г.\nТел.: 53-40-12"
)
WELLS_KK = (
    HEAD + "2024 жылғы 11 наурыз № 03-1/437\n\nТүркістан облысының әкімдігіне\n\n2024 жылғы 27 ақпандағы № 2-17/988 хатқа\n\n"
    "Созақ ауданында 14 ұңғыма бұрғыланды, 9 ауылдың 7 350 тұрғыны ауызсумен қамтылды. Бұған 186 млн теңге жұмсалды.\n\n"
    "Сорғыларды ауыстыру маусымда басталады.\n\nБасқарма басшысының орынбасары    Т. Жақсылық\n\nОрын.: А. Ким\nТел.: 53-40-15"
)
WELLS_RU = (
    HEAD + "11 марта 2024 года № 03-1/437\n\nАкимату Туркестанской области\n\nНа № 2-17/988 от 27.02.2024 г.\n\n"
    "В Созакском районе пробурено 14 скважин, питьевой водой обеспечено 7 350 жителей 9 сел. На это израсходовано 186 млн тенге.\n\n"
    "Замена насосов начнется в июне.\n\nЗаместитель руководителя управления    Т. Жаксылык\n\nИсп.: Ким А.\nТел.: 53-40-15"
)
TABLE_KK = (
    "Оңтүстік су шаруашылығы басқармасының\n2024 жылғы 6 наурыздағы\n№ 03-1/412 хатына\nқосымша\n\nКаналды тазарту туралы мәлімет\n\n"
    "Бірінші учаскеде 21 шақырым тазартылды, оған 230 млн теңге жұмсалды. Екінші учаскеде 17 шақырым тазартылды."
)
TABLE_RU = (
    "Приложение\nк письму Управления южного водного хозяйства\nот 6 марта 2024 года № 03-1/412\n\nСведения об очистке канала\n\n"
    "На первом участке очищен 21 км, на это израсходовано 230 млн тенге. На втором участке очищено 17 км."
)
PACKET = {"CK": CANAL_KK, "CR": CANAL_RU, "WK": WELLS_KK, "WR": WELLS_RU, "TK": TABLE_KK, "TR": TABLE_RU}
TWINS = {"CK": "CR", "CR": "CK", "WK": "WR", "WR": "WK", "TK": "TR", "TR": "TK"}


def links(order: tuple[str, ...], *, files: bool) -> list[tuple[str, str | None, str | None]]:
    """Each document of a packet, its other version, the letter it is annexed to."""
    texts = [PACKET[name] for name in order]
    sent = [(f"{at}.txt", text.encode()) for at, text in enumerate(texts)] if files else [("0.txt", "\n\n\n".join(texts).encode())]
    documents = pipeline.extract(sent).documents
    assert len(documents) == len(order)
    names = {one.id: name for one, name in zip(documents, order, strict=True)}
    return [(names[one.id], names.get(one.counterpart or ""), names.get(one.annex_to or "")) for one in documents]


@pytest.mark.parametrize("order", list(permutations(("CK", "CR", "WK", "WR")))[::3], ids="-".join)
def test_two_letters_of_one_body_in_any_order(order: tuple[str, ...]) -> None:
    assert links(order, files=True) == [(name, TWINS[name], None) for name in order]


def test_two_letters_in_one_file() -> None:
    order = ("CK", "WK", "CR", "WR")
    assert links(order, files=False) == [(name, TWINS[name], None) for name in order]


@pytest.mark.parametrize("order", [("CK", "WR"), ("CR", "WK"), ("WK", "CR", "CK"), ("WR", "CK", "CR")], ids="-".join)
def test_the_other_version_is_missing(order: tuple[str, ...]) -> None:
    assert links(order, files=True) == [(name, TWINS[name] if TWINS[name] in order else None, None) for name in order]


@pytest.mark.parametrize(
    "order",
    [
        ("CK", "CR", "WK", "WR", "TK", "TR"),
        ("WK", "WR", "CK", "CR", "TR", "TK"),
        ("TK", "CK", "WK", "CR", "WR", "TR"),
        ("CR", "CK", "TR", "WR", "WK", "TK"),
    ],
    ids="-".join,
)
def test_annexes_apart_from_their_letter(order: tuple[str, ...]) -> None:
    letter = {"TK": "CK", "TR": "CR"}
    assert links(order, files=True) == [(name, TWINS[name], letter.get(name)) for name in order]


@pytest.mark.parametrize(("printed", "misprinted"), [("03-1/437", "03-1/487"), ("2-17/988", "2-17/938")])
def test_a_misprinted_number_parts_no_versions(printed: str, misprinted: str) -> None:
    texts = [WELLS_KK, TABLE_KK, WELLS_RU.replace(printed, misprinted), TABLE_RU]
    documents = pipeline.extract([(f"{at}.txt", text.encode()) for at, text in enumerate(texts)]).documents
    assert [one.counterpart for one in documents] == ["3", "4", "1", "2"]


def aligned(left: list[str], right: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads of texts."""
    return [(bead.left, bead.right) for bead in align(*([Paragraph((0, len(text)), text) for text in side] for side in (left, right)))]


LEFT = [
    "Мұғалімдердің жалақысы 25 пайызға өсті.",
    "Мектептерге 1 240 компьютер сатып алынды.",
    "Жазғы лагерьлерде 8 600 бала демалды.",
    "Ата-аналар комитеттері әр мектепте құрылды.",
]
RIGHT = [
    "Заработная плата учителей выросла на 25 процентов.",
    "Для школ закуплено 1 240 компьютеров.",
    "В летних лагерях отдохнули 8 600 детей.",
    "В каждой школе созданы родительские комитеты.",
]


def test_paragraph_by_paragraph() -> None:
    assert aligned(LEFT, RIGHT) == [((at,), (at,)) for at in range(4)]


@pytest.mark.parametrize("lost", range(4))
def test_one_is_missing(lost: int) -> None:
    kept = [at for at in range(4) if at != lost]
    assert [bead for bead in aligned(LEFT, [RIGHT[at] for at in kept]) if bead[1]] == [((at,), (place,)) for place, at in enumerate(kept)]
    assert [bead for bead in aligned([LEFT[at] for at in kept], RIGHT) if bead[0]] == [((place,), (at,)) for place, at in enumerate(kept)]


def test_a_figure_misread_is_the_same_paragraph() -> None:
    assert aligned(LEFT, [*RIGHT[:1], "Для школ закуплено 1 740 компьютеров.", *RIGHT[2:]]) == [((at,), (at,)) for at in range(4)]


def test_two_joined_to_one() -> None:
    assert aligned(LEFT, [RIGHT[0] + " " + RIGHT[1], *RIGHT[2:]])[0] == ((0, 1), (0,))


def test_nothing_on_one_side() -> None:
    assert aligned(LEFT, []) == [((at,), ()) for at in range(4)]
    assert aligned([], []) == []


def test_what_moved_is_found_again() -> None:
    long = "Облыста 2024 жылғы 1 қыркүйекке дейін 36 мектепте 4 180 орындық асхана ашылып, 12 400 оқушы ыстық тамақпен қамтылады."
    told = "До 1 сентября 2024 года в 36 школах области откроются столовые на 4 180 мест, горячим питанием охватят 12 400 учащихся."
    (moved,) = (bead for bead in align(*map(_paragraphs, ([long, *LEFT], [*RIGHT, told]))) if bead.moved)
    assert (moved.left, moved.right) == ((0,), (4,))


def _paragraphs(texts: list[str]) -> list[Paragraph]:
    return [Paragraph((0, len(text)), text) for text in texts]


def test_paragraphs_joined_and_moved_find_each_other() -> None:
    right = [RIGHT[3], " ".join(RIGHT[1:3]), RIGHT[0]]
    assert ((1, 2), (1,)) in aligned(LEFT, right)
