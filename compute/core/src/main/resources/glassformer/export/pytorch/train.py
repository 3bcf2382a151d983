"""Goes on with a training where Glassformer stopped: the same weights, optimizer memory, schedule, data and seed.

    python3 train.py                                one process
    torchrun --nproc_per_node=4 train.py            four GPUs of this machine, or four CPU processes without GPUs
    torchrun --nnodes=2 --nproc_per_node=4 --rdzv_backend=c10d --rdzv_endpoint=HOST:29500 train.py

Each process takes its share of the rows of every batch, so the update is that of one process. What it reaches is
written to continued/, from where `--from continued` goes on. Needs PyTorch 1.13 or newer and numpy; torchrun of 1.13
stumbles over Python 3.11 and newer unless it is given `--redirects 1 --tee 2`.
"""
import argparse
import contextlib
import json
import math
import os

import numpy
import torch
import torch.distributed as distributed
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

from model import HEAD_NAMES, Model, read_safetensors, stored_names, turned, write_safetensors

HERE = os.path.dirname(os.path.abspath(__file__))
IGNORED = -100
MASK = (1 << 64) - 1


def hashed(*parts):
    """SplitMix64 over some numbers: which rows a step sees follows from the seed and the step alone."""
    h = 0
    for part in parts:
        z = ((h ^ (part & MASK)) + 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        h = z ^ (z >> 31)
    return h


class TokenData:
    """A text as token ids; each row is a window of it, drawn anew for each step."""

    def __init__(self, settings):
        self.settings = settings
        dtype = {2: "<u2", 4: "<i4"}[settings["idBytes"]]
        self.train = numpy.memmap(os.path.join(HERE, "data", "train.bin"), dtype=dtype, mode="r")
        self.validation = numpy.memmap(os.path.join(HERE, "data", "validation.bin"), dtype=dtype, mode="r")

    def batch(self, ids, starts):
        T = self.settings["contextLength"]
        rows = numpy.stack([numpy.asarray(ids[s:s + T + 1], dtype=numpy.int64) for s in starts])
        rows = torch.from_numpy(rows)  # (B, T + 1)
        head = HEAD_NAMES[0]
        return {"arguments": {"input_ids": rows[:, :-1]},
                "labels": {head: {"classes": rows[:, 1:], "weight": 1.0, "smoothing": 0.0}}}

    def micro_batches(self, step, rank, world):
        s, T = self.settings, self.settings["contextLength"]
        for micro in range(s["accumulation"]):
            rows = range(rank, s["batchSize"], world)
            yield self.batch(self.train, [hashed(s["seed"], step, micro, row) % (len(self.train) - T) for row in rows])

    def validation_batches(self):
        s, T = self.settings, self.settings["contextLength"]
        windows = min(s["evaluateBatches"] * s["batchSize"], (len(self.validation) - 1) // T)
        last = len(self.validation) - T - 1
        starts = [0 if windows == 1 else i * last // (windows - 1) for i in range(windows)]
        for i in range(0, windows, s["batchSize"]):
            yield self.batch(self.validation, starts[i:i + s["batchSize"]])


class RecordedData:
    """The batches that Glassformer would have trained on next, as it recorded them; after the last, the first again."""

    def __init__(self, settings):
        self.steps = {}
        for line in self.lines("batches.jsonl"):
            self.steps.setdefault(line["step"], []).append(line)
        self.validation = list(self.lines("validation.jsonl"))
        if not self.steps:
            raise SystemExit("data/batches.jsonl holds no batches: export again with more pytorch.batches")

    @staticmethod
    def lines(name):
        with open(os.path.join(HERE, "data", name)) as file:
            for line in file:
                yield json.loads(line)

    @staticmethod
    def batch(line, rows):
        def side(name, data):
            tensors = {name: torch.tensor(data["ids"])[rows]}
            prefix = "decoder_" if name.startswith("decoder") else ""
            if "lengths" in data:
                lengths = torch.tensor(data["lengths"])[rows]
                tensors[prefix + "attention_mask"] = (
                    torch.arange(tensors[name].shape[1])[None, :] < lengths[:, None]).long()
            if "types" in data:
                tensors["token_type_ids"] = torch.tensor(data["types"])[rows]
            return tensors

        arguments = side("input_ids", line["input"])
        if "decoder" in line:
            arguments.update(side("decoder_input_ids", line["decoder"]))
        labels = {}
        for head, label in line["labels"].items():
            kind = "classes" if "classes" in label else "values"
            labels[head] = dict(label, **{kind: torch.tensor(label[kind])[rows]})
        return {"arguments": arguments, "labels": labels}

    def micro_batches(self, step, rank, world):
        known = sorted(self.steps)
        for line in self.steps[known[(step - known[0]) % len(known)]]:
            rows = list(range(rank, len(line["input"]["ids"]), world))
            if rows:
                yield self.batch(line, rows)

    def validation_batches(self):
        for line in self.validation:
            yield self.batch(line, list(range(len(line["input"]["ids"]))))


def losses(model, batch, device, world=1):
    """The loss as Glassformer has it: the sum over heads of weight times the mean over labels, those of all processes."""
    found = model(**{name: value.to(device) for name, value in batch["arguments"].items()})
    total = 0.0
    for head, label in batch["labels"].items():
        scores = found[head] if isinstance(found, dict) else found
        if "classes" in label:
            classes = label["classes"].to(device).reshape(-1)
            summed = F.cross_entropy(scores.reshape(-1, scores.shape[-1]), classes, ignore_index=IGNORED,
                                     reduction="sum", label_smoothing=label["smoothing"])
            count = (classes != IGNORED).sum().float()
        else:
            values = label["values"].to(device)
            summed = ((scores.reshape(-1) - values) ** 2).sum()
            count = torch.tensor(float(len(values)), device=device)
        if world > 1:
            distributed.all_reduce(count)
        total = total + label["weight"] * summed * world / count.clamp(min=1)
    return total


def learning_rate(s, step):
    """The schedule at an update, from 1; after the last one it stays."""
    peak, warmup, steps, kind = s["peak"], s["warmupSteps"], s["steps"], s["kind"]
    step = min(step, max(steps, warmup + 1))

    def between(start, end, progress):
        return end + (start - end) * 0.5 * (1 + math.cos(math.pi * progress))

    if step <= warmup:
        return between(peak / 25, peak, step / warmup) if kind == "one-cycle" else peak * step / warmup
    progress = 1 if steps <= warmup + 1 else (step - warmup) / (steps - warmup)
    return {
        "constant": lambda: peak,
        "linear": lambda: peak * (s["finalShare"] + (1 - s["finalShare"]) * (1 - progress)),
        "cosine": lambda: between(peak, peak * s["finalShare"], progress),
        "inverse-sqrt": lambda: peak * math.sqrt(max(1, warmup) / step),
        "one-cycle": lambda: between(peak, peak / 25 / 1e4, progress),
        "step": lambda: peak * s["dropFactor"] ** ((step - warmup - 1) // s["dropEvery"]),
    }[kind]()


class Lion(torch.optim.Optimizer):
    """Moves by the sign of a mean gradient (Chen et al. 2023)."""

    def __init__(self, groups, beta1, beta2):
        super().__init__(groups, {"lr": 0.0, "weight_decay": 0.0, "beta1": beta1, "beta2": beta2})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                mean = self.state[p].setdefault("exp_avg", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                direction = mean * group["beta1"] + p.grad * (1 - group["beta1"])
                p.sub_(direction.sign(), alpha=group["lr"])
                mean.mul_(group["beta2"]).add_(p.grad, alpha=1 - group["beta2"])


def make_optimizer(settings, model, names):
    """One group of parameters for each factor of the learning rate, with and without decay."""
    o, groups = settings["optimizer"], {}
    for name, parameter in model.named_parameters():
        factor = settings["factors"].get(names[name])
        parameter.requires_grad_(factor is not None)
        if factor is not None:
            groups.setdefault((factor, names[name] in settings["decays"]), []).append(parameter)
    groups = [{"params": parameters, "factor": factor, "weight_decay": o["weightDecay"] if decays else 0.0,
               "decays": decays} for (factor, decays), parameters in groups.items()]
    kind, adam = o["kind"], {"betas": (o["beta1"], o["beta2"]), "eps": o["epsilon"]}
    return {
        "sgd": lambda: torch.optim.SGD(groups, lr=1.0, momentum=o["momentum"], nesterov=o["nesterov"]),
        "adam": lambda: torch.optim.Adam(groups, lr=1.0, **adam),
        "adamw": lambda: torch.optim.AdamW(groups, lr=1.0, **adam),
        "rmsprop": lambda: torch.optim.RMSprop(groups, lr=1.0, alpha=o["smoothing"], eps=o["epsilon"]),
        "adagrad": lambda: torch.optim.Adagrad(groups, lr=1.0, eps=o["epsilon"]),
        "lion": lambda: Lion(groups, o["beta1"], o["beta2"]),
    }[kind]()


def recall(optimizer, settings, model, names, folder):
    """Gives the optimizer what it remembered."""
    path = os.path.join(folder, "optimizer.safetensors")
    if not os.path.exists(path):
        return
    memory = read_safetensors(path)
    trained = {id(p) for group in optimizer.param_groups for p in group["params"]}
    for name, parameter in model.named_parameters():
        if id(parameter) not in trained:
            continue
        stored, state = names[name], optimizer.state[parameter]
        for kind in settings["memory"]:
            tensor = memory.get(kind + "." + stored)
            if tensor is not None:
                state[kind] = turned(name, tensor).reshape(parameter.shape).to(parameter.device).contiguous().clone()
        if settings["optimizer"]["kind"] not in ("sgd", "lion"):
            steps = settings["optimizerSteps"] - settings["missed"].get(stored, 0)
            old = settings["optimizer"]["kind"] == "rmsprop" and torch.__version__.startswith("1.")
            state["step"] = steps if old else torch.tensor(float(steps))


def save(folder, settings, step, model, optimizer, names):
    os.makedirs(folder, exist_ok=True)
    weights, memory = {}, {}
    for name, parameter in model.named_parameters():
        weights[names[name]] = turned(name, parameter)
        for kind in settings["memory"]:
            tensor = optimizer.state.get(parameter, {}).get(kind)
            if tensor is not None:
                memory[kind + "." + names[name]] = turned(name, tensor)
    write_safetensors(os.path.join(folder, "model.safetensors"), weights)
    write_safetensors(os.path.join(folder, "optimizer.safetensors"), memory)
    done = step - settings["step"]
    with open(os.path.join(folder, "training.json"), "w") as file:
        json.dump(dict(settings, step=step, optimizerSteps=settings["optimizerSteps"] + done), file, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, help="how many more; without it, up to the planned end, or 100")
    parser.add_argument("--from", dest="start", default=HERE, help="the folder to go on from")
    parser.add_argument("--out", default=os.path.join(HERE, "continued"), help="the folder to write to")
    parser.add_argument("--json", action="store_true", help="prints each step as a line of JSON")
    options = parser.parse_args()
    with open(os.path.join(options.start, "training.json")) as file:
        settings = json.load(file)

    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    gpu = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if gpu else torch.device("cpu")
    if world > 1:
        distributed.init_process_group("nccl" if gpu else "gloo")
        if settings["batchSize"] < world:
            raise SystemExit(f"a batch has {settings['batchSize']} rows, but there are {world} processes")

    bare = Model()
    names = stored_names(bare)
    weights = read_safetensors(os.path.join(options.start, "model.safetensors"))
    with torch.no_grad():
        for name, parameter in bare.named_parameters():
            parameter.copy_(turned(name, weights[names[name]]).reshape(parameter.shape))
    bare.to(device).train()
    optimizer = make_optimizer(settings, bare, names)
    recall(optimizer, settings, bare, names, options.start)
    model = DistributedDataParallel(bare, device_ids=[device.index] if gpu else None) if world > 1 else bare
    data = TokenData(settings) if settings["data"] == "tokens" else RecordedData(settings)

    def say(**what):
        if rank == 0:
            print(json.dumps(what) if options.json else "  ".join(f"{k} {v:.6g}" for k, v in what.items()), flush=True)

    def evaluate(step):
        bare.eval()
        with torch.no_grad():
            found = [losses(bare, batch, device).item() for batch in data.validation_batches()]
        bare.train()
        if found:
            say(step=step, validation=sum(found) / len(found))

    step = settings["step"]
    more = options.steps or max(settings["schedule"]["steps"] - step, 0) or 100
    if rank == 0:
        evaluate(step)
    for step in range(step + 1, step + more + 1):
        torch.manual_seed(hashed(settings["seed"], step, rank) >> 1)
        total = 0.0
        batches = list(data.micro_batches(step, rank, world))
        for i, batch in enumerate(batches):
            last = i == len(batches) - 1
            with contextlib.nullcontext() if last or world == 1 else model.no_sync():
                loss = losses(model, batch, device, world) / len(batches)
                loss.backward()
            total += loss.item()
        if settings["clipNorm"] > 0:
            torch.nn.utils.clip_grad_norm_(bare.parameters(), settings["clipNorm"])
        if settings["l1"] > 0:
            for group in optimizer.param_groups:
                for p in group["params"] if group["decays"] else []:
                    p.grad.add_(p.detach().sign(), alpha=settings["l1"])
        rate = learning_rate(settings["schedule"], step)
        for group in optimizer.param_groups:
            group["lr"] = rate * group["factor"]
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if world > 1:
            mean = torch.tensor(total, device=device)
            distributed.all_reduce(mean)
            total = mean.item() / world
        say(step=step, loss=total, lr=rate)
        if rank == 0 and step % settings["evaluateEvery"] == 0:
            evaluate(step)
    if rank == 0:
        if step % settings["evaluateEvery"] != 0:
            evaluate(step)
        save(options.out, settings, step, bare, optimizer, names)
    if world > 1:
        distributed.barrier()
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
