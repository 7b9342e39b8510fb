"""Feedback as a Word document, as a web page, and as an e-mail that is ready to be sent."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape

from pipeline.export.feedback import Feedback, Given
from pipeline.export.heading import thread_svg
from pipeline.export.typesetting import COLOURS
from pipeline.export.wordpage import WordPage

_SUBTITLE = "Gesprekken over ambtelijk vakmanschap"
_THREADS = "Waar het landde"
_GIVEN = "Wat jullie gaven"
_HEADINGS = ("Thema", "Van jullie", "In alle gesprekken")
_WORD_TYPE = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def make_feedback_files(feedback: Feedback) -> dict[str, bytes]:
    """Return the Word document, the web page and the e-mail draft under the names of their files."""
    name = f"terugkoppeling {safe_name(feedback.conversation_id)}"
    return {
        f"{name}.docx": make_feedback_word(feedback),
        f"{name}.html": make_feedback_html(feedback).encode(),
        f"{name}.eml": make_feedback_mail(feedback),
    }


def safe_name(conversation_id: str) -> str:
    """Return a conversation number as part of a file name on any system; two numbers never become the same."""
    safe = re.sub(r"[^\w.-]", "_", conversation_id).strip(".")[:80]
    if safe == conversation_id:
        return safe
    return f"{safe}-{sha256(conversation_id.encode()).hexdigest()[:8]}"


def make_feedback_word(feedback: Feedback) -> bytes:
    """Return the feedback as a Word document; the same feedback, the same bytes."""
    page = WordPage(
        feedback.title, _SUBTITLE, f"Gesprek {feedback.conversation_id}", margin_mm=12, text_pt=9.5
    )
    page.ribbon()
    page.title(feedback.title, f"{_SUBTITLE} · gesprek {feedback.conversation_id}")
    page.paragraph(feedback.thanks, 10.5)
    if feedback.fiction:
        page.banner(feedback.fiction)
    if feedback.threads:
        page.heading(_THREADS, 2)
        rows = [(thread.label, thread.here, thread.everywhere) for thread in feedback.threads]
        page.table(_HEADINGS, rows, [""] * len(rows), (88, 32, 45))
        page.paragraph(" ".join(feedback.comparison))
    page.heading(_GIVEN, 2)
    for heading, items in feedback.given:
        page.heading(heading, 3)
        for item in items:
            page.quote(item.text, beside=f"→ {item.themes}")
    page.heading("Hoe lees je dit?", 3)
    for note in feedback.notes:
        page.paragraph(note, 8.5, "soft")
    return page.finish()


def make_feedback_html(feedback: Feedback) -> str:
    """Return the feedback as one web page without anything from elsewhere."""
    head = (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(feedback.title)}</title><style>{_style()}</style></head><body>{thread_svg()}<main>"
    )
    parts = [
        f'<p class="boven">{escape(_SUBTITLE)} · gesprek {escape(feedback.conversation_id)}</p>',
        f"<h1>{escape(feedback.title)}</h1>",
        f'<p class="dank">{escape(feedback.thanks)}</p>',
        f'<p class="voorbeeld">{escape(feedback.fiction)}</p>' if feedback.fiction else "",
        _threads_html(feedback),
        f"<h2>{_GIVEN}</h2>",
        *(_given_html(heading, items) for heading, items in feedback.given),
        *(f'<p class="noot">{escape(note)}</p>' for note in feedback.notes),
    ]
    return head + "\n".join(part for part in parts if part) + "</main></body></html>\n"


def make_feedback_mail(feedback: Feedback) -> bytes:
    """Return the feedback as a draft (.eml) without sender or receiver; a mail program opens it to be sent."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = f"{feedback.title} ({feedback.conversation_id})"
    message.set_content(make_feedback_text(feedback), cte="base64")
    message.add_alternative(make_feedback_html(feedback), subtype="html", cte="base64")
    name = f"terugkoppeling {safe_name(feedback.conversation_id)}.docx"
    message.add_attachment(
        make_feedback_word(feedback), maintype=_WORD_TYPE[0], subtype=_WORD_TYPE[1], filename=name
    )
    digest = sha256(feedback.conversation_id.encode()).hexdigest()
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest[:24]}_{number}")
    return message.as_bytes()


def make_feedback_text(feedback: Feedback) -> str:
    """Return the feedback as plain text."""
    lines = [feedback.title, "", feedback.thanks, ""]
    if feedback.fiction:
        lines += [feedback.fiction, ""]
    if feedback.threads:
        lines += [
            _THREADS.upper(),
            *(f"* {t.label}: {t.here}; in {t.everywhere} van alle gesprekken" for t in feedback.threads),
            "",
            *feedback.comparison,
            "",
        ]
    lines += [_GIVEN.upper(), ""]
    for heading, items in feedback.given:
        lines.append(heading)
        for item in items:
            lines += [item.text, f"    → {item.themes}"]
        lines.append("")
    return "\n".join([*lines, *feedback.notes, ""])


def _threads_html(feedback: Feedback) -> str:
    if not feedback.threads:
        return ""
    heads = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    rows = "".join(
        f'<tr><th scope="row">{escape(t.label)}</th><td>{escape(t.here)}</td><td>{escape(t.everywhere)}</td></tr>'
        for t in feedback.threads
    )
    told = f"<p>{escape(' '.join(feedback.comparison))}</p>" if feedback.comparison else ""
    return f"<h2>{_THREADS}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{told}"


def _given_html(heading: str, items: tuple[Given, ...]) -> str:
    figures = "".join(
        f"<figure><blockquote>{escape(item.text)}</blockquote>"
        f"<figcaption>{escape(item.themes)}</figcaption></figure>"
        for item in items
    )
    return f"<h3>{escape(heading)}</h3>{figures}"


def _style() -> str:
    ink, soft, thread, line, paper, wash = (
        COLOURS[name] for name in ("ink", "soft", "thread", "line", "paper", "wash")
    )
    return (
        f"body{{margin:0;background:#fff;color:{ink};font:1rem/1.55 'Source Sans Pro',Calibri,system-ui,sans-serif}}"
        f".draad{{display:block;width:100%;height:4rem;border-top:.6rem solid {ink}}}"
        "main{max-width:44rem;margin:0 auto;padding:1rem 1.2rem 2.5rem}"
        f".boven{{color:{thread};font-weight:600;margin:0}}h1{{font-size:2rem;line-height:1.2;margin:.2rem 0 1rem}}"
        f".dank{{font-size:1.1rem}}h2{{margin:2rem 0 .6rem}}"
        f"h3{{color:{thread};font-size:1.05rem;margin:1.4rem 0 .5rem}}"
        f".voorbeeld{{background:{paper};border-left:4px solid {thread};padding:.6rem .9rem;font-weight:600}}"
        f"figure{{margin:0 0 .8rem;padding-left:.9rem;border-left:3px solid {wash};break-inside:avoid}}"
        f"blockquote{{margin:0;white-space:pre-wrap}}figcaption,.noot{{color:{soft};font-size:.9rem}}"
        "table{border-collapse:collapse;width:100%}"
        "th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;"
        f"border-bottom:1px solid {line}}}tbody th{{font-weight:600}}thead th{{color:{soft}}}"
    )
