"""A mailbox on a real IMAP server, started here."""

from __future__ import annotations

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, MailboxError, RejectError, RejectReason
from pipeline.ingest.imap import Mailbox, MailboxAddress, parse_mailbox_url
from pipeline.ingest.limits import Limits

MESSAGE = b"From: a@example.nl\r\nSubject: opbrengst %d\r\n\r\nHoofd: kennis\r\n"


@pytest.fixture(scope="module")
def address() -> Iterator[MailboxAddress]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = Path(sys.executable).with_name("pymap")
    options = ["--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve",
               "--no-service", "admin", "dict", "--demo-data"]  # fmt: skip
    server = subprocess.Popen([str(command), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield MailboxAddress("127.0.0.1", port, "demouser", "Opbrengst één", is_encrypted=False)
    finally:
        server.kill()
        server.wait()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


@pytest.fixture(scope="module")
def filled(address: MailboxAddress) -> MailboxAddress:
    with imaplib.IMAP4(address.host, address.port) as connection:
        connection.login("demouser", "demopass")
        connection.create('"Opbrengst &AOkA6Q-n"')
        for number in range(3):
            connection.append('"Opbrengst &AOkA6Q-n"', "", "", MESSAGE % number)
    return address


def test_every_message_is_listed_and_read(filled: MailboxAddress) -> None:
    with Mailbox(filled, "demopass") as mailbox:
        found = mailbox.list_messages()
        texts = [mailbox.read_message(message, Limits()) for message in found]

    assert [message.uid for message in found] == sorted(message.uid for message in found)
    assert texts == [MESSAGE % number for number in range(3)]
    assert all(message.received_at is not None for message in found)


def test_reading_leaves_every_message_unseen(filled: MailboxAddress) -> None:
    with Mailbox(filled, "demopass") as mailbox:
        for message in mailbox.list_messages():
            mailbox.read_message(message, Limits())

    with imaplib.IMAP4(filled.host, filled.port) as connection:
        connection.login("demouser", "demopass")
        connection.select('"Opbrengst &AOkA6Q-n"', readonly=True)
        _status, seen = connection.search(None, "SEEN")
    assert seen == [b""]


def test_a_message_keeps_its_name_when_the_mailbox_is_opened_again(filled: MailboxAddress) -> None:
    with Mailbox(filled, "demopass") as mailbox:
        first = mailbox.list_messages()
    with Mailbox(filled, "demopass") as mailbox:
        second = mailbox.list_messages()

    assert [message.path for message in first] == [message.path for message in second]
    assert len({message.path for message in first}) == 3


def test_a_message_above_the_limit_is_rejected_before_it_is_fetched(filled: MailboxAddress) -> None:
    with Mailbox(filled, "demopass") as mailbox:
        message = mailbox.list_messages()[0]
        with pytest.raises(RejectError) as caught:
            mailbox.read_message(message, Limits(max_unpacked_mb=0))

    assert caught.value.reason is RejectReason.TOO_LARGE


def test_a_wrong_password_is_told_without_repeating_it(address: MailboxAddress) -> None:
    with pytest.raises(MailboxError, match="not accepted") as caught:
        Mailbox(address, "hunter2")

    assert "hunter2" not in str(caught.value)


def test_a_folder_that_does_not_exist_is_named(address: MailboxAddress) -> None:
    elsewhere = MailboxAddress(address.host, address.port, address.user, "Nergens", is_encrypted=False)

    with pytest.raises(MailboxError, match="Nergens"):
        Mailbox(elsewhere, "demopass")


def test_a_server_that_is_not_there_is_an_error_of_the_program() -> None:
    with pytest.raises(MailboxError, match="can't be read"):
        Mailbox(MailboxAddress("127.0.0.1", 1, "u", "INBOX", is_encrypted=True), "p")


def test_an_address_is_taken_apart() -> None:
    address = parse_mailbox_url("imaps://postbus%40example.nl@mail.example.nl/Opbrengst")

    assert address == MailboxAddress(
        "mail.example.nl", 993, "postbus@example.nl", "Opbrengst", is_encrypted=True
    )


@pytest.mark.parametrize(
    "url", ["https://example.nl", "imaps://example.nl/x", "imaps://user:geheim@example.nl/x"]
)
def test_an_address_without_user_or_with_password_is_refused(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_mailbox_url(url)

    assert "geheim" not in str(caught.value)
