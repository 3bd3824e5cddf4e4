"""The evidence as W3C Web Annotations, one annotation an item, for tools that already read them."""

from __future__ import annotations

from typing import Final

from service.scores.offsets import Json

MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_CONTEXT: Final[Json] = ["http://www.w3.org/ns/anno.jsonld", {"caveat": "urn:caveat:"}]
_OWN: Final = ("effect", "voice", "log_odds", "confidence", "by", "attributes")


def annotation_collection(answer: dict[str, Json], url: str | None) -> dict[str, Json]:
    """The evidence of an answer as a collection of one page."""
    name = f"urn:caveat:{answer['id']}"
    items = annotate(answer, url)
    return {
        "@context": _CONTEXT,
        "id": f"{name}:annotations",
        "type": "AnnotationCollection",
        "label": "Signals found by Caveat; none says that a statement is false.",
        "total": len(items),
        "first": {
            "id": f"{name}:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def annotate(answer: dict[str, Json], url: str | None) -> list[Json]:
    """One annotation for each item of evidence."""
    document, evidence = answer["document"], answer["evidence"]
    assert isinstance(document, dict)  # noqa: S101 - the shape of an answer
    assert isinstance(evidence, list)  # noqa: S101 - as above
    source = f"urn:caveat:article:{document['sha256']}"
    return [
        _annotation(item, str(answer["id"]), source, url)
        for item in evidence
        if isinstance(item, dict)
    ]


def _annotation(item: dict[str, Json], answer_id: str, source: str, url: str | None) -> Json:
    return {
        "id": f"urn:caveat:{answer_id}:evidence:{item['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": item["signal"]}
            | {f"caveat:{name}": item[name] for name in _OWN},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "language": "en",
                "value": item["why"],
            },
        ],
        "target": _target(item, source, url),
    }


def _target(item: dict[str, Json], source: str, url: str | None) -> Json:
    """Title and body are separate texts, so each is a source; positions count from its beginning."""
    target: dict[str, Json] = {
        "source": f"{source}:{item['field']}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": item["exact"],
                "prefix": item["prefix"],
                "suffix": item["suffix"],
            },
            {"type": "TextPositionSelector", "start": item["start"], "end": item["end"]},
        ],
    }
    return target if url is None else target | {"scope": url}
