# %% [markdown]
# # From file to bouwsteen
#
# Every figure in rode-draden goes back to a place in a file. This notebook follows that road on the
# published run:
# which files came in, what became of them, and where each bouwsteen stands.
#
# Run `rode-draden demo --no-dashboard` first, or set `RODE_DRADEN_DATA` to your own data folder.

# %%
import os
from pathlib import Path

from pipeline.store import Store

root = Path(__file__).resolve().parent.parent
store = Store(Path(os.environ.get("RODE_DRADEN_DATA", root / "data" / "demo" / "work")))
files, conversations, bouwstenen = (
    store.read_table(name) for name in ("files", "conversations", "bouwstenen")
)

# %% [markdown]
# ## Nothing is lost
#
# Received = read + duplicate + empty + rejected. The run is not published when this does not hold.

# %%
ledger = files["status"].value_counts()
assert ledger.sum() == len(files)
ledger

# %% [markdown]
# Rejects say in Dutch what the sender can do.

# %%
files.loc[files["status"] == "rejected", ["path", "reason", "reason_nl"]]

# %% [markdown]
# ## Files inside files
#
# An attachment is a row of its own; `parent_file_id` tells in which mail or archive it came.

# %%
inside = files.dropna(subset="parent_file_id").groupby("media_type").size().sort_values(ascending=False)
inside

# %% [markdown]
# ## From conversation to bouwsteen
#
# One conversation, its facts with their source, and its bouwstenen with their place. `char_start` and
# `char_end` count in the text
# of the file as its reader gives it; `box` is left, top, right, bottom as shares of the page.

# %%
one = conversations.iloc[0]
one

# %%
columns = ["field", "position", "text", "page", "box", "char_start", "char_end"]
bouwstenen.loc[bouwstenen["conversation_id"] == one["conversation_id"], columns]

# %% [markdown]
# A bouwsteen that arrived twice is kept and linked, and counts once.

# %%
counted = bouwstenen[bouwstenen["duplicate_of"].isna()]
assert len(counted) == files["n_bouwstenen"].sum()
{"counted": len(counted), "linked to another": int(bouwstenen["duplicate_of"].notna().sum())}

# %% [markdown]
# ## Masked before it was stored

# %%
bouwstenen.loc[bouwstenen["n_masked"] > 0, ["bouwsteen_id", "text", "n_masked"]].head()
