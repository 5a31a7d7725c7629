"""A page taken apart: elements with their place, texts, and the rules of its style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "hr", "input", "link"}


@dataclass
class Element:
    """An element with its attributes, its ancestors and its own and inner text."""

    tag: str
    attributes: dict[str, str]
    ancestors: tuple[Element, ...]
    text: str = ""
    children: list[Element] = field(default_factory=list)


class Page(HTMLParser):
    """Parses a page and insists that every element is closed in its place."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        assert not self._open, [element.tag for element in self._open]
        style = next(element.text for element in self.elements if element.tag == "style")
        self.screen, self.paper = style.split("@media print")
        self.colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", style))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        if self._open:
            self._open[-1].children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        """Every element with this tag, in order."""
        return [element for element in self.elements if element.tag == tag]

    def prose(self) -> str:
        """What a reader sees or hears, without names from the code and names of files."""
        body = next(element for element in self.elements if element.tag == "body")
        text = body.text
        for element in self.all("code"):
            text = text.replace(element.text, " ", 1)
        spoken = [element.attributes.get("alt", "") for element in self.all("img")]
        spoken += [element.attributes["aria-label"] for element in self.elements if "aria-label" in element.attributes]
        return re.sub(r"\S*(?:_|\.csv|\.xlsx)\S*", " ", " ".join([text, *spoken]))
