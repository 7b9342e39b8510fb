# %% [markdown]
# # An analysis of your own
#
# The tables are plain Parquet: pandas, DuckDB, R and Excel read them without this program. What every
# column means is in the data dictionary (`pipeline.export.dictionary`, the same as in the workbook). Here a
# question that the dashboard does not answer: *which themes are spoken about at the same table, more often
# than chance would have it?*

# %%
import os
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.export.dictionary import describe_tables
from pipeline.store import Store

root = Path(__file__).resolve().parent.parent
store = Store(Path(os.environ.get("RODE_DRADEN_DATA", root / "data" / "demo" / "work")))
dictionary = describe_tables()
dictionary[dictionary["Tabel"] == "assignments"]

# %% [markdown]
# ## A row per conversation, a column per theme
#
# What two conversations doubled counts once (`duplicate_of`). A theme lives in a conversation when one of
# its bouwstenen has it.

# %%
bouwstenen = store.read_table("bouwstenen")
counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
themes = store.read_table("themes").query("status == 'active'").set_index("theme_id")
lives = counted.merge(store.read_table("assignments"), on="bouwsteen_id")
lives = lives[lives["theme_id"].isin(themes.index)]
alive = pd.crosstab(lives["conversation_id"], lives["theme_id"]).clip(upper=1)
alive = alive.reindex(counted["conversation_id"].unique(), fill_value=0)
alive.shape

# %% [markdown]
# ## Together, and together by chance
#
# Long conversations hold more themes, so any two themes meet there. Chance is therefore drawn with every
# conversation keeping its number of themes and every theme its number of conversations (swaps in the table,
# as ecologists do with species on islands: Gotelli 2000).

# %%
ROUNDS, SWAPS = 200, 400
rng = np.random.default_rng(20260101)


def swap(table: np.ndarray, n: int) -> None:
    """Exchange two crossed presences, in place; sums of rows and columns stay as they are."""
    rows = rng.integers(0, table.shape[0], (n, 2))
    columns = rng.integers(0, table.shape[1], (n, 2))
    for (r, s), (c, d) in zip(rows, columns, strict=True):
        if table[r, c] and table[s, d] and not table[r, d] and not table[s, c]:
            table[r, c] = table[s, d] = 0
            table[r, d] = table[s, c] = 1


observed = (alive.T @ alive).to_numpy()
drawn = alive.to_numpy().copy()
swap(drawn, 20 * SWAPS)
chance = []
for _ in range(ROUNDS):
    swap(drawn, SWAPS)
    chance.append(drawn.T @ drawn)
assert (drawn.sum(axis=0) == alive.to_numpy().sum(axis=0)).all()
chance = np.array(chance)

# %%
first, second = np.triu_indices(alive.shape[1], 1)
pairs = pd.DataFrame(
    {
        "theme": themes["label_nl"].reindex(alive.columns).to_numpy()[first],
        "with": themes["label_nl"].reindex(alive.columns).to_numpy()[second],
        "together": observed[first, second],
        "by_chance": chance[:, first, second].mean(axis=0).round(1),
        "p": ((chance[:, first, second] >= observed[first, second]).sum(axis=0) + 1) / (ROUNDS + 1),
    }
).sort_values("p")
pairs.head(10)

# %% [markdown]
# ## Say how sure it is
#
# With a hundred pairs, some look special by accident. Benjamini and Hochberg's rule keeps the share of
# false finds at one in ten; often nothing is left, and then that is the answer. The labels carry doubt too:
# what the classifier confuses also seems to go together.

# %%
rank = np.arange(1, len(pairs) + 1)
passed = pairs["p"].to_numpy() <= 0.10 * rank / len(pairs)
found = pairs.head(int(rank[passed].max()) if passed.any() else 0)
found if len(found) else "No pair of themes meets more often than chance allows."

# %% [markdown]
# ## Quotes that hold both
#
# A figure is a reason to read. These are the bouwstenen of the strongest pair, word for word as they were
# sent in.

# %%
pair = pairs.iloc[0][["theme", "with"]].tolist()
ids = themes.index[themes["label_nl"].isin(pair)]
tables = alive.index[alive[ids].all(axis=1)]
said = lives[lives["theme_id"].isin(ids) & lives["conversation_id"].isin(tables)]
said.sort_values(["conversation_id", "position"])[["conversation_id", "theme_id", "text"]].head(10)
