package glassformer.importing;

import glassformer.blueprint.Named;

/// What can be imported.
public enum ImportKind implements Named {
    /// A folder with `config.json`, safetensors and a tokenizer.
    HUGGINGFACE("huggingface"),
    /// One safetensors file with `config.json` and a tokenizer beside it.
    SAFETENSORS("safetensors"),
    /// A folder with our own graphs, or a BERT exported from PyTorch with its tokenizer beside it.
    ONNX("onnx"),
    /// One file of llama.cpp's.
    GGUF("gguf"),
    /// A zip that the export `lab` wrote.
    LAB("lab");

    private final String id;

    ImportKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
