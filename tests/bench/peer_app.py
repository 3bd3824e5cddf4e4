"""The named peer: what one would write first, a plain scikit-learn pipeline behind FastAPI."""

from __future__ import annotations

import re

from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from tests.bench.articles import bench_articles


class PeerRequest(BaseModel):
    """An article as the peer takes it."""

    title: str
    text: str


class PeerResponse(BaseModel):
    """The only thing that the peer says."""

    probability: float


def create_app() -> FastAPI:
    """The app; its pipeline has word 1-2 grams, as ours."""
    app = FastAPI()
    pipeline = _fit()

    @app.post("/v1/scores")
    async def score(body: PeerRequest) -> PeerResponse:
        chance = pipeline.predict_proba([f"{body.title}\n\n{body.text}"])[0, 1]
        return PeerResponse(probability=float(chance))

    return app


def _fit() -> Pipeline:
    sentences = [s for a in bench_articles() for s in re.split(r"(?<=[.!?])\s+", a.text or "")]
    labels = [index % 2 for index in range(len(sentences))]
    pipeline = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(max_iter=500)
    )
    return pipeline.fit(sentences, labels)
