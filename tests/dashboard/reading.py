"""What a test reads from a page."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]


def seen(app: AppTest) -> str:
    """Return everything that stands on the page, as one text."""
    html = [str(element.proto.body) for element in app.get("html")]
    titles = [element.value for kind in ("title", "header", "subheader") for element in app.get(kind)]
    return "\n".join([*titles, *html])
