"""Random models in Hugging Face's layout, with what they compute.

    python3 random_models.py FOLDER

Makes FOLDER/gpt2, roberta, llama and marian, each with config.json, model.safetensors and expected.json: ids, lengths
and logits. The mathematics is that of the papers, in float64 with the weights as they are stored, written with torch's
tensors only: nothing here comes from this project's Java code or from a library of models.
"""
import json
import math
import os
import struct
import sys

try:
    import torch
except ImportError:
    print("torch is not there")
    sys.exit(3)

torch.manual_seed(20)
LAYERS, HEADS, DIM, INNER, VOCABULARY, CONTEXT = 2, 4, 32, 48, 61, 16
DTYPES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64", torch.bool: "BOOL"}


def raw(tensor):
    if tensor.dtype == torch.bfloat16:  # numpy has no such numbers, but the same bits as whole ones
        tensor = tensor.view(torch.int16)
    return tensor.contiguous().numpy().tobytes()


def write_safetensors(path, tensors):
    header, parts, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name, tensor in tensors.items():
        data = raw(tensor)
        header[name] = {
            "dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


class Store:
    """Named weights in one number format; reading one gives float64."""

    def __init__(self, dtype):
        self.dtype, self.tensors = dtype, {}

    def normal(self, name, *shape, mean=0.0, deviation=0.3):
        self.tensors[name] = (mean + deviation * torch.randn(*shape)).to(self.dtype)

    def linear(self, name, inputs, outputs, bias=True, transposed=False):
        shape = (inputs, outputs) if transposed else (outputs, inputs)
        self.normal(name + ".weight", *shape, deviation=1 / math.sqrt(inputs))
        if bias:
            self.normal(name + ".bias", outputs)

    def norm(self, name, bias=True):
        self.normal(name + ".weight", DIM, mean=1.0)
        if bias:
            self.normal(name + ".bias", DIM)

    def __getitem__(self, name):
        return self.tensors[name].double()

    def apply(self, name, x):
        y = x @ self[name + ".weight"].T
        return y + self[name + ".bias"] if name + ".bias" in self.tensors else y

    def layer_norm(self, name, x):
        centred = x - x.mean(-1, keepdim=True)
        scaled = centred / torch.sqrt((centred ** 2).mean(-1, keepdim=True) + 1e-5)
        return scaled * self[name + ".weight"] + self[name + ".bias"]

    def rms_norm(self, name, x):
        return x / torch.sqrt((x ** 2).mean(-1, keepdim=True) + 1e-5) * self[name + ".weight"]


def gelu(x):
    return x * 0.5 * (1 + torch.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def swish(x):
    return x / (1 + torch.exp(-x))


def heads(x, count):
    batch, time, width = x.shape
    return x.reshape(batch, time, count, width // count).transpose(1, 2)


def attend(q, k, v, allowed):
    """q (B, H, T, D), k and v (B, H, S, D); allowed is true where a query may look."""
    scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
    pattern = torch.softmax(scores.masked_fill(~allowed, float("-inf")), -1)
    return (pattern @ v).transpose(1, 2).flatten(2)


def causal(time):
    return torch.ones(time, time, dtype=torch.bool).tril()


def real(lengths, time):
    return (torch.arange(time) < torch.tensor(lengths)[:, None])[:, None, None, :]


def save(folder, name, config, tensors, expected):
    path = os.path.join(folder, name)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "config.json"), "w") as out:
        json.dump(config, out)
    write_safetensors(os.path.join(path, "model.safetensors"), tensors)
    with open(os.path.join(path, "expected.json"), "w") as out:
        json.dump(expected, out)


def gpt2(folder):
    """Saved from the class without a head, so without its prefix, and with the masks that older files hold."""
    w = Store(torch.float32)
    w.normal("wte.weight", VOCABULARY, DIM)
    w.normal("wpe.weight", CONTEXT, DIM)
    for i in range(LAYERS):
        w.norm(f"h.{i}.ln_1")
        w.linear(f"h.{i}.attn.c_attn", DIM, 3 * DIM, transposed=True)
        w.linear(f"h.{i}.attn.c_proj", DIM, DIM, transposed=True)
        w.norm(f"h.{i}.ln_2")
        w.linear(f"h.{i}.mlp.c_fc", DIM, INNER, transposed=True)
        w.linear(f"h.{i}.mlp.c_proj", INNER, DIM, transposed=True)
    w.norm("ln_f")

    def conv(name, x):
        return x @ w[name + ".weight"] + w[name + ".bias"]

    ids = torch.randint(0, VOCABULARY, (2, 11))
    x = w["wte.weight"][ids] + w["wpe.weight"][:11]
    for i in range(LAYERS):
        q, k, v = (heads(part, HEADS) for part in conv(
            f"h.{i}.attn.c_attn", w.layer_norm(f"h.{i}.ln_1", x)).split(DIM, -1))
        x = x + conv(f"h.{i}.attn.c_proj", attend(q, k, v, causal(11)))
        x = x + conv(f"h.{i}.mlp.c_proj", gelu_tanh(conv(f"h.{i}.mlp.c_fc", w.layer_norm(f"h.{i}.ln_2", x))))
    logits = w.layer_norm("ln_f", x) @ w["wte.weight"].T
    tensors = dict(w.tensors)
    for i in range(LAYERS):
        tensors[f"h.{i}.attn.bias"] = causal(CONTEXT).reshape(1, 1, CONTEXT, CONTEXT)
        tensors[f"h.{i}.attn.masked_bias"] = torch.tensor(-10000.0)
    config = {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": VOCABULARY, "n_embd": DIM,
              "n_head": HEADS, "n_layer": LAYERS, "n_positions": CONTEXT, "n_inner": INNER}
    save(folder, "gpt2", config, tensors, {"head": "lm", "ids": ids.tolist(), "logits": logits.tolist()})


def roberta(folder):
    """Half precision, with position ids and the masked head's copies; the second text is padded."""
    w = Store(torch.float16)
    w.normal("roberta.embeddings.word_embeddings.weight", VOCABULARY, DIM)
    w.normal("roberta.embeddings.position_embeddings.weight", CONTEXT + 2, DIM)
    w.normal("roberta.embeddings.token_type_embeddings.weight", 1, DIM)
    w.norm("roberta.embeddings.LayerNorm")
    for i in range(LAYERS):
        p = f"roberta.encoder.layer.{i}."
        for part in ("query", "key", "value"):
            w.linear(p + "attention.self." + part, DIM, DIM)
        w.linear(p + "attention.output.dense", DIM, DIM)
        w.norm(p + "attention.output.LayerNorm")
        w.linear(p + "intermediate.dense", DIM, INNER)
        w.linear(p + "output.dense", INNER, DIM)
        w.norm(p + "output.LayerNorm")
    w.linear("lm_head.dense", DIM, DIM)
    w.norm("lm_head.layer_norm")
    w.normal("lm_head.bias", VOCABULARY)

    lengths = [9, 5]
    ids = torch.randint(4, VOCABULARY, (2, 9))
    ids[1, 5:] = 1
    present = (ids != 1).long()
    positions = present.cumsum(1) * present + 1
    x = (w["roberta.embeddings.word_embeddings.weight"][ids]
         + w["roberta.embeddings.position_embeddings.weight"][positions]
         + w["roberta.embeddings.token_type_embeddings.weight"][0])
    x = w.layer_norm("roberta.embeddings.LayerNorm", x)
    for i in range(LAYERS):
        p = f"roberta.encoder.layer.{i}."
        q, k, v = (heads(w.apply(p + "attention.self." + part, x), HEADS) for part in ("query", "key", "value"))
        mixed = w.apply(p + "attention.output.dense", attend(q, k, v, real(lengths, 9)))
        x = w.layer_norm(p + "attention.output.LayerNorm", x + mixed)
        inner = gelu(w.apply(p + "intermediate.dense", x))
        x = w.layer_norm(p + "output.LayerNorm", x + w.apply(p + "output.dense", inner))
    x = w.layer_norm("lm_head.layer_norm", gelu(w.apply("lm_head.dense", x)))
    logits = x @ w["roberta.embeddings.word_embeddings.weight"].T + w["lm_head.bias"]
    tensors = dict(w.tensors)
    tensors["roberta.embeddings.position_ids"] = torch.arange(CONTEXT + 2).reshape(1, -1)
    tensors["lm_head.decoder.weight"] = w.tensors["roberta.embeddings.word_embeddings.weight"]
    tensors["lm_head.decoder.bias"] = w.tensors["lm_head.bias"]
    config = {"model_type": "roberta", "architectures": ["RobertaForMaskedLM"], "vocab_size": VOCABULARY,
              "hidden_size": DIM, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS,
              "intermediate_size": INNER, "max_position_embeddings": CONTEXT + 2, "type_vocab_size": 1,
              "layer_norm_eps": 1e-5, "pad_token_id": 1}
    save(folder, "roberta", config, tensors,
         {"head": "mlm", "ids": ids.tolist(), "lengths": lengths, "logits": logits.tolist()})


def llama(folder):
    """bfloat16, two queries' heads to one of keys and values, with the stored frequencies of older files."""
    groups, size = 2, DIM // HEADS
    w = Store(torch.bfloat16)
    w.normal("model.embed_tokens.weight", VOCABULARY, DIM)
    for i in range(LAYERS):
        p = f"model.layers.{i}."
        w.norm(p + "input_layernorm", bias=False)
        w.linear(p + "self_attn.q_proj", DIM, DIM, bias=False)
        w.linear(p + "self_attn.k_proj", DIM, groups * size, bias=False)
        w.linear(p + "self_attn.v_proj", DIM, groups * size, bias=False)
        w.linear(p + "self_attn.o_proj", DIM, DIM, bias=False)
        w.norm(p + "post_attention_layernorm", bias=False)
        w.linear(p + "mlp.gate_proj", DIM, INNER, bias=False)
        w.linear(p + "mlp.up_proj", DIM, INNER, bias=False)
        w.linear(p + "mlp.down_proj", INNER, DIM, bias=False)
    w.norm("model.norm", bias=False)
    w.linear("lm_head", DIM, VOCABULARY, bias=False)

    frequencies = 10000.0 ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
    angles = torch.arange(13, dtype=torch.float64)[:, None] * frequencies

    def rotate(x):
        a, b = x[..., : size // 2], x[..., size // 2:]
        return torch.cat([a * angles.cos() - b * angles.sin(), b * angles.cos() + a * angles.sin()], -1)

    ids = torch.randint(0, VOCABULARY, (2, 13))
    x = w["model.embed_tokens.weight"][ids]
    for i in range(LAYERS):
        p = f"model.layers.{i}."
        n = w.rms_norm(p + "input_layernorm", x)
        q = rotate(heads(w.apply(p + "self_attn.q_proj", n), HEADS))
        k = rotate(heads(w.apply(p + "self_attn.k_proj", n), groups))
        v = heads(w.apply(p + "self_attn.v_proj", n), groups)
        shared = [index * groups // HEADS for index in range(HEADS)]
        x = x + w.apply(p + "self_attn.o_proj", attend(q, k[:, shared], v[:, shared], causal(13)))
        n = w.rms_norm(p + "post_attention_layernorm", x)
        gated = swish(w.apply(p + "mlp.gate_proj", n)) * w.apply(p + "mlp.up_proj", n)
        x = x + w.apply(p + "mlp.down_proj", gated)
    logits = w.apply("lm_head", w.rms_norm("model.norm", x))
    tensors = dict(w.tensors)
    for i in range(LAYERS):
        tensors[f"model.layers.{i}.self_attn.rotary_emb.inv_freq"] = frequencies.float()
    config = {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": VOCABULARY,
              "hidden_size": DIM, "num_attention_heads": HEADS, "num_key_value_heads": groups,
              "num_hidden_layers": LAYERS, "intermediate_size": INNER, "max_position_embeddings": CONTEXT,
              "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": False}
    save(folder, "llama", config, tensors, {"head": "lm", "ids": ids.tolist(), "logits": logits.tolist()})


def marian(folder):
    """With the sinusoids and the copies of the shared table that its files hold; sources of two lengths."""
    w = Store(torch.float32)
    w.normal("model.shared.weight", VOCABULARY, DIM)
    for side in ("encoder", "decoder"):
        for i in range(LAYERS):
            p = f"model.{side}.layers.{i}."
            for attention in ("self_attn", "encoder_attn")[: 1 if side == "encoder" else 2]:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    w.linear(p + attention + "." + part, DIM, DIM)
                w.norm(p + attention + "_layer_norm")
            w.linear(p + "fc1", DIM, INNER)
            w.linear(p + "fc2", INNER, DIM)
            w.norm(p + "final_layer_norm")
    w.normal("final_logits_bias", 1, VOCABULARY)

    rates = 10000.0 ** (-torch.arange(0, DIM, 2, dtype=torch.float64) / DIM)
    angles = torch.arange(CONTEXT, dtype=torch.float64)[:, None] * rates
    sinusoids = torch.cat([angles.sin(), angles.cos()], -1)

    def embed(ids):
        return w["model.shared.weight"][ids] * math.sqrt(DIM) + sinusoids[: ids.shape[1]]

    def block(name, x, memory, allowed):
        q = heads(w.apply(name + ".q_proj", x), HEADS)
        k = heads(w.apply(name + ".k_proj", memory), HEADS)
        v = heads(w.apply(name + ".v_proj", memory), HEADS)
        return w.layer_norm(name + "_layer_norm", x + w.apply(name + ".out_proj", attend(q, k, v, allowed)))

    def feed(p, x):
        return w.layer_norm(p + "final_layer_norm", x + w.apply(p + "fc2", swish(w.apply(p + "fc1", x))))

    lengths = [6, 10]
    source = torch.randint(0, VOCABULARY, (2, 10))
    target = torch.randint(0, VOCABULARY, (2, 7))
    memory = embed(source)
    for i in range(LAYERS):
        p = f"model.encoder.layers.{i}."
        memory = feed(p, block(p + "self_attn", memory, memory, real(lengths, 10)))
    x = embed(target)
    for i in range(LAYERS):
        p = f"model.decoder.layers.{i}."
        x = block(p + "self_attn", x, x, causal(7))
        x = feed(p, block(p + "encoder_attn", x, memory, real(lengths, 10)))
    logits = x @ w["model.shared.weight"].T + w["final_logits_bias"]
    tensors = dict(w.tensors)
    for side in ("encoder", "decoder"):
        tensors[f"model.{side}.embed_tokens.weight"] = w.tensors["model.shared.weight"]
        tensors[f"model.{side}.embed_positions.weight"] = sinusoids.float()
    config = {"model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": VOCABULARY, "d_model": DIM,
              "encoder_layers": LAYERS, "decoder_layers": LAYERS, "encoder_attention_heads": HEADS,
              "decoder_attention_heads": HEADS, "encoder_ffn_dim": INNER, "decoder_ffn_dim": INNER,
              "max_position_embeddings": CONTEXT, "activation_function": "swish", "scale_embedding": True}
    save(folder, "marian", config, tensors,
         {"head": "lm", "ids": source.tolist(), "lengths": lengths, "decoder": target.tolist(),
          "logits": logits.tolist()})


for model in (gpt2, roberta, llama, marian):
    model(sys.argv[1])
