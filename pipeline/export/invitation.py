"""Letters to people, the invitation and the thanks: as PDF, Word, web page, plain text and e-mail draft."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape
from typing import Any

from pipeline.export.heading import thread_svg
from pipeline.export.typesetting import COLOURS, make_pdf
from pipeline.export.wordpage import WordPage
from pipeline.formdefs import RETURN_ADDRESS
from pipeline.startkit import Block, Letter, Startkit

_PROGRAMME = "Gesprekken over ambtelijk vakmanschap"


def make_letter_files(letter: Letter, kit: Startkit) -> dict[str, bytes]:
    """Return a letter in every form in which it is sent or posted, under the names of their files."""
    html, text = make_letter_html(letter, kit), make_letter_text(letter, kit)
    return {
        f"{letter.file_name}.pdf": make_letter_pdf(letter, kit),
        f"{letter.file_name}.docx": make_letter_word(letter, kit),
        f"{letter.file_name}.html": html.encode(),
        f"{letter.file_name}.txt": text.encode("utf-8-sig"),
        f"{letter.file_name}.eml": _make_mail(letter, html, text),
    }


def make_letter_pdf(letter: Letter, kit: Startkit) -> bytes:
    """Return a letter as a tagged PDF."""
    values: dict[str, Any] = {
        "kind": "letter",
        "above": _above(letter),
        "title": letter.title,
        "footer": RETURN_ADDRESS,
        "blocks": [_as_values(block, kit) for block in letter.blocks],
        "greeting": letter.greeting,
        "sender": letter.sender,
    }
    return make_pdf("startkit", values)


def make_letter_word(letter: Letter, kit: Startkit) -> bytes:
    """Return a letter as a Word document."""
    page = WordPage(letter.title, _PROGRAMME, RETURN_ADDRESS)
    page.ribbon()
    page.title(letter.title, _above(letter))
    for block in letter.blocks:
        if block.heading:
            page.heading(block.heading, 2)
        elif block.lead or block.text:
            page.paragraph(block.lead or block.text, 13 if block.lead else 11)
        else:
            page.points(_points(block, kit), numbered=bool(block.steps))
    page.paragraph(letter.greeting, 11)
    page.paragraph(letter.sender, 11, bold=True)
    return page.finish()


def make_letter_html(letter: Letter, kit: Startkit) -> str:
    """Return a letter as one web page without anything from elsewhere; its body can be pasted in an intranet."""
    parts = [
        f'<p class="boven">{escape(_above(letter))}</p>',
        f"<h1>{escape(letter.title)}</h1>",
        *(_as_html(block, kit) for block in letter.blocks),
        f"<p>{escape(letter.greeting)}</p>",
        f"<p><strong>{escape(letter.sender)}</strong></p>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(letter.title)}</title><style>{_style()}</style></head><body>{thread_svg()}<main>\n"
        + "\n".join(parts)
        + "\n</main></body></html>\n"
    )


def make_letter_text(letter: Letter, kit: Startkit) -> str:
    """Return a letter as plain text."""
    lines = [letter.title, ""]
    for block in letter.blocks:
        if block.heading:
            lines += ["", block.heading.upper()]
        elif block.lead or block.text:
            lines += [block.lead or block.text, ""]
        else:
            points = _points(block, kit)
            lines += [f"{n}. {p}" if block.steps else f"* {p}" for n, p in enumerate(points, start=1)]
    return "\n".join([*lines, letter.greeting, "", letter.sender, ""])


def _make_mail(letter: Letter, html: str, text: str) -> bytes:
    """Return a draft without sender or receiver; a mail program opens it to be sent."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = letter.subject
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{sha256(letter.letter_id.encode()).hexdigest()[:24]}")
    return message.as_bytes()


def _above(letter: Letter) -> str:
    return f"{_PROGRAMME} · {letter.above.lower()}"


def _points(block: Block, kit: Startkit) -> tuple[str, ...]:
    if block.formats:
        return tuple(f"{card.title}. {card.purpose}" for card in kit.cards)
    return block.points or block.steps


def _as_values(block: Block, kit: Startkit) -> dict[str, Any]:
    if block.formats:
        return {"kind": "terms", "items": [(card.title, card.purpose) for card in kit.cards]}
    if block.points or block.steps:
        return {"kind": "points" if block.points else "steps", "items": block.points or block.steps}
    kind = "lead" if block.lead else "heading" if block.heading else "text"
    return {"kind": kind, "text": block.lead or block.heading or block.text}


def _as_html(block: Block, kit: Startkit) -> str:
    if block.heading:
        return f"<h2>{escape(block.heading)}</h2>"
    if block.lead or block.text:
        return f"<p{' class=lead' if block.lead else ''}>{_linked(block.lead or block.text)}</p>"
    if block.formats:
        items = (f"<strong>{escape(card.title)}.</strong> {escape(card.purpose)}" for card in kit.cards)
    else:
        items = (_linked(point) for point in _points(block, kit))
    tag = "ol" if block.steps else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _linked(text: str) -> str:
    link = f'<a href="mailto:{RETURN_ADDRESS}">{RETURN_ADDRESS}</a>'
    return escape(text, quote=False).replace(RETURN_ADDRESS, link)


def _style() -> str:
    ink, thread = COLOURS["ink"], COLOURS["thread"]
    return (
        f"body{{margin:0;background:#fff;color:{ink};font:1rem/1.55 'Source Sans Pro',Calibri,system-ui,sans-serif}}"
        f".draad{{display:block;width:100%;height:4rem;border-top:.6rem solid {ink}}}"
        "main{max-width:40rem;margin:0 auto;padding:1rem 1.2rem 2.2rem}"
        f".boven{{color:{thread};font-weight:600;margin:0}}h1{{font-size:2.1rem;line-height:1.2;margin:.2rem 0 1rem}}"
        f".lead{{font-size:1.2rem}}h2{{color:{thread};font-size:1.2rem;margin:1.8rem 0 .4rem}}"
        f"li{{margin:.3rem 0}}li::marker{{color:{thread}}}a{{color:{thread}}}"
    )
