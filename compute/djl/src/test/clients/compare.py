"""Compares an export with the pytorch export of the same model on random tokens.

    python3 compare.py EXPORT PYTORCH

EXPORT holds model.pt (TorchScript) or config.json (transformers). Exit code 1 where scores differ by more than 1e-4.
"""
import json
import os
import sys

import torch

export, source = sys.argv[1:3]
sys.path.insert(0, source)
import model as ours  # noqa: E402

torch.manual_seed(3)
length = min(ours.CONTEXT, 16)
ids = torch.randint(0, ours.VOCABULARY, (2, length))
both = hasattr(ours, "DECODER_LAYERS")
arguments = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
if both:
    arguments["decoder_input_ids"] = torch.randint(0, ours.VOCABULARY, (2, length))
with torch.no_grad():
    expected = ours.load(source)(**arguments)
    if os.path.exists(os.path.join(export, "model.pt")):
        found = torch.jit.load(os.path.join(export, "model.pt"))(**arguments)
    else:
        import transformers

        with open(os.path.join(export, "config.json")) as file:
            config = json.load(file)
        if config["model_type"] == "glassformer":
            print("transformers has no class for this architecture, as the export says")
            sys.exit(0)
        name = config.get("architectures", [None])[0]
        if name is None:
            print("transformers has no class with these heads, as the export says")
            sys.exit(0)
        opened = getattr(transformers, name).from_pretrained(export).eval()
        found = opened(**arguments).logits
pairs = [(expected, found)] if not isinstance(expected, dict) else [(expected[k], found[k]) for k in expected]
worst = max((a.reshape(-1) - b.reshape(-1)).abs().max().item() for a, b in pairs)
print(f"scores differ by at most {worst:.2g}")
sys.exit(0 if worst <= 1e-4 else 1)
