"""Events of each pair of actors by month, from `onrecord export --as csv`: a table and a plot."""

import sys

import matplotlib

matplotlib.use("Agg")
import pandas

SHOWN = 8  # pairs in the plot


def main(dyads_path: str, table_path: str, plot_path: str) -> None:
    dyads = pandas.read_csv(dyads_path, dtype=str, keep_default_na=False)
    dyads = dyads[(dyads["source_id"] != "") & (dyads["target_id"] != "")]
    # An event without a time of its own counts when it was reported. Rows of one event share its id.
    day = dyads["start"].where(dyads["start"] != "", dyads["reported"])
    dyads = dyads.assign(month=day.str[:7], pair=dyads["source_id"] + " > " + dyads["target_id"])
    counts = dyads.groupby(["pair", "month"])["id"].nunique().unstack(fill_value=0)
    months = pandas.period_range(counts.columns.min(), counts.columns.max(), freq="M").astype(str)
    counts = counts.reindex(columns=months, fill_value=0).sort_index()
    counts.stack().rename("events").rename_axis(["pair", "month"]).reset_index().to_csv(table_path, index=False)
    top = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index[:SHOWN]]
    axes = top.T.plot(kind="bar", figsize=(10, 5), width=0.8)
    axes.set(xlabel="", ylabel="events", title="Events by pair and month")
    axes.figure.tight_layout()
    axes.figure.savefig(plot_path)


if __name__ == "__main__":
    main(*sys.argv[1:4])
