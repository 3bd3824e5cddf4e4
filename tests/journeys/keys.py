"""Moving through a page by nothing but the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

_MOST_STEPS: Final = 400
# What has the focus: its name in the form, its id, or its words.
_FOCUSED: Final = """() => {
  const one = document.activeElement;
  return one && one !== document.body ? (one.name || one.id || one.innerText || "") : "";
}"""


def press(page: Page, *keys: str) -> None:
    """One key after the other."""
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The name, id or words of what has the focus."""
    return str(page.evaluate(_FOCUSED)).strip()


def walk_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until something with this name has the focus."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press(key)
        if focused(page) == name:
            return
    message = f"{name} cannot be reached by {key} on {page.url}"
    raise AssertionError(message)


def go_by(page: Page, *keys: str) -> None:
    """Press keys of which the last one leads to another page."""
    press(page, *keys[:-1])
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
