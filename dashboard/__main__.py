"""Start the server: `python -m dashboard`, from the project's folder; further words are options of Streamlit.

What the first reader would wait for is done before the door opens: libraries are loaded and the publication is read.
"""

from __future__ import annotations

import logging
import sys

import pandas as pd
from streamlit.web import cli

from dashboard.components.charts import draw_months
from dashboard.components.style import LIGHT
from dashboard.data import open_register, open_search, read_publication
from pipeline.errors import RodeDradenError


def prepare() -> None:
    """Read the publication into the cache that all readers share, and draw a first chart, which loads its schema."""
    # Streamlit would warn that nobody is looking yet.
    logging.disable(logging.WARNING)
    month = pd.DataFrame({"month": [pd.Timestamp(2021, 1, 1)], "n_conversations": [1], "when": [""]})
    draw_months(month, LIGHT).to_dict()
    try:
        publication = read_publication()
        if publication is not None:
            open_search(publication.run_id)
            open_register().version()
            _ = publication.doubtful
    except RodeDradenError:
        # The pages say what is wrong, in the reader's language.
        return
    finally:
        logging.disable(logging.NOTSET)


if __name__ == "__main__":
    prepare()
    sys.argv = ["streamlit", "run", "dashboard/app.py", *sys.argv[1:]]
    sys.exit(cli.main())
