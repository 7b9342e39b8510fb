# %% [markdown]
# # How good are the themes
#
# Each run measures its themes: agreement with labelled examples whose writer was held out (F1), coherence
# of the key terms, the
# nearest theme, and how sure the assignments are. For gold of your own: `rode-draden evaluate themes
# GOLD.jsonl`.

# %%
import os
from pathlib import Path

from pipeline.store import Store

root = Path(__file__).resolve().parent.parent
store = Store(Path(os.environ.get("RODE_DRADEN_DATA", root / "data" / "demo" / "work")))
themes, assignments, bouwstenen = (store.read_table(n) for n in ("themes", "assignments", "bouwstenen"))

# %% [markdown]
# ## Per theme
#
# F1 on invented examples flatters: real statements are harder. The order of the themes says more than the
# height.

# %%
quality = themes.loc[
    themes["status"] == "active",
    [
        "label_nl",
        "n_bouwstenen",
        "f1",
        "f1_low",
        "f1_high",
        "coherence",
        "mean_probability",
        "nearest_theme_id",
    ],
].sort_values("f1", ascending=False)
quality.round(2)

# %% [markdown]
# ## What is left without a theme
#
# "None of these" is an honest answer: a bouwsteen without a theme has no row in `assignments`.

# %%
counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
without = counted[~counted["bouwsteen_id"].isin(assignments["bouwsteen_id"])]
share_without = len(without) / len(counted)
assert 0 <= share_without <= 1
round(share_without, 3)

# %% [markdown]
# ## How sure, and why
#
# `probability` is calibrated on held-out writers; `reason` holds the words that weighed most.

# %%
main = assignments[(assignments["rank"] == 1) & (assignments["assigned_by"] == "model")]
sure = main.sort_values("probability", ascending=False).merge(bouwstenen[["bouwsteen_id", "text"]])
sure[["theme_id", "probability", "reason", "text"]].head(10)

# %% [markdown]
# The doubtful ones are those where a person's judgement helps most; the page *Nakijken* of the dashboard
# asks for them.

# %%
sure[["theme_id", "probability", "reason", "text"]].tail(10)
