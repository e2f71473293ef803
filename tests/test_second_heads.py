"""Where the head of the other version stands right below the signature of the first."""

from __future__ import annotations

from docpipe import pipeline

TEXT = """\
БАҚЫЛАУ МИНИСТРЛІГІ

2023 жылғы 18 тамыз № 1-14/1207

Бас прокурордың бірінші орынбасары
Т.Ә. Сариевке

Көшірмесі: Қауіпсіздік комитетіне

Сіздің 2023 жылғы 2 тамыздағы № 2-01/418 хатыңызға

Министрлік ұсынылған іс-шаралар жоспарын қарады, 12 387 факт тіркелді.

Министрдің орынбасары            И. Ләпбаев

Орынд. Қ. Сейдахметова
т. 71-47-19


Первому заместителю
Генерального Прокурора
Сариеву Т.А.

Копия: Комитету безопасности

На Ваше письмо от 2 августа 2023 года № 2-01/418

Министерством рассмотрен план мероприятий, зарегистрировано 12 387 фактов.

Заместитель министра            И. Лапбаев

Исп. Сейдахметова К.
т. 71-47-19
"""


def test_an_addressee_with_a_name_and_a_copy_below_the_executor_begin_the_other_version() -> None:
    first, second = pipeline.extract([("both.txt", TEXT.encode())]).documents
    assert [one.surname for one in first.addressees] == [one.surname for one in second.addressees] == ["Сариев"]
    assert [len(one.copies_to) for one in (first, second)] == [1, 1]
    assert [one.surname for one in first.signatories] == ["Ләпбаев"]


JOINT = """\
Об утверждении Правил

Совместный приказ Министра здравоохранения Республики Казахстан от 30 мая 2024 года № ҚР ДСМ-21 и
Министра национальной экономики Республики Казахстан от 31 мая 2024 года № 38. Зарегистрирован в
Министерстве юстиции Республики Казахстан 3 июня 2024 года № 34512

ПРИКАЗЫВАЕМ:
1. Утвердить Правила.

Министр здравоохранения            А. Олжа
"""


def test_a_joint_order_has_the_numbers_of_all_its_bodies() -> None:
    (document,) = pipeline.extract([("order.txt", JOINT.encode())]).documents
    assert [(one.role, one.number, one.date) for one in document.registrations] == [
        ("outgoing", "ҚР ДСМ-21", "2024-05-30"),
        ("joint", "38", "2024-05-31"),
        ("state", "34512", "2024-06-03"),
    ]


def test_a_joint_order_s_numbers_are_told_below_the_word_as_well() -> None:
    head = "СОВМЕСТНЫЙ ПРИКАЗ\n\nМинистра финансов Республики Казахстан от 3 марта 2025 года № 101 и\nМинистра юстиции Республики Казахстан от 5 марта 2025 года № 77\n\n"
    text = f"{head}Об утверждении Правил\n\nПРИКАЗЫВАЕМ:\n1. Утвердить Правила учёта.\n\nМинистр финансов            А. Олжа\n"
    (document,) = pipeline.extract([("order.txt", text.encode())]).documents
    assert [(one.role, one.number, one.date) for one in document.registrations] == [
        ("outgoing", "101", "2025-03-03"),
        ("joint", "77", "2025-03-05"),
    ]
