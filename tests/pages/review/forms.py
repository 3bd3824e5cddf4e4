"""What a browser would send: the fields of a form as they stand in a page."""

from __future__ import annotations

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _FormReader(HTMLParser):
    """Collects the fields of one form, those outside that name it included."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._is_inside = False
        self._area: str | None = None
        self._select: str | None = None
        self.fields: Fields = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what would be sent."""
        found = dict(attrs)
        if tag == "form":
            self._is_inside = found.get("id") == self._name or found.get("action") == self._name
        is_ours = self._is_inside if "form" not in found else found["form"] == self._name
        name = found.get("name") or ""
        if tag == "option":
            self._take_option(found)
        elif not is_ours or not name or "disabled" in found:
            return
        elif tag == "input" and _is_sent(found):
            self._take(name, found.get("value") or "")
        elif tag == "textarea":
            self._take(name, "")
            self._area = name
        elif tag == "select":
            self._take(name, "")
            self._select = name

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a field."""
        if tag == "form":
            self._is_inside = False
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        """The text of a text area, without the line feed that browsers drop."""
        if self._area:
            self.fields[self._area][-1] += data.removeprefix("\n")

    def _take_option(self, found: dict[str, str | None]) -> None:
        if self._select and "selected" in found:
            self.fields[self._select][-1] = found.get("value") or ""

    def _take(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def _is_sent(found: dict[str, str | None]) -> bool:
    return found.get("type") not in {"radio", "checkbox"} or "checked" in found


def fields_of(html: str, form: str = "decision") -> Fields:
    """The fields of a form by its id or its action."""
    reader = _FormReader(form)
    reader.feed(html)
    return reader.fields
