"""Python side of `glassformer bench train`: the same GPT-2 mathematics in eager PyTorch.

Reads lines from standard input and answers each with one line of JSON:
  step S 20     twenty training steps of configuration S, milliseconds each
  load FILE     a whole training run as a JSON file describes it (`glassformer bench quality` writes it)
  advance 100   a hundred steps of that run
  evaluate      its validation loss
  quit
Started by the benchmark, which sets the BLAS environment; it refuses to run with a BLAS that would make Python
slower than it is.
"""

import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

VOCABULARY = 65
SIZES = {  # layers, heads, dim, context, batch
    "S": (4, 4, 128, 64, 12),
    "M": (6, 6, 384, 256, 8),
}


def refuse(reason):
    print(json.dumps({"error": reason}), flush=True)
    sys.exit(2)


def check_blas():
    with open("/proc/self/maps") as maps:
        libraries = {line.split()[-1] for line in maps if "blas" in line}
    if not any("openblas-openmp" in library or "mkl" in library for library in libraries):
        refuse("torch must run on OpenBLAS with OpenMP: apt-get install libopenblas0-openmp")
    a, b = torch.randn(48, 80), torch.randn(80, 32)
    plain = (a.double()[:, :, None] * b.double()[None]).sum(1)
    if (a @ b - plain).abs().max() > 1e-4:
        refuse("this OpenBLAS computes wrong products on this processor; set OPENBLAS_CORETYPE")


class Block(nn.Module):
    def __init__(self, dim, heads, context):
        super().__init__()
        self.heads = heads
        self.ln_1, self.ln_2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.qkv, self.proj = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.fc, self.out = nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)
        future = torch.triu(torch.ones(context, context, dtype=torch.bool), 1)
        self.register_buffer("future", future, persistent=False)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (
            part.view(B, T, self.heads, C // self.heads).transpose(1, 2)
            for part in self.qkv(self.ln_1(x)).split(C, 2)
        )  # (B, H, T, D)
        scores = q @ k.transpose(-2, -1) / math.sqrt(C // self.heads)
        pattern = F.softmax(scores.masked_fill(self.future[:T, :T], -math.inf), -1)
        x = x + self.proj((pattern @ v).transpose(1, 2).reshape(B, T, C))
        return x + self.out(F.gelu(self.fc(self.ln_2(x))))


class Gpt(nn.Module):
    def __init__(self, vocabulary, layers, heads, dim, context):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(vocabulary, dim), nn.Embedding(context, dim)
        self.h = nn.ModuleList(Block(dim, heads, context) for _ in range(layers))
        self.ln_f = nn.LayerNorm(dim)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, 0, 0.02)

    def forward(self, ids, targets):
        x = self.wte(ids) + self.wpe(torch.arange(ids.shape[1]))
        for block in self.h:
            x = block(x)
        logits = F.linear(self.ln_f(x), self.wte.weight)
        return F.cross_entropy(logits.view(-1, logits.shape[-1]), targets.reshape(-1))


def optimizer_for(model, decay):
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.95))


def update(model, optimizer, ids, targets):
    loss = model(ids, targets)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()


class StepTimer:
    def __init__(self):
        self.models = {}

    def run(self, size, steps):
        layers, heads, dim, context, batch = SIZES[size]
        if size not in self.models:
            model = Gpt(VOCABULARY, layers, heads, dim, context)
            self.models[size] = model, optimizer_for(model, 0.1)
        model, optimizer = self.models[size]
        times = []
        for _ in range(steps):
            ids = torch.randint(0, VOCABULARY, (batch, context))
            start = time.perf_counter()
            update(model, optimizer, ids, (ids * 7 + 3) % VOCABULARY)
            times.append((time.perf_counter() - start) * 1e3)
        return times


def read_safetensors(path):
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    base = 8 + length
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(bytearray(data[base + begin : base + end]), dtype=torch.float32)
        tensors[name] = values.view(entry["shape"])
    return tensors


def load_gpt2(model, path):
    """GPT-2's checkpoints store linear weights (in, out); nn.Linear wants (out, in)."""
    tensors = read_safetensors(path)
    with torch.no_grad():
        model.wte.weight.copy_(tensors["transformer.wte.weight"])
        model.wpe.weight.copy_(tensors["transformer.wpe.weight"])
        names = {"ln_1": "ln_1", "ln_2": "ln_2", "qkv": "attn.c_attn", "proj": "attn.c_proj", "fc": "mlp.c_fc", "out": "mlp.c_proj"}
        for index, block in enumerate(model.h):
            for ours, theirs in names.items():
                layer, prefix = getattr(block, ours), f"transformer.h.{index}.{theirs}"
                weight = tensors[prefix + ".weight"]
                layer.weight.copy_(weight if weight.dim() == 1 else weight.t())
                layer.bias.copy_(tensors[prefix + ".bias"])
        model.ln_f.weight.copy_(tensors["transformer.ln_f.weight"])
        model.ln_f.bias.copy_(tensors["transformer.ln_f.bias"])


class Run:
    """The same run as a lab's: its first weights, its windows of text, its schedule."""

    def __init__(self, path):
        with open(path) as file:
            self.plan = json.load(file)
        self.train = torch.tensor(self.plan["train"], dtype=torch.long)
        self.validation = torch.tensor(self.plan["validation"], dtype=torch.long)
        sizes = (self.plan[key] for key in ("vocabSize", "layers", "heads", "dim", "contextLength"))
        self.model = Gpt(*sizes)
        load_gpt2(self.model, self.plan["weights"])
        self.optimizer = optimizer_for(self.model, self.plan["weightDecay"])
        self.done = 0

    def batch(self, tokens, starts):
        context = self.plan["contextLength"]
        windows = torch.stack([tokens[start : start + context + 1] for start in starts])
        return windows[:, :-1], windows[:, 1:]

    def advance(self, steps):
        begin = time.perf_counter()
        for index in range(self.done, self.done + steps):
            for group in self.optimizer.param_groups:
                group["lr"] = self.plan["learningRates"][index]
            loss = update(self.model, self.optimizer, *self.batch(self.train, self.plan["windows"][index]))
        self.done += steps
        return {"seconds": time.perf_counter() - begin, "loss": loss}

    @torch.no_grad()
    def evaluate(self):
        losses = [self.model(*self.batch(self.validation, starts)).item() for starts in self.plan["evaluation"]]
        return {"loss": sum(losses) / len(losses)}


def main():
    torch.set_num_threads(int(sys.argv[1]))
    check_blas()
    timer = StepTimer()
    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "step":
            print(json.dumps({"ms": timer.run(words[1], int(words[2]))}), flush=True)
        elif words[0] == "load":
            run = Run(line.split(" ", 1)[1].strip())
            print(json.dumps({"loaded": True}), flush=True)
        elif words[0] == "advance":
            print(json.dumps(run.advance(int(words[1]))), flush=True)
        elif words[0] == "evaluate":
            print(json.dumps(run.evaluate()), flush=True)
        else:
            break


main()
