"""Reads exports of the samples back with tools of their ecosystems: exports.py FOLDER.

What cannot be imported is named as skipped; what is read and is not as it should be ends in an error.
"""
import csv
import importlib
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])

# The columns of GDELT 2.0, as its codebooks name them; its files have no head.
PERSON = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENTS = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split()
    + [f"Actor{i}{name}" for i in (1, 2) for name in PERSON]
    + "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split()
    + [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in PLACE]
    + "DATEADDED SOURCEURL".split()
)
MENTIONS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset "
    "Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()
# What the context at http://www.w3.org/ns/anno.jsonld gives a meaning to, as far as it is used.
ANNOTATION = {"id", "type", "motivation", "created", "generator", "body", "target"}
SELECTOR = {
    "TextPositionSelector": {"type", "start", "end"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
}


def having(name):
    """A library, or nothing where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: {name} is not installed")
        return None


def table(name, columns):
    frame = pandas.read_csv(folder / name, sep="\t", names=columns, dtype=str, quoting=csv.QUOTE_NONE, keep_default_na=False)
    assert len(frame) > 20, f"{name}: {len(frame)} rows"
    return frame


def gdelt():
    events, mentions = table("gdelt.export.CSV", EVENTS), table("gdelt.mentions.CSV", MENTIONS)
    assert events["QuadClass"].isin(list("1234")).all()
    assert (events["EventRootCode"] == events["EventCode"].str[:2]).all()
    assert events["SQLDATE"].str.fullmatch(r"\d{8}|").all() and events["DATEADDED"].str.fullmatch(r"\d{14}").all()
    assert events["GoldsteinScale"].astype(float).between(-10, 10).all()
    assert set(mentions["GLOBALEVENTID"]) <= set(events["GLOBALEVENTID"])
    assert "XCD" in set(events["Actor1CountryCode"]) and (events["ActionGeo_Type"].isin(list("014"))).all()
    print(f"gdelt: {len(events)} rows of events, {len(mentions)} of mentions, by column")


def polecat():
    frame = pandas.read_csv(folder / "polecat.txt", sep="\t", dtype=str, quoting=csv.QUOTE_NONE, keep_default_na=False)
    assert list(frame.columns)[:4] == ["Event ID", "Event Date", "Event Type", "Event Mode"] and len(frame.columns) == 40
    assert frame["Quad Code"].isin(["V-COOP", "M-COOP", "V-CONF", "M-CONF"]).all()
    print(f"polecat: {len(frame)} rows")


def parquet():
    rows = list(csv.DictReader(open(folder / "dyads.csv", encoding="utf-8", newline="")))
    if pyarrow := having("pyarrow.parquet"):
        read = pyarrow.read_table(folder / "dyads.parquet")
        assert read.num_rows == len(rows) and read.column_names == list(rows[0])
        assert str(read.schema.field("goldstein").type) in ("double", "float"), read.schema.field("goldstein")
        print(f"parquet: {read.num_rows} rows by pyarrow")
    if duckdb := having("duckdb"):
        ((count,),) = duckdb.sql(f"select count(*) from read_parquet('{folder / 'dyads.parquet'}')").fetchall()
        assert count == len(rows)
        print(f"parquet: {count} rows by DuckDB")


def annotations():
    texts = {}
    for line in open(folder / "documents.jsonl", encoding="utf-8"):
        document = json.loads(line)
        texts[document.get("url") or f"urn:onrecord:document:{document['id']}"] = document["text"]
    page = json.load(open(folder / "claims.jsonld", encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    checked = 0
    for item in page["items"]:
        assert item["type"] == "Annotation" and set(item) <= ANNOTATION, set(item) - ANNOTATION
        for target in item["target"]:
            position, quote = target["selector"]
            assert all(set(one) == SELECTOR[one["type"]] for one in (position, quote))
            if text := texts.get(target["source"]):
                assert text[position["start"] : position["end"]] == quote["exact"], item["id"]
                checked += 1
    assert checked > 100
    print(f"annotations: {len(page['items'])}, {checked} selectors lie where they say")


def warc():
    if not having("warcio"):
        return
    from warcio.archiveiterator import ArchiveIterator

    with open(folder / "pages.warc", "rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise") if record.content_stream().read() is not None]
    assert len(kinds) > 5, kinds
    print(f"warc: {len(kinds)} records by warcio, {', '.join(sorted(set(kinds)))}")


def wikitable():
    if parser := having("mwparserfromhell"):
        code = parser.parse(open(folder / "positions.wiki", encoding="utf-8").read())
        cited = [one for one in code.filter_templates() if one.name.strip().lower() == "cite news"]
        assert code.filter_tags(matches=lambda tag: tag.tag == "table") and cited
        assert all(one.has("url") and one.has("quote") for one in cited if one.has("archive-url"))
        print(f"wikitable: {len(cited)} references by mwparserfromhell")


pandas = having("pandas")
if pandas:
    gdelt()
    polecat()
for check in (parquet, annotations, warc, wikitable):
    check()
