"""Copies a run and makes all weights of its newest checkpoint random.

    python3 randomise.py RUN COPY

What little training leaves of biases and norms, near 0 and 1, computes almost the same in a wrong layout, and a model
that has learned little repeats one token. With random numbers each token depends on all before it.
"""
import array
import hashlib
import json
import os
import random
import re
import shutil
import struct
import sys

from programs import newest_checkpoint


def randomise(run, copy, seed=1):
    """How many tensors were changed."""
    shutil.copytree(run, copy, ignore=shutil.ignore_patterns("exports", "attention"))
    _, checkpoint = newest_checkpoint(copy)
    for name in os.listdir(os.path.dirname(checkpoint)):
        if name != os.path.basename(checkpoint):
            shutil.rmtree(os.path.join(os.path.dirname(checkpoint), name))
    weights = os.path.join(checkpoint, "model.safetensors")
    with open(weights, "rb") as file:
        data = bytearray(file.read())
    before = hashlib.sha256(data).hexdigest()
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(bytes(data[8:8 + size]))
    with open(os.path.join(checkpoint, "config.json")) as file:
        vocabulary = json.load(file)["vocab_size"]
    changed, numbers = 0, random.Random(seed)
    for name, entry in sorted(header.items()):
        if name == "__metadata__":
            continue
        # What blocks find outweighs the token that they read, so that a tied head does not just repeat it.
        columns = entry["shape"][-1]
        if len(entry["shape"]) == 1:
            mean, spread = (1, 0.2) if name.endswith("weight") else (0, 0.1)
        else:
            mean, spread = 0, (1 if entry["shape"][0] == vocabulary else 3) * columns ** -0.5
        start, end = (8 + size + offset for offset in entry["data_offsets"])
        values = array.array("f", (numbers.gauss(mean, spread) for _ in range((end - start) // 4)))
        data[start:end] = values.tobytes()
        changed += 1
    with open(weights, "wb") as file:
        file.write(data)
    sign(os.path.join(checkpoint, "trainer.json"), before, hashlib.sha256(data).hexdigest())
    return changed


def sign(trainer, before, after):
    """Notes the file's new hash, and that of the notes themselves, which is taken while it is left out."""
    with open(trainer) as file:
        text = file.read().replace(before, after)
    own = re.search(r'"self" : "([0-9a-f]*)"', text)
    if own:
        bare = text.replace(own.group(1), "")
        text = text.replace(own.group(1), hashlib.sha256(bare.encode()).hexdigest())
    with open(trainer, "w") as file:
        file.write(text)


if __name__ == "__main__":
    print(randomise(*sys.argv[1:3]), "tensors are random")
