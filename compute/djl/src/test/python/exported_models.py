"""Opens exported models with Python's torch and compares their scores with the expected ones.

    python3 exported_models.py FOLDER

Each folder in FOLDER holds model.pt, or model.py with model.safetensors, and probes.json. Prints one JSON object: for
each folder the largest difference of model.pt and of model.py.
"""
import importlib.util
import json
import os
import sys

try:
    import torch
except ImportError:
    print("torch is not there")
    sys.exit(3)


def arguments(probe):
    ids = torch.tensor(probe["ids"])
    named = {"input_ids": ids}
    if "mask" in probe:
        named["attention_mask"] = torch.tensor(probe["mask"])
    if "types" in probe:
        named["token_type_ids"] = torch.tensor(probe["types"])
    if "decoder" in probe:
        named["decoder_input_ids"] = torch.tensor(probe["decoder"])
    return named


def difference(model, probes):
    worst = 0.0
    for probe in probes:
        with torch.no_grad():
            found = model(**arguments(probe))
        for head, expected in probe["logits"].items():
            scores = found[head] if isinstance(found, dict) else found
            flat = torch.tensor(expected["values"])
            apart = (scores.reshape(-1) - flat).abs()
            if list(scores.shape) != expected["shape"]:
                return 1e9
            if "mask" in probe and len(expected["shape"]) == 3 and "decoder" not in probe:
                real = torch.tensor(probe["mask"]).bool()[:, :, None].expand(scores.shape).reshape(-1)
                apart = apart[real]
            largest = apart.max().item()
            worst = largest if largest != largest else max(worst, largest)
    return worst


def source(folder):
    spec = importlib.util.spec_from_file_location("model_" + os.path.basename(folder), os.path.join(folder, "model.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load(folder)


result = {}
for name in sorted(os.listdir(sys.argv[1])):
    folder = os.path.join(sys.argv[1], name)
    if not os.path.exists(os.path.join(folder, "probes.json")):
        continue
    with open(os.path.join(folder, "probes.json")) as file:
        probes = json.load(file)
    result[name] = {}
    for kind, path, opened in (("script", "model.pt", torch.jit.load), ("source", "model.py", None)):
        if os.path.exists(os.path.join(folder, path)):
            try:
                model = opened(os.path.join(folder, path)) if opened else source(folder)
                result[name][kind] = difference(model, probes)
            except Exception as problem:
                result[name][kind] = 1e9
                print(f"{name} {kind}: {problem}", file=sys.stderr)
print(json.dumps(result))
