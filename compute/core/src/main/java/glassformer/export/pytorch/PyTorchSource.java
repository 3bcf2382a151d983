package glassformer.export.pytorch;

import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.Seq2SeqConfig;
import java.util.stream.Collectors;

/// A blueprint as one Python file for reading and running: `model.py`, which needs PyTorch 1.13 or newer and loads
/// `model.safetensors` beside it.
public final class PyTorchSource {
    private PyTorchSource() {}

    /// @param title what the model is called
    /// @throws IllegalArgumentException for a blueprint that is no trunk of like blocks
    public static String of(Blueprint blueprint, String title) {
        PythonModel model = new PythonModel(blueprint);
        String classes = model.text();
        StringBuilder text = new StringBuilder(head(blueprint, title));
        text.append(classes);
        text.append(names(model.names()));
        text.append(LOADING.replace("MAIN_ARGUMENTS", blueprint.hasEncoder() ? "ids, ids" : "ids"));
        return text.toString();
    }

    private static String head(Blueprint blueprint, String title) {
        ModelConfig config = blueprint.config();
        Lines out = new Lines();
        out.line("\"\"\"" + title.replaceAll("[\\\\\"]", "_") + ": a "
                + config.family().id() + ", as Glassformer builds it.");
        out.line("");
        out.line("In comments, shapes: B texts, T tokens" + (blueprint.hasEncoder() ? ", S tokens of the source" : "")
                + ", C = DIM, H = HEADS, D = HEAD_DIM, F = INNER, V = VOCABULARY.");
        out.line("");
        out.line("    python3 model.py 0 1 2     prints the scores for these token ids");
        out.line("\"\"\"");
        out.block("""
                import json
                import math
                import os
                import re
                import struct
                import sys

                import torch
                from torch import nn
                from torch.nn import functional as F
                """);
        out.line("");
        out.line("VOCABULARY = " + config.vocabSize());
        out.line("CONTEXT = " + config.contextLength() + "  # tokens at most");
        out.line("LAYERS = " + config.layers());
        switch (config) {
            case GptConfig gpt -> out.line("KV_HEADS = " + gpt.kvHeads());
            case BertConfig bert -> {}
            case Seq2SeqConfig seq2seq -> out.line("DECODER_LAYERS = " + seq2seq.decoderLayers());
        }
        out.line("DIM = " + config.dim());
        out.line("HEADS = " + config.heads());
        out.line("HEAD_DIM = " + config.headDim());
        out.line("INNER = " + config.ffnDim());
        out.line("HEAD_NAMES = ["
                + blueprint.heads().stream()
                        .map(head -> "\"" + head.name() + "\"")
                        .collect(Collectors.joining(", ")) + "]");
        return out.toString();
    }

    private static String names(PythonNames names) {
        Lines out = new Lines();
        out.line("").line("");
        out.line("# What model.safetensors calls each parameter, {i} being the number of a block.");
        out.open("NAMES = {");
        names.lines().forEach(out::line);
        out.close().line("}");
        out.line("# These are stored (in, out), the other way round.");
        out.line("TRANSPOSED = ("
                + names.transposed().stream().map(name -> "\"." + name + "\", ").collect(Collectors.joining())
                + ")");
        return out.toString();
    }

    private static final String LOADING = """


            def mask_of(ids, mask):
                return torch.ones_like(ids, dtype=torch.bool) if mask is None else mask.bool()


            def stored_names(model):
                \"""The name in the file for each parameter's name here.\"""
                names = {}
                for ours, _ in model.named_parameters():
                    block = re.search(r"blocks\\.(\\d+)\\.", ours)
                    i = block.group(1) if block else ""
                    names[ours] = NAMES[ours.replace(f"blocks.{i}.", "blocks.{i}.")].replace("{i}", i)
                return names


            def turned(name, tensor):
                \"""Between the layout here and the one in the file.\"""
                return tensor.t() if TRANSPOSED and name.endswith(TRANSPOSED) else tensor


            def read_safetensors(path):
                \"""Named float32 tensors; a few lines do where the package safetensors is not there.\"""
                with open(path, "rb") as file:
                    (size,) = struct.unpack("<Q", file.read(8))
                    header, data = json.loads(file.read(size)), bytearray(file.read())
                header.pop("__metadata__", None)
                tensors = {}
                for name, entry in header.items():
                    if entry["dtype"] != "F32":
                        raise ValueError(f"{name} is {entry['dtype']}, but F32 is needed")
                    start, end = entry["data_offsets"]
                    flat = torch.frombuffer(data, dtype=torch.float32, offset=start, count=(end - start) // 4)
                    tensors[name] = flat.view(entry["shape"]).clone()
                return tensors


            def write_safetensors(path, tensors):
                header, at = {"__metadata__": {"format": "pt"}}, 0
                for name, tensor in tensors.items():
                    size = 4 * tensor.numel()
                    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + size]}
                    at += size
                text = json.dumps(header).encode()
                text += b" " * (-len(text) % 8)
                with open(path, "wb") as file:
                    file.write(struct.pack("<Q", len(text)) + text)
                    for tensor in tensors.values():
                        file.write(tensor.detach().cpu().contiguous().numpy().tobytes())


            def load(folder=os.path.dirname(os.path.abspath(__file__))):
                model = Model()
                tensors = read_safetensors(os.path.join(folder, "model.safetensors"))
                names = stored_names(model)
                with torch.no_grad():
                    for name, parameter in model.named_parameters():
                        parameter.copy_(turned(name, tensors[names[name]]).reshape(parameter.shape))
                return model.eval()


            if __name__ == "__main__":
                ids = torch.tensor([[int(word) for word in sys.argv[1:]] or [0]])
                with torch.no_grad():
                    print(load()(MAIN_ARGUMENTS))
            """;
}
