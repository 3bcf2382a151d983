"""Random cases of every measure, with what other implementations make of them.

    apt-get install python3-sklearn python3-nltk python3-scipy
    python3 metrics.py ../resources/glassformer/evaluate/metrics.json

Classes, curves and numbers are judged by scikit-learn and scipy, entities and BLEU by nltk. Where Debian has no package
(the word tokenizations and chrF of sacrebleu, ROUGE-L, the bootstrap), the published definition is written out here once
more, in another way than in Java. The same seed gives the same file.
"""
import json
import math
import random
import re
import sys
from collections import Counter
from fractions import Fraction

import numpy
from nltk.chunk import conlltags2tree
from nltk.translate.bleu_score import SmoothingFunction, corpus_bleu
from nltk.tree import Tree
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

random.seed(11)
numpy.random.seed(11)


def classes(count, names):
    truth = [random.choice(names) for _ in range(count)]
    rows = numpy.random.dirichlet([0.7] * len(names), count)
    for row, name in zip(rows, truth):
        row[names.index(name)] += random.choice([0, 0, 0.4])
        row /= row.sum()
    rows = numpy.round(rows, 2) + 0.003  # some scores are equal, none is 0
    rows = rows / rows.sum(axis=1, keepdims=True)
    said = [names[i] for i in rows.argmax(axis=1)]
    known = sorted(set(truth) | set(said))
    each = metrics.precision_recall_fscore_support(truth, said, labels=known, zero_division=0)
    means = {
        mean: list(metrics.precision_recall_fscore_support(truth, said, labels=known, average=mean, zero_division=0)[:3])
        for mean in ("micro", "macro", "weighted")
    }
    curves = []
    for i, name in enumerate(names):
        positive = [one == name for one in truth]
        if any(positive) and not all(positive):
            false, true, _ = metrics.roc_curve(positive, rows[:, i], drop_intermediate=False)
            curves.append({
                "label": name,
                "auc": metrics.roc_auc_score(positive, rows[:, i]),
                "falsePositives": false.tolist(),
                "truePositives": true.tolist(),
            })
    confidence = rows.max(axis=1)
    right = numpy.array([a == b for a, b in zip(truth, said)], dtype=float)
    accuracies, confidences = calibration_curve(right, confidence, n_bins=10)
    bins = numpy.digitize(confidence, numpy.linspace(0, 1, 11)[1:-1], right=True)
    gaps = [(abs(right[bins == b].mean() - confidence[bins == b].mean()), (bins == b).mean()) for b in set(bins)]
    return {
        "names": names, "truth": truth, "said": said, "probabilities": rows.tolist(), "known": known,
        "accuracy": metrics.accuracy_score(truth, said),
        "precision": each[0].tolist(), "recall": each[1].tolist(), "f1": each[2].tolist(),
        "support": each[3].tolist(), "means": means,
        "confusion": metrics.confusion_matrix(truth, said, labels=known).tolist(),
        "curves": curves,
        "binAccuracies": accuracies.tolist(), "binConfidences": confidences.tolist(),
        "expectedError": sum(gap * share for gap, share in gaps), "maximumError": max(gap for gap, _ in gaps),
        "logLoss": float(numpy.mean([-math.log(rows[i][names.index(t)]) for i, t in enumerate(truth)])),
    }


def entities(tags):
    """(type, from, to) of nltk's tree, in which an I without its B begins a chunk."""
    tree = conlltags2tree([(str(i), "X", tag) for i, tag in enumerate(tags)], strict=False)
    found, at = set(), 0
    for part in tree:
        size = len(part) if isinstance(part, Tree) else 1
        if isinstance(part, Tree):
            found.add((part.label(), at, at + size))
        at += size
    return found


def prf(right, said, truth):
    precision = right / said if said else 0
    recall = right / truth if truth else 0
    return [precision, recall, 2 * precision * recall / (precision + recall) if right else 0, truth]


def tags(count):
    names = ["O", "O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
    truth = [[random.choice(names) for _ in range(random.randint(1, 12))] for _ in range(count)]
    said = [[tag if random.random() < 0.8 else random.choice(names) for tag in row] for row in truth]
    pairs = [(entities(a), entities(b)) for a, b in zip(truth, said)]
    types = sorted({span[0] for a, b in pairs for span in a | b})
    scores = {}
    for kind in types + ["all"]:
        keep = lambda spans: {span for span in spans if kind in (span[0], "all")}
        scores[kind] = prf(
            sum(len(keep(a) & keep(b)) for a, b in pairs),
            sum(len(keep(b)) for a, b in pairs), sum(len(keep(a)) for a, b in pairs))
    return {"labels": sorted(set(names)), "truth": truth, "said": said, "scores": scores,
            "tokenAccuracy": metrics.accuracy_score(sum(truth, []), sum(said, []))}


def numbers(count):
    truth = numpy.round(numpy.random.normal(50, 20, count), 1)
    said = numpy.round(truth * random.uniform(-1, 1) + numpy.random.normal(0, 15, count))
    return {
        "truth": truth.tolist(), "said": said.tolist(),
        "meanSquaredError": metrics.mean_squared_error(truth, said),
        "meanAbsoluteError": metrics.mean_absolute_error(truth, said),
        "explainedVariance": metrics.r2_score(truth, said),
        "correlation": stats.pearsonr(truth, said)[0], "rankCorrelation": stats.spearmanr(truth, said)[0],
    }


# sacrebleu's ranges; a pair such as \u20000 is, as it compares, U+2000 followed by 0
IDEOGRAPHS = [
    ("\u3400", "\u4db5"), ("\u4e00", "\u9fbb"), ("\uf900", "\ufa2d"), ("\ufa30", "\ufa6a"), ("\ufa70", "\ufad9"),
    ("\u2000" + "0", "\u2a6d" + "6"), ("\uff00", "\uffef"), ("\u2e80", "\u2eff"), ("\u3000", "\u303f"),
    ("\u31c0", "\u31ef"), ("\u2f00", "\u2fdf"), ("\u2ff0", "\u2fff"), ("\u3100", "\u312f"), ("\u31a0", "\u31bf"),
    ("\ufe10", "\ufe1f"), ("\ufe30", "\ufe4f"), ("\u2600", "\u27bf"), ("\u3200", "\u33ff")]
# every ASCII character that is no letter, digit, quote, comma, dash or full stop
APART = "".join(c for c in map(chr, range(32, 127)) if not c.isalnum() and c not in "',-.")


def apart(line):
    """mteval's four rules, each in one scan from the left that consumes what it has matched."""
    line = "".join(" " + c + " " if c in APART else c for c in line)
    line = scan(line, lambda a, b: a not in "0123456789" and b in ".,", lambda a, b: a + " " + b + " ")
    line = scan(line, lambda a, b: a in ".," and b not in "0123456789", lambda a, b: " " + a + " " + b)
    line = scan(line, lambda a, b: a in "0123456789" and b == "-", lambda a, b: a + " " + b + " ")
    return line.split()


def scan(line, fits, change):
    out, at = [], 0
    while at < len(line):
        if at + 1 < len(line) and fits(line[at], line[at + 1]):
            out.append(change(line[at], line[at + 1]))
            at += 2
        else:
            out.append(line[at])
            at += 1
    return "".join(out)


def thirteen_a(text):
    text = text.rstrip().replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    for name, sign in (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(name, sign)
    return apart(" " + text + " ")


def zh(text):
    text = text.rstrip().strip()
    return apart("".join(
        " " + c + " " if any(low <= c <= high for low, high in IDEOGRAPHS) else c for c in text))


def bleu(hypotheses, references):
    """sacrebleu's: exp smoothing, 0 where nothing matches or where there is no 4-gram at all. nltk agrees where every
    text has four words; of a shorter one it counts an n-gram that is not there."""
    long = [(h, r) for h, r in zip(hypotheses, references) if len(h) >= 4]
    counted = corpus_bleu([[r] for _, r in long], [h for h, _ in long], smoothing_function=SmoothingFunction().method3)
    assert math.isclose(defined_bleu(*zip(*long)), counted, rel_tol=1e-12)
    return defined_bleu(hypotheses, references)


def defined_bleu(hypotheses, references):
    precisions, share = [], 1
    for n in range(1, 5):
        matches = total = 0
        for hypothesis, reference in zip(hypotheses, references):
            said = Counter(zip(*[hypothesis[i:] for i in range(n)]))
            true = Counter(zip(*[reference[i:] for i in range(n)]))
            matches += sum((said & true).values())
            total += sum(said.values())
        if n == 1 and matches == 0 or total == 0:
            return 0.0
        if matches == 0:
            share *= 2
        precisions.append(matches / total if matches else 1 / (share * total))
    length, other = sum(map(len, hypotheses)), sum(map(len, references))
    penalty = 1 if length >= other else math.exp(1 - other / length)
    return penalty * math.exp(sum(math.log(p) for p in precisions) / 4)


def chrf(hypotheses, references):
    precision = recall = Fraction(0)
    orders = 0
    for n in range(1, 7):
        said = true = both = 0
        for hypothesis, reference in zip(hypotheses, references):
            grams = [Counter(text[i:i + n] for i in range(len(text) - n + 1))
                     for text in ("".join(hypothesis.split()), "".join(reference.split()))]
            said += sum(grams[0].values()) if grams[1] else 0
            true += sum(grams[1].values())
            both += sum((grams[0] & grams[1]).values())
        if said and true:
            precision += Fraction(both, said)
            recall += Fraction(both, true)
            orders += 1
    if precision + recall == 0:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return float(5 * precision * recall / (4 * precision + recall))


def rouge_l(hypothesis, reference):
    han = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002a6df"
    words = lambda text: re.findall(rf"[{han}]|[^\W_{han}]+", text.lower())
    a, b = words(hypothesis), words(reference)
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    common = table[-1][-1]
    if not common:
        return 0.0
    precision, recall = common / len(a), common / len(b)
    return 2 * precision * recall / (precision + recall)


ENGLISH = ["the", "cat", "sat", "on", "a", "mat,", "3.5", "1,000", "it's", "well-known", "(sic)", "2-1", "U.S.", "x&amp;y",
           "\"quoted\"", "end.", "Caf\u00e9", "na\u00efve!", "100%", "a/b", "e.g.", "no,yes", "-5", "$9.99", "don\u2019t"]
CHINESE = list("\u732b\u5750\u5728\u57ab\u5b50\u4e0a\uff0c\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002\u201c\u201d\u2014\u00b7") + [
    "GPT-4", " 3.5 ", "\U00020000", "5-6", "ok,", "\u3000"]


def texts(count, pieces, join):
    references = [join.join(random.choice(pieces) for _ in range(random.randint(1, 14))) for _ in range(count)]
    hypotheses = []
    for reference in references:
        parts = reference.split(" ") if join else list(reference)
        kept = [part if random.random() < 0.75 else random.choice(pieces) for part in parts if random.random() < 0.9]
        hypotheses.append(join.join(kept))
    return hypotheses, references


def translations(count, pieces, join, tokenize):
    hypotheses, references = texts(count, pieces, join)
    said, true = [tokenize(t) for t in hypotheses], [tokenize(t) for t in references]
    return {
        "tokenization": "zh" if tokenize is zh else "13a",
        "hypotheses": hypotheses, "references": references, "words": true,
        "bleu": bleu(said, true), "chrf": chrf(hypotheses, references),
        "rougeL": float(numpy.mean([rouge_l(a, b) for a, b in zip(hypotheses, references)])),
        "exactMatch": float(numpy.mean([a.strip() == b.strip() for a, b in zip(hypotheses, references)])),
    }


def far(count):
    """Nothing but single words in common, so that smoothing decides."""
    references = [" ".join(random.sample("a b c d e f g h".split(), 6)) for _ in range(count)]
    hypotheses = [" ".join(sorted(reference.split(), reverse=True)) for reference in references]
    said, true = [thirteen_a(t) for t in hypotheses], [thirteen_a(t) for t in references]
    return {"tokenization": "13a", "hypotheses": hypotheses, "references": references, "words": true,
            "bleu": bleu(said, true), "chrf": chrf(hypotheses, references),
            "rougeL": float(numpy.mean([rouge_l(a, b) for a, b in zip(hypotheses, references)])),
            "exactMatch": 0.0}


def mixed(*parts):
    word, mask = 0, (1 << 64) - 1
    for part in parts:
        z = ((word ^ part) + 0x9E3779B97F4A7C15) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        word = z ^ (z >> 31)
    return word


def bootstrap(count, gain, samples, seed):
    one = numpy.random.rand(count) < 0.6 + gain
    other = numpy.random.rand(count) < 0.6
    drawn = numpy.array([[mixed(seed, r, i) % count for i in range(count)] for r in range(samples)])
    means, others = one[drawn].mean(axis=1), other[drawn].mean(axis=1)
    gaps = means - others
    low, high = int((gaps <= 0).sum()), int((gaps >= 0).sum())
    percentiles = lambda values: numpy.percentile(values, [2.5, 97.5]).tolist()
    return {"one": one.tolist(), "other": other.tolist(), "samples": samples, "seed": seed,
            "range": percentiles(gaps), "oneRange": percentiles(means), "otherRange": percentiles(others),
            "p": min(1, 2 * (min(low, high) + 1) / (samples + 1))}


cases = {
    "classes": [classes(60, list("abc")), classes(40, ["no", "yes"]), classes(90, ["n%d" % i for i in range(7)]),
                classes(12, list("abcdef"))],
    "tags": [tags(30), tags(15), tags(3)],
    "numbers": [numbers(50), numbers(9), numbers(120)],
    "texts": [translations(40, ENGLISH, " ", thirteen_a), translations(15, ENGLISH, " ", thirteen_a),
              translations(40, CHINESE, "", zh), translations(8, CHINESE, "", zh), far(5)],
    "bootstrap": [bootstrap(80, 0.25, 200, 1), bootstrap(50, 0, 150, 7)],
}
with open(sys.argv[1], "w", encoding="ascii") as out:
    out.write("{\n" + ",\n".join(
        json.dumps(name) + ": [\n" + ",\n".join(json.dumps(case) for case in group) + "]"
        for name, group in cases.items()) + "}\n")
