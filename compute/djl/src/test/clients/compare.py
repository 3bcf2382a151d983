"""Compares what another program computes with the pytorch export of the same model, and prints JSON.

    python3 compare.py EXPORT PYTORCH

EXPORT holds model.pt (TorchScript) or config.json (transformers), and random tokens are read; or it is a file with
ids and the values that a program gave for them.
"""
import json
import os
import sys

import torch

export, source = sys.argv[1:3]
sys.dont_write_bytecode = True
sys.path.insert(0, source)
import model as ours  # noqa: E402


def apart(expected, found):
    return (expected.reshape(-1) - found.reshape(-1)).abs().max().item()


def file():
    """The trunk's vectors are what the first head reads."""
    with open(export) as opened:
        answer = json.load(opened)
    loaded, hidden = ours.load(source), []
    loaded.trunk.register_forward_hook(lambda module, read, given: hidden.append(given))
    arguments = {name: torch.tensor(answer["inputs"][name]) for name in answer["inputs"]}
    if not any(name == "token_type_ids" for name in loaded.forward.__code__.co_varnames):
        arguments.pop("token_type_ids", None)
    with torch.no_grad():
        scores = loaded(**arguments)
    expected = {"last_hidden_state": hidden[0]}
    if isinstance(scores, dict):
        expected.update({"logits" if i == 0 else name + "_logits": scores[name]
                         for i, name in enumerate(ours.HEAD_NAMES)})
    elif ours.HEAD_NAMES:
        expected["logits"] = scores
    print(json.dumps({"differences": {
        name: apart(expected[name], torch.tensor(values)) for name, values in answer["outputs"].items()}}))


def folder():
    torch.manual_seed(3)
    length = min(ours.CONTEXT, 16)
    ids = torch.randint(0, ours.VOCABULARY, (2, length))
    arguments = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    if hasattr(ours, "DECODER_LAYERS"):
        arguments["decoder_input_ids"] = torch.randint(0, ours.VOCABULARY, (2, length))
    with torch.no_grad():
        expected = ours.load(source)(**arguments)
        if os.path.exists(os.path.join(export, "model.pt")):
            found = torch.jit.load(os.path.join(export, "model.pt"))(**arguments)
        else:
            import transformers

            with open(os.path.join(export, "config.json")) as opened:
                config = json.load(opened)
            if config["model_type"] == "glassformer":
                return print(json.dumps({"skipped": "there is no class for this architecture, as the export says"}))
            name = config.get("architectures", [None])[0]
            if name is None:
                return print(json.dumps({"skipped": "there is no class with these heads, as the export says"}))
            found = getattr(transformers, name).from_pretrained(export).eval()(**arguments).logits
    pairs = [(expected, found)] if not isinstance(expected, dict) else [(expected[k], found[k]) for k in expected]
    print(json.dumps({"difference": max(apart(*pair) for pair in pairs)}))


folder() if os.path.isdir(export) else file()
