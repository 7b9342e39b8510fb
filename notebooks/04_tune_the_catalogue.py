# %% [markdown]
# # Tune the catalogue and rerun
#
# The catalogue is data: themes with their definition in `themes.yaml`, labelled examples in
# `examples/*.tsv`. Here examples are added in a copy, the themes are found again, and the two results are
# laid side by side. Nothing of your own work changes: catalogue and data are copied to a temporary folder
# first.

# %%
import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from pipeline.config import PROJECT_ROOT, read_settings
from pipeline.run.progress import Silence
from pipeline.run.run import plan_run, run_pipeline
from pipeline.store import Store

settings = read_settings(PROJECT_ROOT / "config.yaml")
published = Path(os.environ.get("RODE_DRADEN_DATA", PROJECT_ROOT / "data" / "demo" / "work"))
work = Path(tempfile.mkdtemp())
shutil.copytree(published, work / "data")
shutil.copytree(settings.paths.codebook, work / "codebook")
paths = {
    "inbox": PROJECT_ROOT / "data" / "demo" / "inbox",
    "data": work / "data",
    "codebook": work / "codebook",
}
settings = settings.model_copy(update={"paths": settings.paths.model_copy(update=paths)})

# %% [markdown]
# ## A smaller catalogue, to have an answer in seconds
#
# All voices together teach more, and take about a minute. To see what an example does, three of them are
# enough. Leave this out for real work.

# %%
voices = work / "codebook" / "examples"
for path in voices.glob("*.tsv"):
    if path.stem not in {"canvas", "loket", "spreektaal"}:
        path.unlink()
plans = plan_run(settings)
assert not plans[0].will_run, "publish the sample with this version of the program first: rode-draden demo"
[(step.step.name, step.will_run, step.why) for step in plans]

# %%
before = run_pipeline(settings, Silence(), sample=True)
store = Store(settings.paths.data)

# %% [markdown]
# ## Add examples
#
# A line is: main theme, side theme or `-`, statement; with tabs in between. These lines are invented, as
# all examples of the project are. An analyst would take what *Nakijken* shows to be doubtful, and write it
# in other words.

# %%
added = [
    "fouten\t-\tWie niets breekt, heeft de vaat niet gedaan.",
    "fouten\t-\tDe verkeerde brief ging naar vierhonderd adressen en toen hebben we die avond zelf gebeld.",
    "fouten\topenheid\tIk heb het die maandag meteen gezegd: dit ging mis en het kwam door mij.",
    "fouten\t-\tachteraf: hadden we in maart al kunnen zien",
    "fouten\t-\tBij ons wordt een misser uitgezocht zonder dat er iemand op het matje moet komen.",
]
(voices / "eigen.tsv").write_text("\n".join(added) + "\n", encoding="utf-8")
[(step.step.name, step.will_run, step.why) for step in plan_run(settings)]

# %% [markdown]
# Only the themes and what follows from them are made again: reading and words are as they were.

# %%
after = run_pipeline(settings, Silence(), sample=True)
assert after.run_id != before.run_id


# %% [markdown]
# ## Side by side
#
# Every run stays where it is, so two of them can be compared. Which bouwstenen changed their main theme?


# %%
def main_themes(run_id: str) -> pd.Series:
    rows = store.read_table("assignments", run_id)
    return rows[rows["rank"] == 1].set_index("bouwsteen_id")["theme_id"]


both = pd.DataFrame({"before": main_themes(before.run_id), "after": main_themes(after.run_id)}).fillna(
    "(none)"
)
moved = both[both["before"] != both["after"]].join(
    store.read_table("bouwstenen").set_index("bouwsteen_id")["text"]
)
assert len(moved) < len(both) / 4, "a few examples should not reshuffle the catalogue"
moved

# %% [markdown]
# ## Did it get better?
#
# Moving is not improving. `f1` is measured on examples whose writer was held out; with so few added it
# hardly changes. Labelled conversations of your own say more: `rode-draden evaluate themes GOLD.jsonl`,
# before and after.

# %%
f1 = pd.DataFrame(
    {
        name: store.read_table("themes", run_id).set_index("theme_id")["f1"]
        for name, run_id in (("before", before.run_id), ("after", after.run_id))
    }
).dropna()
f1.assign(change=f1["after"] - f1["before"]).round(3).sort_values("change")

# %%
shutil.rmtree(work)
