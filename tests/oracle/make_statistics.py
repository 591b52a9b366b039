r"""Makes statistics.json beside it: random cases, and their statistics by other people's programs. The test oracle.rs
compares the crate's functions with it.

    python3.11 -m venv venv
    venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3 \
        mpmath==1.4.1 association-measures==0.3.2 pymannkendall==1.4.3 \
        lexical-diversity==0.1.1 logodds==0.1.0 matplotlib==3.11.2 tqdm==4.70.1 setuptools==65.5.0
    venv/bin/pip install --no-deps rbo==0.1.3 lexicalrichness==0.5.1
    venv/bin/python tests/oracle/make_statistics.py

rbo asks for an older numpy and lexicalrichness for textblob; neither needs them. lexicalrichness imports matplotlib,
rbo tqdm and lexical-diversity setuptools. Where two programs give the same statistic, they are compared with each other
here and one is written. A statistic that no program has is a plain formula, and says so. null is "undefined". Run
again, it writes the same bytes.
"""

import json
import math
import pathlib
import sys
from fractions import Fraction
from importlib.metadata import version

import association_measures.measures as am
import mpmath
import numpy as np
import pandas as pd
import pymannkendall
import rbo
from association_measures.frequencies import expected_frequencies, observed_frequencies
from lexical_diversity import lex_div
from lexicalrichness import LexicalRichness
from logodds import log_odds_details
from scipy import stats
from scipy.optimize import brentq
from scipy.spatial import distance
from scipy.special import rel_entr
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.tools import add_constant

PACKAGES = [
    "scipy", "statsmodels", "numpy", "mpmath", "association-measures", "pymannkendall", "lexicalrichness",
    "lexical-diversity", "logodds", "rbo"
]

RANDOM = np.random.default_rng(1893)
mpmath.mp.dps = 50


def agree(value, other, relative=1e-9, absolute=0.0):
    """The value, once another program has it too."""
    assert math.isclose(value, other, rel_tol=relative, abs_tol=absolute), f"{value} is not {other}"
    return float(value)


def cells_of(frequencies):
    """The observed and expected frequencies, as association-measures wants them; its integers would overflow."""
    return expected_frequencies(observed_frequencies(pd.DataFrame([frequencies], dtype=float)), observed=True)


# Keyness: a of n1 tokens in the target, b of n2 in the reference.


def tables():
    named = {
        "a worked example": (28, 1200, 5, 1500),
        "a worked example without reference": (6, 1200, 0, 1500),
        "none in the target": (0, 900, 14, 1100),
        "none in either": (0, 900, 0, 1100),
        "equal shares": (2, 20, 3, 30),
        "equal shares of a billion": (300_000, 1_000_000_000, 600_000, 2_000_000_000),
        "nearly equal shares": (1001, 100_000, 2001, 200_000),
        "nearly equal shares of a billion": (500_000, 1_000_000_000, 503_000, 1_000_000_000),
        "hardly unequal shares of a billion": (1_000_003, 1_000_000_000, 1_000_000, 1_000_000_000),
        "once in a billion": (1, 1_000_000_000, 0, 3_000_000_000),
        "extreme": (60_000, 1_000_000, 1_000, 1_000_000),
        "extreme in a billion": (90_000_000, 1_000_000_000, 10_000, 1_500_000_000),
        "extreme the other way": (12, 40_000_000, 9_000_000, 900_000_000),
        "every token of the target": (50, 50, 10, 200),
        "every token of both": (50, 50, 200, 200),
        "all apart": (70, 70, 0, 90),
        "small": (1, 2, 1, 3),
        "no target": (0, 0, 5, 100),
        "no reference": (5, 100, 0, 0),
        "nothing": (0, 0, 0, 0),
    }
    while len(named) < 44:
        n1, n2 = (int(10 ** RANDOM.uniform(2, 6.5)) for _ in range(2))
        share = 10 ** RANDOM.uniform(-4, -0.7)
        ratio = 2 ** RANDOM.normal(0, 0.5)
        cells = int(RANDOM.binomial(n1, min(1, share * ratio))), n1, int(RANDOM.binomial(n2, share)), n2
        named[f"random {len(named)}"] = cells
    return [table(name, *cells) for name, cells in named.items()]


def table(name, a, n1, b, n2):
    case = {"name": name, "target": a, "target_total": n1, "reference": b, "reference_total": n2}
    if n1 == 0 or n2 == 0:
        return case | {
            "log_likelihood": None,
            "log_ratio": None,
            "percent_difference": None,
            "bic": None,
            "odds_ratio": None,
        }
    cells = cells_of({"f1": a, "N1": n1, "f2": b, "N2": n2})
    g2 = log_likelihood(a, n1, b, n2, cells)
    two_by_two = Table2x2(np.array([[a, n1 - a], [b, n2 - b]], float), shift_zeros=False)
    # The default there is Walter's discounting, which adds to every count.
    log_ratio = am.log_ratio(cells, disc=0.5, discounting="Hardie2014")[0] if a * b else raised_log_ratio(a, n1, b, n2)
    return case | {
        "log_likelihood": g2,
        "log_ratio": None if log_ratio is None else float(log_ratio),
        # %DIFF has no program; it is the risk ratio less 1, in percent.
        "percent_difference": float(100 * (two_by_two.riskratio - 1)) if b > 0 else None,
        # A plain formula (Wilson 2013).
        "bic": abs(g2) - math.log(n1 + n2),
        "odds_ratio": float(two_by_two.oddsratio) if b * (n1 - a) > 0 else None,
    }


def raised_log_ratio(a, n1, b, n2):
    """A plain formula (Sweeting, Sutton and Lambert 2004): to each frequency its total's part of both totals is added, and
    to each total twice that. In fractions, so that nothing is rounded before the logarithm."""
    if a + b == 0:
        return None
    k1, k2 = Fraction(n1, n1 + n2), Fraction(n2, n1 + n2)
    ratio = ((a + k1) / (n1 + 2 * k1)) / ((b + k2) / (n2 + 2 * k2))
    return mpmath.log(mpmath.mpf(ratio.numerator) / ratio.denominator, 2)


def log_likelihood(a, n1, b, n2, cells):
    """Signed G2, from the formula in 50 digits: in 16, large terms cancel, and scipy has 4.73e-6 for the 4.50e-6 of the
    hardly unequal shares above. scipy and association-measures, which have none where a column is empty, must give the
    same up to that."""
    observed = [[a, n1 - a], [b, n2 - b]]
    n, rows, columns = n1 + n2, [n1, n2], [a + b, n1 + n2 - a - b]
    exact = 2 * sum(
        mpmath.mpf(observed[i][j]) * mpmath.log(mpmath.mpf(observed[i][j]) * n / (rows[i] * columns[j]))
        for i in range(2)
        for j in range(2)
        if observed[i][j] > 0
    )
    exact = float(exact if a * n >= (a + b) * n1 else -exact)
    if min(columns) > 0:
        scipys = stats.chi2_contingency(observed, correction=False, lambda_="log-likelihood").statistic
        agree(exact, math.copysign(scipys, exact), absolute=1e-15 * n)
        agree(exact, am.log_likelihood(cells)[0], absolute=1e-15 * n)
    return exact


def p_values():
    chosen = [
        0.0, 1e-12, 1e-4, 0.1, 0.99999, 1.00001, 3.841458820694124, 10.0, 23.488464893, 99.5, 999.99, 1000.01,
        1350.0, 1390.0, 1500.0, 1e4, 1e5, 3e6, 1e9
    ]
    return [p_value(float(g2)) for g2 in chosen + list(np.round(10 ** RANDOM.uniform(-3, 5, 11), 6))]


def p_value(g2):
    exact = mpmath.log10(mpmath.erfc(mpmath.sqrt(mpmath.mpf(g2) / 2)))
    logarithm = stats.chi2.logsf(g2, 1) / math.log(10)
    if g2 < 1300:
        agree(float(exact), logarithm, absolute=1e-15)
    return {"log_likelihood": g2, "p": float(stats.chi2.sf(g2, 1)), "log10_p": float(exact)}


def log_odds():
    """Fightin' Words: whole vocabularies, the prior being both corpora together, as in logodds' informative prior."""
    cases = [
        log_odds_case("worked example", word, {"a": 10, "b": 6, "c": 3, "d": 1}, {"a": 4, "b": 6, "e": 10}, None)
        for word in "abce"
    ]
    for size in [300, 5_000, 2_000_000]:
        shares = RANDOM.dirichlet(np.full(30, 0.3), 2)
        corpora = [
            dict(zip(range(30), map(int, RANDOM.multinomial(size * factor, share))))
            for share, factor in zip(shares, (1, 3))
        ]
        together = {word: corpora[0][word] + corpora[1][word] for word in range(30)}
        cases += [log_odds_case(f"{size} tokens", word, *corpora, together) for word in range(0, 30, 4)]
    return cases


def log_odds_case(name, word, first, second, prior_counts):
    details = log_odds_details(first, second, prior_counts=prior_counts, alpha=0.01)
    return {
        "name": f"{name}, word {word}",
        "target": first.get(word, 0),
        "target_total": sum(first.values()),
        "reference": second.get(word, 0),
        "reference_total": sum(second.values()),
        "prior": float(details[word]["prior"]),
        "prior_total": float(sum(each["prior"] for each in details.values())),
        "z": float(details[word]["z"]),
    }


def false_discovery():
    vectors = [
        [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205],
        [0.04],
        [1.0, 1.0, 1.0],
        [0.03, 0.03, 0.01, 0.03],
        [1e-300, 0.5, 1e-12, 1.0, 0.0],
        list(RANDOM.uniform(size=40)),
        list(RANDOM.beta(0.3, 1, 40)),
        list(np.round(RANDOM.beta(0.3, 2, 60), 2)),
        list(10 ** -RANDOM.uniform(0, 200, 12)),
        sorted(RANDOM.uniform(0.2, 1, 15), reverse=True),
    ]
    return [
        {"p_values": list(map(float, p)), "q_values": list(map(float, multipletests(p, method="fdr_bh")[1]))}
        for p in vectors
    ]


# Association: f of a pair, f of its parts, and the tokens.


def associations():
    signatures = [(1, 1, 1, 1_000_000_000), (7, 7, 7, 100), (5, 900_000, 40_000_000, 1_000_000_000)]
    for _ in range(17):
        total = int(10 ** RANDOM.uniform(3, 9))
        first, second = (int(total * 10 ** RANDOM.uniform(-2.5, -0.5)) + 1 for _ in range(2))
        signatures.append((int(RANDOM.integers(1, min(first, second) + 1)), first, second, total))
    # A pair has no fewer places than its parts take together.
    return [association(f, f1, f2, max(n, f1 + f2 - f)) for f, f1, f2, n in signatures]


def association(f, f1, f2, n):
    cells = cells_of({"f": f, "f1": f1, "f2": f2, "N": n})
    return {
        "together": f,
        "first": f1,
        "second": f2,
        "total": n,
        # In decimal digits there, in bits here.
        "mutual_information": float(am.mutual_information(cells)[0] * math.log2(10)),
        # 14 + log2 of the Dice coefficient, which is there (Rychlý 2008).
        "log_dice": 14 + math.log2(am.dice(cells)[0]),
    }


# Dispersion and weight: plain formulas, there being no program.


def dispersions():
    cases = {
        "worked example": ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]),
        "one part": ([4], [90]),
        "none": ([0, 0, 0], [5, 6, 7]),
        "all in one part": ([0, 0, 8], [500, 300, 20]),
        "an empty part": ([3, 0, 1], [100, 0, 80]),
        "in proportion": ([10, 20, 30], [100, 200, 300]),
        "huge": ([7, 900, 12_000], [10_000_000, 1_000_000_000, 600_000_000]),
    }
    for parts in [2, 5, 20, 60]:
        sizes = RANDOM.integers(50, 5000, parts)
        cases[f"{parts} random parts"] = RANDOM.poisson(sizes * RANDOM.gamma(0.5, 0.01, parts)) + 1, sizes
    return [dispersion(name, np.array(counts), np.array(sizes)) for name, (counts, sizes) in cases.items()]


def dispersion(name, counts, sizes):
    case = {"name": name, "parts": [[int(v), int(size)] for v, size in zip(counts, sizes)]}
    counts, sizes = counts[sizes > 0], sizes[sizes > 0]
    if counts.sum() == 0 or len(sizes) < 2:
        return case | {"dp": None, "dp_norm": None}
    shares = sizes / sizes.sum()
    # Gries 2008; Lijffijt and Gries 2012.
    dp = float(np.abs(counts / counts.sum() - shares).sum() / 2)
    return case | {"dp": dp, "dp_norm": dp / (1 - float(shares.min()))}


def tf_idfs():
    cases = [(0, 3, 10), (5, 10, 10), (5, 1, 10), (1, 999_999, 1_000_000), (4_000_000_000, 7, 90_000), (5, 0, 10)]
    # Spärck Jones 1972.
    return [
        {"frequency": f, "documents_with": df, "documents": n, "tf_idf": f * math.log10(n / df) if df > 0 else None}
        for f, df, n in cases
    ]


# Similarity of two vocabularies.


def vocabularies():
    cases = {
        "worked example": [(10, 4), (6, 6), (3, 0), (1, 0), (0, 10)],
        "the same": [(5, 5), (3, 3), (1, 1)],
        "the same shares": [(5, 15), (3, 9), (1, 3)],
        "nothing shared": [(5, 0), (0, 3), (1, 0)],
        "one term": [(4, 9)],
        "one inside the other": [(5, 5), (3, 0), (1, 2)],
        "huge": [(900_000_000, 1_000_000_000), (3, 0), (70, 70_000_000)],
    }
    for terms in [4, 6, 9, 12, 16, 20, 25, 30]:
        counts = RANDOM.zipf(1.6, (terms, 2)).clip(max=100_000)
        counts[RANDOM.uniform(size=(terms, 2)) < 0.3] = 0
        counts[0] = [3, 2]
        cases[f"{terms} random terms"] = [tuple(map(int, pair)) for pair in counts]
    return [vocabulary(name, pairs) for name, pairs in cases.items()]


def vocabulary(name, pairs):
    a, b = np.array(pairs, float).T
    p, q = a / a.sum(), b / b.sum()
    parts = (rel_entr(p, (p + q) / 2) + rel_entr(q, (p + q) / 2)) / 2 / math.log(2)
    # scipy has no weighted Jaccard. Of shares, sum min is 1 less the Bray-Curtis distance, and sum max the rest of 2.
    smaller = 1 - distance.braycurtis(p, q)
    first, second = a > 0, b > 0
    return {
        "name": name,
        "counts": [list(pair) for pair in pairs],
        "jensen_shannon": agree(distance.jensenshannon(p, q, base=2) ** 2, parts.sum(), absolute=1e-12),
        "jensen_shannon_parts": [float(part) for part in parts],
        "weighted_jaccard": agree(
            smaller / (2 - smaller), np.minimum(p, q).sum() / np.maximum(p, q).sum(), absolute=1e-15
        ),
        "cosine": float(1 - distance.cosine(a, b)),
        "jaccard": float(1 - distance.jaccard(first, second)),
        "dice": float(1 - distance.dice(first, second)),
        # A plain formula (Szymkiewicz 1934).
        "overlap_coefficient": float((first & second).sum() / min(first.sum(), second.sum())),
    }


# Two ranked lists.


def rankings():
    cases = {
        "worked example": (list(range(6)), [1, 0, 2, 4, 6, 3]),
        "the same": (list(range(9)), list(range(9))),
        "turned round": (list(range(9)), list(range(9))[::-1]),
        "nothing shared": ([1, 2, 3], [4, 5, 6, 7]),
        "one thing": ([1], [1]),
        "one thing and many": ([5], [1, 2, 3, 4, 5, 6]),
        "the head of the other": ([1, 2], [1, 2, 3, 4, 5, 6, 7]),
        "the tail of the other": ([6, 7], [1, 2, 3, 4, 5, 6, 7]),
        "an empty list": ([], [1, 2]),
    }
    for first, second in [(5, 5), (10, 10), (30, 30), (3, 20), (20, 3), (7, 12), (40, 25), (50, 50)]:
        things = max(first, second) + int(RANDOM.integers(0, 10))
        cases[f"random {first} and {second}"] = tuple(
            list(map(int, RANDOM.permutation(things)[:length])) for length in (first, second)
        )
    return [
        {
            "name": name,
            "first": first,
            "second": second,
            "persistence": persistence,
            # The package gives 0 or 1 for empty lists, which are undefined here.
            "rank_biased_overlap": rank_biased_overlap(first, second, persistence) if first and second else None,
        }
        for name, (first, second) in cases.items()
        for persistence in (0.9, 0.5)
    ]


def rank_biased_overlap(first, second, persistence):
    ranking = rbo.RankingSimilarity(first, second)
    extrapolated = float(ranking.rbo_ext(p=persistence))
    if len(first) == len(second):
        agree(extrapolated, ranking.rbo(p=persistence, ext=True), absolute=1e-15)
    return extrapolated


# Diversity of a text.


def texts():
    cases = {
        "no token comes twice": list(range(60)),
        "one type": [7] * 60,
        "shorter than all windows": [1, 2, 1, 3, 4],
        "42 tokens": zipf_text(42),
        "50 tokens": zipf_text(50),
        "49 tokens": zipf_text(49),
        # 18 types in 25 tokens: a ratio at the threshold of MTLD.
        "a factor at the threshold": (list(range(18)) + list(range(7))) * 3,
    }
    for length in [51, 80, 120, 200, 250, 300, 400, 500, 550, 600]:
        cases[f"{length} random tokens"] = zipf_text(length)
    return [text(name, tokens) for name, tokens in cases.items()]


def zipf_text(length):
    ranks = np.arange(1, 400)
    return [int(token) for token in RANDOM.choice(ranks, length, p=1 / ranks / (1 / ranks).sum())]


def text(name, tokens):
    richness = LexicalRichness(tokens, preprocessor=None, tokenizer=None)
    ttr = agree(richness.ttr, lex_div.ttr(tokens))
    # Shorter texts than the window or sample have none; lexical-diversity gives their type-token ratio for the window.
    mattr = agree(richness.mattr(50), lex_div.mattr(tokens, 50)) if len(tokens) >= 50 else None
    hdd = agree(richness.hdd(42), lex_div.hdd(tokens)) if len(tokens) >= 42 else None
    return {
        "name": name,
        "tokens": tokens,
        "type_token_ratio": ttr,
        "moving_average": mattr,
        # Without a factor lexicalrichness gives the length. lexical-diversity is left out: its factors end below the
        # threshold, not at it, and after ten tokens or more.
        "mtld": float(richness.mtld(0.72)) if ttr < 1 else None,
        "hypergeometric": hdd,
        "yule_k": float(richness.yulek),
    }


def spectra():
    """Frequencies and how many types have each, in rational numbers."""
    cases = [
        [(1, 50)],
        [(42, 1)],
        [(1, 41)],
        [(1, 20), (2, 11)],
        [(1, 900_000), (17, 50_001), (90_000, 4_000), (50_000_000, 7)],
        [(500_000_000, 2)],
        [(3, 5), (999_999_900, 1)],
        [(1, 1_000_000_000)],
    ]
    return [spectrum(pairs) for pairs in cases]


def spectrum(pairs):
    n = sum(i * types for i, types in pairs)
    absent = [Fraction(math.comb(n - i, 42), math.comb(n, 42)) if n >= 42 else None for i, _ in pairs]
    return {
        "spectrum": [list(pair) for pair in pairs],
        "hypergeometric": float(sum(types * (1 - q) for (_, types), q in zip(pairs, absent)) / 42) if n >= 42 else None,
        "yule_k": float(10_000 * Fraction(sum(i * i * types for i, types in pairs) - n, n * n)),
    }


# Trend.


def series():
    cases = {
        "rising": [1.0, 2.0, 3.0, 4.0, 5.0],
        "falling": [9.0, 7.0, 4.0, 3.5, 1.0, -2.0],
        "all equal": [0.3] * 7,
        "four values": [1.0, 2.0, 3.0, 4.0],
        "two levels": [0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0],
        "one different": [0.2, 0.2, 0.2, 0.2, 0.2, 0.9],
    }
    for length in [5, 6, 7, 8, 9, 10, 12, 13, 14]:
        slope = RANDOM.normal(0, 0.05)
        values = slope * np.arange(length) + RANDOM.normal(0, 0.1, length)
        cases[f"{length} random values"] = list(map(float, np.round(values, 6)))
        cases[f"{length} random values with ties"] = list(map(float, np.round(values, 1)))
    for length in [50, 51]:
        cases[f"{length} random values"] = list(
            map(float, np.round(RANDOM.normal(0, 1, length) + np.arange(length) / 40, 6))
        )
    return [trend(name, values, level) for (name, values), level in zip(cases.items(), [0.95, 0.8, 0.99] * len(cases))]


def trend(name, values, level):
    case = {"name": name, "values": values, "level": level}
    if len(values) < 5:
        return case | {"mann_kendall": None, "theil_sen": None}
    order = range(len(values))
    ties = len(set(values)) < len(values)
    test = pymannkendall.original_test(values)
    exact = not ties and len(values) <= 50
    # pymannkendall's tau takes no account of ties; scipy's is tau-b, and none where all are equal.
    tau = stats.kendalltau(order, values).statistic
    slope = stats.theilslopes(values, alpha=level)
    return case | {
        "mann_kendall": {
            "s": int(test.s),
            "tau": None if math.isnan(tau) else float(tau),
            "p_value": float(stats.kendalltau(order, values, method="exact").pvalue if exact else test.p),
        },
        "theil_sen": {
            "slope": agree(slope.slope, test.slope, absolute=1e-15),
            "low": float(slope.low_slope),
            "high": float(slope.high_slope),
        },
    }


# Intervals of shares: clusters of n clauses, x of which have the property.


def clusters(count, share, spread=True):
    sizes = 1 + RANDOM.poisson(3, count) if spread else np.ones(count, int)
    return [[int(n), int(x)] for n, x in zip(sizes, RANDOM.binomial(sizes, share))]


def independent(pairs):
    """x and n of as many independent clauses as the clusters are worth. The design effect is the crate's own, a plain
    formula from the description of share.rs."""
    n, x = np.array(pairs, float).T
    share = x.sum() / n.sum()
    clustered = ((x - share * n) ** 2).sum() * len(n) / (len(n) - 1)
    expected = (1 + math.sqrt((n**2).sum() / n.sum())) / 2
    effect = max(1, (clustered + 2 * expected) / (n.sum() * share * (1 - share) + 2))
    return x.sum() / effect, n.sum() / effect


def share_intervals():
    cases = {
        "none of 20 lone clauses": [[1, 0]] * 20,
        "all of 20 lone clauses": [[1, 1]] * 20,
        "one cluster": [[9, 4]],
        "no clause": [],
        "two clusters": [[5, 1], [3, 2]],
        "30 lone clauses": clusters(30, 0.3, False),
    }
    cases |= {
        f"{count} clusters": clusters(count, share) for count, share in [(5, 0.5), (20, 0.05), (60, 0.2), (300, 0.01)]
    }
    return [
        share_interval(name, pairs, level) for (name, pairs), level in zip(cases.items(), [0.95, 0.95, 0.8, 0.99] * 9)
    ]


def share_interval(name, pairs, level):
    case = {"name": name, "clusters": pairs, "level": level}
    if len(pairs) < 2:
        return case | {"interval": [0.0, 1.0] if pairs else None}
    x, n = independent(pairs)
    # A normal alpha there: the one with the critical value that Student's t has.
    alpha = 2 * stats.norm.sf(stats.t.isf((1 - level) / 2, len(pairs) - 1))
    low, high = proportion_confint(x, n, alpha, method="wilson")
    return case | {"interval": [float(low), float(high)]}


def change_intervals():
    """Newcombe's interval in statsmodels has one critical value, so both groups have as many clusters."""
    return [
        change_interval(clusters(count, before), clusters(count, after))
        for count, before, after in [(6, 0.2, 0.4), (15, 0.1, 0.2), (25, 0.02, 0.3), (40, 0.5, 0.3), (80, 0.05, 0.2)]
    ]


def change_interval(reference, target):
    degrees = len(reference) - 1
    x1, n1, x2, n2 = *independent(target), *independent(reference)

    def interval(critical):
        # A normal alpha there: the one with this critical value.
        return confint_proportions_2indep(
            x1, n1, x2, n2, compare="diff", method="newcomb", alpha=2 * stats.norm.sf(critical)
        )

    # The critical value at which the bound nearest zero is zero.
    touching = brentq(lambda critical: interval(critical)[0 if x1 / n1 > x2 / n2 else 1], 1e-6, 30, xtol=1e-14)
    return {
        "reference": reference,
        "target": target,
        "interval": list(map(float, interval(stats.t.isf(0.025, degrees)))),
        "p_value": float(2 * stats.t.sf(touching, degrees)),
    }


def jackknives():
    """Differences of two means, whose jackknife variance is the usual one: parts of one size; then such that the means
    without a part differ with its size too."""
    cases = [(5, 5, 0.95, 0), (20, 20, 0.95, 0), (20, 12, 0.8, 0), (3, 7, 0.99, 0), (3, 2, 0.95, 0)]
    return [jackknife(*case) for case in cases + [(8, 8, 0.95, 0.001), (20, 11, 0.95, 0.0005), (3, 30, 0.8, 0.001)]]


def jackknife(first, second, level, slope):
    a, b = RANDOM.uniform(0.4, 0.9, first), RANDOM.uniform(0, 0.5, second)
    value = a.mean() - b.mean()
    without = [
        [np.delete(a, index).mean() - b.mean() for index in range(first)],
        [a.mean() - np.delete(b, index).mean() for index in range(second)],
    ]
    sizes = [RANDOM.integers(20, 200, count) if slope else np.full(count, 50) for count in (first, second)]
    values = [np.array(values) - slope * size for values, size in zip(without, sizes)]
    if min(first, second) < 3:
        interval = None
    elif slope:
        interval = regression_interval(value, values, sizes, level)
    else:
        interval = stats.ttest_ind(a, b, equal_var=False).confidence_interval(level)
    first_left_out, second_left_out = (
        [[float(value), int(size)] for value, size in zip(*sample)] for sample in zip(values, sizes)
    )
    return {
        "value": float(value), "level": level, "first": first_left_out, "second": second_left_out,
        "interval": interval and [max(float(interval[0]), 0.0), min(float(interval[1]), 1.0)],
    }


def regression_interval(value, values, sizes, level):
    """The crate's own: the variance is that of the residuals of a regression on the sizes, which is statsmodels'; the
    jackknife's factor and Welch's degrees of freedom are plain formulas."""
    fits = [OLS(values, add_constant(sizes.astype(float))).fit() for values, sizes in zip(values, sizes)]
    variances = [fit.mse_resid * (fit.nobs - 1) ** 2 / fit.nobs for fit in fits]
    degrees = sum(variances) ** 2 / sum(variance**2 / fit.df_resid for variance, fit in zip(variances, fits))
    return stats.t.interval(level, degrees, value, math.sqrt(sum(variances)))


FAMILIES = [
    tables, p_values, log_odds, false_discovery, associations, dispersions, tf_idfs, vocabularies, rankings, texts,
    spectra, series, share_intervals, change_intervals, jackknives
]


def dump(value):
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def main():
    made_with = {"python": ".".join(map(str, sys.version_info[:3]))} | {
        package: version(package) for package in PACKAGES
    }
    # One case a line.
    families = [f'"{family.__name__}": [\n' + ",\n".join(map(dump, family())) + "\n]" for family in FAMILIES]
    text = "{\n" + ",\n".join([f'"made_with": {dump(made_with)}', *families]) + "\n}\n"
    (pathlib.Path(__file__).parent / "statistics.json").write_text(text, encoding="utf-8")


main()
