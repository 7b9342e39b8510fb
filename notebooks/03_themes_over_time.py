# %% [markdown]
# # Themes over time, by hand
#
# `theme_periods` holds shares that are corrected for who sent in. Here the raw share of one theme is
# computed again with pandas, beside
# the published one. A share is the part of the conversations in which a theme lives; it is no poll.

# %%
import os
from pathlib import Path

import pandas as pd

from pipeline.store import Store

root = Path(__file__).resolve().parent.parent
store = Store(Path(os.environ.get("RODE_DRADEN_DATA", root / "data" / "demo" / "work")))
assignments, bouwstenen, conversations, periods, trends = (
    store.read_table(n) for n in ("assignments", "bouwstenen", "conversations", "theme_periods", "trends")
)
theme_id = assignments["theme_id"].value_counts().idxmax()
theme_id

# %% [markdown]
# ## Counted labels per year

# %%
dated = conversations.dropna(subset="held_on")
year_of = dated.set_index("conversation_id")["held_on"].dt.to_period("Y").dt.start_time
lives_in = bouwstenen.merge(assignments[assignments["theme_id"] == theme_id], on="bouwsteen_id")
alive = pd.Series(year_of.index.isin(lives_in["conversation_id"]), index=year_of.index)
by_hand = alive.groupby(year_of).agg(["mean", "size"])
by_hand

# %% [markdown]
# ## The published share, with its interval
#
# `share_raw` uses probabilities instead of counted labels; `share` is also corrected for the mix of domain
# and format. Below the
# threshold of conversations there is no share (`enough` is false).

# %%
columns = ["period_start", "n_conversations_total", "share_raw", "share", "share_low", "share_high", "enough"]
published = periods.loc[(periods["theme_id"] == theme_id) & (periods["period"] == "year"), columns]
assert published["n_conversations_total"].sum() == by_hand["size"].sum()
published

# %% [markdown]
# ## Verdicts
#
# "up" and "down" are called with the false discovery rate under control; most themes in a small corpus are
# "unclear", and that is the
# honest answer.

# %%
trends[["theme_id", "direction", "change", "change_low", "change_high", "q_value"]].sort_values("q_value")
