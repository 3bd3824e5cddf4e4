"""A description of an export for machines: Croissant 1.0 (MLCommons), in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from service.reviews.exports.rows import ITEM_FIELDS
from service.reviews.exports.writing import (
    FILE_NAMES,
    ITEM_COLUMNS,
    PARTS,
    VERDICT_COLUMNS,
    Format,
    Part,
)

# Rises when a field of the rows changes its meaning or goes away.
ROWS_VERSION: Final = "1.0.0"
_ENCODINGS: Final[dict[Part, str]] = {
    "ndjson": "application/jsonlines",
    "csv": "text/csv",
    "csv-items": "text/csv",
}
_TYPES: Final = {
    "version": "sc:Integer",
    "is_standing": "sc:Boolean",
    "created_at": "sc:DateTime",
    "published_at": "sc:DateTime",
    "rating": "sc:Integer",
    "is_blind": "sc:Boolean",
    "seconds": "sc:Float",
    "outcome": "sc:Float",
    "risk": "sc:Float",
    "position": "sc:Integer",
    "evidence": "sc:Integer",
    "start": "sc:Integer",
    "end": "sc:Integer",
}
# What the standard tells descriptions to begin with.
_CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Described:
    """One file of an export: where it lies, how large it is, and the hash by which it is known."""

    part: Part
    url: str
    size: int
    sha256: str


def describe(files: Sequence[Described], *, form: Format, made_at: datetime) -> Json:
    """The description of an export, to be written beside it as `croissant.json`."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "caveat-verdicts",
        "description": "What moderators of a newsroom decided about articles that Caveat had read: how misleading "
        "each is, from 1 to 5, why, and which evidence is right.",
        "license": "The articles belong to their publishers, the verdicts to the newsroom that made this file.",
        "citeAs": "Verdicts of the newsroom's moderators, exported from Caveat.",
        "datePublished": made_at.date().isoformat(),
        "version": ROWS_VERSION,
        "url": files[0].url,
        "isLiveDataset": False,
        "distribution": [_file(one) for one in files],
        "recordSet": [_RECORD_SETS[part] for part in PARTS[form]],
    }


def _file(described: Described) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": FILE_NAMES[described.part],
        "name": FILE_NAMES[described.part],
        "contentUrl": described.url,
        "contentSize": f"{described.size} B",
        "encodingFormat": _ENCODINGS[described.part],
        "sha256": described.sha256,
    }


def _record_set(part: Part, name: str, columns: Sequence[str], key: Sequence[str]) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": [{"@id": f"{name}/{column}"} for column in key],
        "field": [_field(part, name, column) for column in columns],
    }


def _field(part: Part, record_set: str, column: str) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/{column}",
        "name": column,
        "dataType": _TYPES.get(column, "sc:Text"),
        "source": _source(part, column),
    }


def _source(part: Part, column: str, **more: object) -> Json:
    return {
        "fileObject": {"@id": FILE_NAMES[part]},
        "extract": {"column": column},
        **more,
    }


def _lines() -> Json:
    """The record set of the lines of JSON, where a verdict holds its reasons and its items."""
    columns = [name for name in VERDICT_COLUMNS if name != "reasons"]
    record_set = _record_set("ndjson", "verdicts", columns, ["verdict"])
    fields = [_field("ndjson", "verdicts", name) for name in columns]
    reasons = _field("ndjson", "verdicts", "reasons") | {"repeated": True}
    return record_set | {"field": [*fields, reasons, _items()]}


def _items() -> Json:
    parts = [_item_part(name) for name in ITEM_FIELDS]
    return {
        "@type": "cr:Field",
        "@id": "verdicts/items",
        "name": "items",
        "repeated": True,
        "subField": parts,
    }


def _item_part(name: str) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"verdicts/items/{name}",
        "name": name,
        "dataType": _TYPES.get(name, "sc:Text"),
        "source": _source("ndjson", "items", transform={"jsonPath": name}),
    }


def _referring(record_set: Json) -> Json:
    """The items of the CSV name their verdict, which is the key of the other table."""
    fields = record_set["field"]
    assert isinstance(fields, list)  # noqa: S101 - made by `_record_set`
    first, *others = fields
    return record_set | {
        "field": [first | {"references": {"field": {"@id": "verdicts/verdict"}}}, *others]
    }


_RECORD_SETS: Final[Mapping[Part, Json]] = {
    "ndjson": _lines(),
    "csv": _record_set("csv", "verdicts", VERDICT_COLUMNS, ["verdict"]),
    "csv-items": _referring(
        _record_set("csv-items", "items", ITEM_COLUMNS, ["verdict", "position"])
    ),
}
