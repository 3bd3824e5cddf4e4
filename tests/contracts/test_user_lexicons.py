"""What a newsroom's own cues may and may not change: live ones count like the bundle's, those in shadow nothing."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from models import BundleScorer, LexiconSource, UserLexicons, check_lexicons, try_lexicons
from models.contract import Answer, Article
from models.text import read_document
from tests.contracts.articles import NAMES, sample
from tests.lexicons import STORY, WHISPER, a_lexicon


def lexicons(scorer: BundleScorer, *texts: str) -> UserLexicons:
    sources = [LexiconSource(Path(f"{n}.toml"), text.encode()) for n, text in enumerate(texts)]
    return check_lexicons(sources, scorer.ground()).accepted()


def own(answer: Answer) -> list[str]:
    return [item.exact for item in answer.evidence if item.by == "rule:user.palace-whisper"]


def test_a_live_cue_is_evidence_and_counts(scorer: BundleScorer) -> None:
    with_own = scorer.with_lexicons(lexicons(scorer, a_lexicon()))

    answer, shadow = with_own.score_with_shadow(STORY)

    assert own(answer) == ["palace whisperer"]
    (item,) = (i for i in answer.evidence if i.by.startswith("rule:user."))
    assert item.confidence == 0.5
    assert item.log_odds
    score, base = answer.risk.score or 0.0, answer.base_log_odds or 0.0
    total = base + sum(c.log_odds for c in answer.contributions)
    assert total == pytest.approx(math.log(score / (1 - score)), abs=1e-6)
    assert answer.risk != scorer.score(STORY).risk
    assert shadow.ruleset == ""
    assert shadow.hits == []


def test_a_live_cue_names_itself_in_the_ruleset(scorer: BundleScorer) -> None:
    one = scorer.with_lexicons(lexicons(scorer, a_lexicon()))
    other = scorer.with_lexicons(lexicons(scorer, a_lexicon(head="confidence = 0.9\n")))

    assert len({scorer.info.ruleset, one.info.ruleset, other.info.ruleset}) == 3
    assert {i.confidence for i in other.score(STORY).evidence if "user." in i.by} == {0.9}


@pytest.mark.parametrize("article", [STORY, *map(sample, NAMES)])
def test_a_cue_in_shadow_changes_no_byte_of_the_answer(
    scorer: BundleScorer, article: Article
) -> None:
    shadowed = scorer.with_lexicons(lexicons(scorer, a_lexicon("shadow")))

    answer, _ = shadowed.score_with_shadow(article)

    assert orjson.dumps(answer) == orjson.dumps(scorer.score(article))


def test_a_cue_in_shadow_is_told_beside_the_answer(scorer: BundleScorer) -> None:
    shadowed = scorer.with_lexicons(lexicons(scorer, a_lexicon("shadow")))

    _, shadow = shadowed.score_with_shadow(STORY)

    (hit,) = shadow.hits
    assert hit.exact == (STORY.text or "")[hit.start : hit.end] == "palace whisperer"
    assert (hit.cue, hit.signal, hit.field) == ("user.palace-whisper", "source.anonymous", "text")
    assert shadow.ruleset


def test_lexicons_take_the_place_of_others_and_leave_the_bundle_as_it_was(
    scorer: BundleScorer,
) -> None:
    with_own = scorer.with_lexicons(lexicons(scorer, a_lexicon()))

    back = with_own.with_lexicons(lexicons(scorer))

    assert orjson.dumps(back.score(STORY)) == orjson.dumps(scorer.score(STORY))
    assert back.judge.precision == scorer.judge.precision


def test_a_live_cue_keeps_to_its_conditions(scorer: BundleScorer) -> None:
    with_own = scorer.with_lexicons(lexicons(scorer, a_lexicon()))
    article = replace(STORY, text=(STORY.text or "").replace("told the paper", "told the novel"))

    assert own(with_own.score(article)) == []


def test_trying_calls_a_hit_what_the_service_finds_and_tells_what_it_does_not_count(
    scorer: BundleScorer,
) -> None:
    text = f"{STORY.text}\n\nThe novel has a palace whisperer in it. {WHISPER}"
    tried = try_lexicons(scorer, lexicons(scorer, a_lexicon()), replace(STORY, text=text))

    assert [finding.dropped for finding in tried.findings] == ["", "unless", ""]
    assert tried.findings[1].because == "`unless` matches in the sentence"
    hit = tried.findings[0]
    assert tried.text[hit.span.start : hit.span.end] == "palace whisperer"


def test_trying_tells_what_the_bundle_finds_anyway(scorer: BundleScorer) -> None:
    body = """
[[cue]]
id = "user.official"
signal = "source.anonymous"
pattern = '''\\bsenior\\s+official\\b'''
positive = ["A senior official said so."]
negative = ["A clerk said so."]
"""
    article = replace(
        STORY, text=f"A senior official told the paper that it was gone. {STORY.text}"
    )

    (finding,) = try_lexicons(scorer, lexicons(scorer, a_lexicon(body=body)), article).findings

    assert [
        by for by in finding.already if by.startswith(("rule:", "ledger:")) and "user." not in by
    ]


@pytest.mark.parametrize("name", NAMES)
def test_trying_the_bundles_own_cues_finds_exactly_what_they_find(
    scorer: BundleScorer, name: str
) -> None:
    """One code decides what counts: `find` and the trial must never drift apart."""
    everything = UserLexicons(scorer.ruleset, lexicons(scorer).shadow, "", "")

    tried = try_lexicons(scorer, everything, sample(name))

    assert sorted(f.cue for f in tried.findings if not f.dropped) == sorted(
        hit.cue.id for hit in scorer.ruleset.find(read_document(sample(name)))
    )
