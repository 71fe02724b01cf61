"""Aggregation rules in NumPy, each as its paper defines it and no cleverer.

Says what NumPy it has, then reads names of rules, one on a line, and answers each with the processor seconds it took
and a few numbers of its result. Usage: numpy_rules.py CLIENTS PARAMETERS KRUM_ATTACKERS BULYAN_ATTACKERS TRIM
"""

import sys
import time

import numpy as np

CLIENTS, PARAMETERS, KRUM_ATTACKERS, BULYAN_ATTACKERS = (int(word) for word in sys.argv[1:5])
TRIM = float(sys.argv[5])
PROBES = 8
MASK = 2**32 - 1


def update(client):
    """The same numbers as the Java side makes, from -1 to 1."""
    mixed = np.arange(PARAMETERS, dtype=np.uint32)
    mixed *= np.uint32(2654435761)
    mixed += np.uint32((client + 1) * 2246822519 & MASK)
    for shift, factor in ((15, 2246822507), (13, 3266489909)):
        mixed ^= mixed >> np.uint32(shift)
        mixed *= np.uint32(factor)
    mixed ^= mixed >> np.uint32(16)
    return mixed.view(np.int32).astype(np.float32) / np.float32(2**31)


def mean(updates):
    return np.mean(updates, axis=0)


def median(updates):
    return np.median(updates, axis=0)


def trimmed_mean(updates):
    dropped = int(TRIM * len(updates))
    return np.sort(updates, axis=0)[dropped : len(updates) - dropped].mean(axis=0)


def krum_scores(updates, attackers):
    nearest = max(1, len(updates) - attackers - 2)
    scores = []
    for i, one in enumerate(updates):
        distances = sorted(np.sum((one - other) ** 2) for j, other in enumerate(updates) if j != i)
        scores.append(sum(distances[:nearest]))
    return scores


def krum(updates):
    return updates[np.argmin(krum_scores(updates, KRUM_ATTACKERS))]


def multi_krum(updates):
    best = np.argsort(krum_scores(updates, KRUM_ATTACKERS), kind="stable")
    return updates[best[: len(updates) - KRUM_ATTACKERS]].mean(axis=0)


def bulyan(updates):
    left = list(range(len(updates)))
    picked = []
    while len(picked) < len(updates) - 2 * BULYAN_ATTACKERS:
        scores = krum_scores([updates[i] for i in left], BULYAN_ATTACKERS)
        picked.append(left.pop(int(np.argmin(scores))))
    chosen = updates[picked]
    distances = np.abs(chosen - np.median(chosen, axis=0))
    nearest = np.argsort(distances, axis=0, kind="stable")[: len(picked) - 2 * BULYAN_ATTACKERS]
    return np.take_along_axis(chosen, nearest, axis=0).mean(axis=0)


RULES = {
    "mean": mean,
    "median": median,
    "trimmedMean": trimmed_mean,
    "krum": krum,
    "multiKrum": multi_krum,
    "bulyan": bulyan,
}


def main():
    updates = np.stack([update(client) for client in range(CLIENTS)])
    print(np.__version__, flush=True)
    for line in sys.stdin:
        begin = time.process_time()
        result = RULES[line.strip()](updates)
        seconds = time.process_time() - begin
        probes = [result[i * (PARAMETERS - 1) // (PROBES - 1)] for i in range(PROBES)]
        print(seconds, *(float(probe) for probe in probes), flush=True)


main()
