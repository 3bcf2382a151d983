package glassformer.export;

import glassformer.blueprint.Named;

/// What a model can be taken away as. Who opens it, what it holds and what is lost stands in each [Exporter]'s
/// [Description] and in the window's texts.
public enum ExportFormat implements Named {
    HUGGINGFACE("huggingface"),
    ONNX("onnx"),
    GGUF("gguf"),
    TORCHSCRIPT("torchscript"),
    PYTORCH("pytorch"),
    EMBEDDINGS("embeddings"),
    ATTENTION("attention"),
    LAB("lab");

    private final String id;

    ExportFormat(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
