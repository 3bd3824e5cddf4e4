"""Invented articles in three manners of writing, and a language model fitted on them."""

from __future__ import annotations

import random
from functools import cache

from models.contract import Article
from models.linear import HouseStyle, LanguageModel, LinearParameters
from models.text import read_document
from models.text.document import Document
from training.config import LinearConfig, read_linear_config
from training.corpora import Example, Label
from training.estimator import fit_parameters
from training.prepare import Prepared, prepare_example

PHRASES: dict[Label, tuple[str, ...]] = {
    "reliable": (
        "according to a report published this week",
        "the agency said in a statement",
        "officials declined to comment on the figures",
        "the council approved the budget after a long debate",
        "a review of court records showed",
        "researchers cautioned that the sample was small",
    ),
    "unreliable": (
        "you will not believe what they are hiding",
        "the shocking truth has finally been exposed",
        "wake up before the corrupt elite destroys everything",
        "share this before they delete it",
        "the cover up is worse than anyone imagined",
        "insiders are terrified of what comes next",
    ),
    "satire": (
        "a local man bravely finished a sandwich",
        "sources close to the sofa confirmed",
        "area dog named chairman of the board",
        "the nation sighed and went back to bed",
        "experts agreed that soup is technically weather",
        "a spokesman for gravity apologized",
    ),
}
SHARED = (
    "the meeting took place on tuesday",
    "many people came to the square",
    "the weather was cold",
    "prices rose by 3 percent",
    "nobody knew what would happen",
)


def an_article(label: Label, seed: int) -> Article:
    """Eight sentences, half of them typical of the label, with a name in each."""
    chance = random.Random(f"{label}{seed}")  # noqa: S311 - invents text, keeps no secret
    typical = chance.choices(PHRASES[label], k=4)
    sentences = [*typical, *chance.choices(SHARED, k=4)]
    chance.shuffle(sentences)
    names = ("Mary Bell", "Norland", "Tom Reed", "the Harbour Party")
    body = " ".join(f"{s[0].upper()}{s[1:]}, {chance.choice(names)} heard." for s in sentences)
    return Article(title="News of the Day in Norland", text=body)


def a_document(text: str, title: str = "") -> Document:
    """A prepared article with this text."""
    return read_document(Article(title=title, text=text))


@cache
def prepared_articles(count: int = 25) -> tuple[Prepared, ...]:
    """Articles of every label from invented outlets, ready for a fit."""
    house_style = HouseStyle()
    return tuple(
        prepare_example(_example(label, number), house_style)
        for label in PHRASES
        for number in range(count)
    )


def small_config() -> LinearConfig:
    """The shipped settings with limits that a small corpus can meet."""
    config = read_linear_config()
    small = {"min_documents": 3, "min_sources": 2, "most_features": 400}
    return config.model_copy(update={"vocabulary": config.vocabulary.model_copy(update=small)})


@cache
def fitted_parameters() -> LinearParameters:
    """What a real fit on the invented articles finds."""
    return fit_parameters(prepared_articles(), {"horne2017": 1.0}, small_config())


@cache
def fitted_model() -> LanguageModel:
    """The served model of that fit."""
    return LanguageModel(fitted_parameters())


def _example(label: Label, number: int) -> Example:
    article = an_article(label, number)
    return Example(
        id=f"{label}-{number}",
        title=article.title or "",
        text=article.text or "",
        label=label,
        source=f"outlet {number % 5}",
        dataset="horne2017",
        tier="ship",
        is_held=False,
    )
