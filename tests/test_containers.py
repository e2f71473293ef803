"""What is taken apart: tars, messages of Outlook, e-mails in e-mails. A part that cannot be had hinders no other; nothing unfolds without end."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from docpipe import errors
from docpipe.archive import listing, store
from docpipe.archive.place import named
from docpipe.batch import containers, ingest
from docpipe.batch.arrivals import found
from docpipe.batch.local import Local
from docpipe.readers import sniff
from tests.archives import samples
from tests.outlook import Letter, compound, message

BIG = bytes(range(256)) * 200


def opened(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The members by name, and the codes of what could not be had."""
    codes: list[str] = []
    kind = containers.kind(data)
    assert kind
    return {one.name: one.data for one in containers.members(data, kind, lambda error: codes.append(error.code))}, codes


def tarred(members: dict[str, bytes], mode: str = "w", *more: tarfile.TarInfo) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more:
            archive.addfile(info)
    return made.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files(mode: str) -> None:
    members = {"хат.txt": b"one", "../../etc/x": b"two", "/etc/y": b"", "d/big": BIG}
    assert opened(tarred(members, mode)) == (members, [])


def test_links_and_devices_in_a_tar_are_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not meant")
    link, device = tarfile.TarInfo("link"), tarfile.TarInfo("device")
    link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path / "secret")
    device.type = tarfile.CHRTYPE
    assert opened(tarred({"a": b"x"}, "w", link, device)) == ({"a": b"x"}, ["E_TYPE", "E_TYPE"])


def test_a_tar_that_is_cut_off_gives_what_is_there() -> None:
    whole = tarred({str(number): BIG for number in range(4)}, "w:gz")
    members, codes = opened(whole[: len(whole) - 400])
    assert codes == ["E_CORRUPT"]
    assert members
    assert set(members.values()) == {BIG}


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_tar_that_unfolds_too_far_is_refused(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(errors.Bomb):
        opened(pack(tarred({"a": b"\0" * 30_000_000})))


def test_a_hole_in_a_tar_is_not_believed() -> None:
    data = bytearray(tarred({"a": b"x" * 512}))
    data[124:136] = b"\x80" + (10**12).to_bytes(11, "big")
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 8 * 32 + sum(data[156:512]))
    with pytest.raises(errors.Bomb):
        opened(bytes(data))


def test_a_message_of_outlook_gives_its_attachments_and_its_text() -> None:
    inner = Letter(text="Ішкі хат", attached=[("ішкі.txt", b"inner")])
    letter = Letter(text="Құрметті әріптестер!", attached=[("хат.pdf", BIG), ("қосымша", inner), ("../../x", b"y")])
    members, codes = opened(message(letter))
    assert codes == []
    assert {name: data for name, data in members.items() if "message" not in name} == {
        "хат.pdf": BIG,
        "қосымша/ішкі.txt": b"inner",
        "../../x": b"y",
    }
    assert members["message.txt"].decode() == "Құрметті әріптестер!"
    assert members["қосымша/message.txt"].decode() == "Ішкі хат"


def test_a_message_that_is_in_no_unicode() -> None:
    members, _ = opened(message(Letter(text="Прошу ответить", attached=[("Письмо № 5.pdf", b"x")], codepage=1251)))
    assert members == {"Письмо № 5.pdf": b"x", "message.txt": "Прошу ответить".encode()}


def test_a_message_that_is_a_page_and_one_in_outlooks_own_form() -> None:
    members, _ = opened(message(Letter(page="<style>p {}</style><p>Прошу<br>ответить</p>".encode())))
    assert members["message.txt"].decode().split() == ["Прошу", "ответить"]
    assert opened(message(Letter(rtf=b"packed", attached=[("a", b"x")]))) == ({"a": b"x"}, ["E_TYPE"])


def test_an_attachment_that_is_only_a_link_is_told() -> None:
    assert opened(message(Letter(text="x", attached=[("a", None), ("b", b"x")]))) == ({"b": b"x", "message.txt": b"x"}, ["E_TYPE"])


def test_messages_in_messages_without_end_are_refused() -> None:
    letter = Letter(text="x")
    for _ in range(5):
        letter = Letter(attached=[("again", letter)])
    with pytest.raises(errors.Bomb):
        opened(message(letter))


def test_a_message_whose_parts_claim_more_than_there_is_is_refused() -> None:
    data = bytearray(message(Letter(text="x", attached=[("a", BIG)])))
    at = data.rfind(len(BIG).to_bytes(8, "little"))
    data[at : at + 8] = (10**9).to_bytes(8, "little")
    with pytest.raises(errors.Bomb):
        opened(bytes(data))


def test_a_word_file_is_no_message() -> None:
    assert containers.kind(compound({"WordDocument": BIG, "store": {"__properties_version1.0": b"x" * 40}})) is None


def test_a_message_in_an_email_in_a_tar(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.kz", "b@example.kz", "<1@example.kz>"
    mail.set_content("Құрметті әріптестер!")
    inner = message(Letter(attached=[("хат.txt", samples()["letter-shared-2022"])]))
    mail.add_attachment(inner, maintype="application", subtype="octet-stream", filename="m.msg")
    (tmp_path / "all.tgz").write_bytes(tarred({"mail.eml": mail.as_bytes()}, "w:gz"))
    archive = store.opened(named(str(tmp_path / "archive")), make=True)
    try:
        with ingest.batch(archive, Local(1)) as one:
            tally = ingest.run(one, found([str(tmp_path / "all.tgz")]))
        assert (tally.files, tally.done) == (5, 5)
        assert any(name.endswith("all.tgz/mail.eml/m.msg/хат.txt") for row in listing.listed(archive) for name in row.names)
    finally:
        archive.close()


@pytest.mark.parametrize("name", ["message", "tar", "zip", "email"])
def test_broken_containers_end_in_an_error_of_ours(name: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.kz", "b@example.kz", "<1@example.kz>"
    mail.add_attachment(BIG[:3000], maintype="application", subtype="pdf", filename="хат.pdf")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", BIG)
    inner = Letter(text="x", attached=[("b", b"y" * 5000)])
    whole = {
        "message": message(Letter(text="Хат", attached=[("a", BIG[:3000]), ("c", inner)])),
        "tar": tarred({"a": b"x" * 100, "b": BIG[:3000]}),
        "zip": made.getvalue(),
        "email": mail.as_bytes(),
    }[name]
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    for _ in range(150):
        data = bytearray(whole[: chance.choice([len(whole), chance.randrange(600, len(whole))])])
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        kind = containers.kind(bytes(data))
        if kind is None:
            continue
        try:
            list(containers.members(bytes(data), kind, lambda _: None))
        except errors.DocpipeError:
            continue


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"7z\xbc\xaf\x27\x1c" + BIG, "ZIP"),
        (b"Rar!\x1a\x07" + BIG, "ZIP"),
        (b"\x78\x9f\x3e\x22" + BIG, "winmail"),
        (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + BIG, "signature"),
        (message(Letter()), "ingest"),
    ],
)
def test_what_is_not_taken_apart_says_what_to_do(data: bytes, hint: str) -> None:
    with pytest.raises(errors.UnknownType, match=hint):
        sniff.kind(data)
