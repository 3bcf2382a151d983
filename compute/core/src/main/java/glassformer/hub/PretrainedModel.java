package glassformer.hub;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.gguf.GgufContents;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// A model that others trained: its architecture, weights and tokenizer. Weights and tokenizer are read when they are
/// asked for.
public final class PretrainedModel implements AutoCloseable {
    /// The file that says which architecture a folder's weights have.
    public static final String CONFIG = "config.json";

    private static final int MAX_CONFIG_BYTES = 8 << 20;

    private final String where;
    private final ModelSpec spec;
    private final WeightLoader loader;
    private final TensorSource source;
    private final Supplier<Tokenizer> tokenizer;

    PretrainedModel(String where, ModelSpec spec, TensorSource source, Supplier<Tokenizer> tokenizer) {
        this.where = where;
        this.spec = spec;
        this.loader = new WeightLoader(spec, source);
        this.source = source;
        this.tokenizer = tokenizer;
    }

    /// Opens a Hugging Face folder: `config.json`; `model.safetensors`, or `model.safetensors.index.json` with the
    /// files that it lists; and what [Tokenizers#readFolder] reads. GPT-2, Llama, BERT, RoBERTa, DistilBERT,
    /// Marian, BART and our own models are known.
    ///
    /// @throws BadInputException where something is missing or of a kind that is not known
    public static PretrainedModel open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("There is no folder " + folder + ".");
        }
        return new PretrainedModel(
                folder.toString(), spec(folder), SafetensorsFolder.open(folder), () -> Tokenizers.readFolder(folder));
    }

    private static ModelSpec spec(Path folder) {
        Path config = folder.resolve(CONFIG);
        if (!Files.isRegularFile(config)) {
            throw new BadInputException(folder + " holds no model: there is no " + CONFIG + " in it.");
        }
        return HuggingFaceConfig.parse(ForeignText.read(config, MAX_CONFIG_BYTES), config.toString());
    }

    /// Opens one safetensors file of any name, with `config.json` and the tokenizer's files beside it.
    ///
    /// @throws BadInputException where something is missing or of a kind that is not known
    public static PretrainedModel openFile(Path safetensors) {
        Path folder = Objects.requireNonNull(safetensors.toAbsolutePath().getParent(), "a file lies in a folder");
        return new PretrainedModel(
                safetensors.toString(),
                spec(folder),
                SafetensorsFolder.ofFile(safetensors),
                () -> Tokenizers.readFolder(folder));
    }

    /// Opens a BERT trunk that was exported from PyTorch to ONNX, not quantised. Its sizes are found in the graph.
    ///
    /// @param tokenizerJson a Hugging Face `tokenizer.json`
    /// @throws BadInputException where the model is of another kind
    public static PretrainedModel openOnnx(Path onnx, Path tokenizerJson) {
        if (!Files.isRegularFile(onnx)) {
            throw new BadInputException("There is no file " + onnx + ".");
        }
        return ofOnnx(OwnGraphs.mapped(onnx), onnx.toString(), () -> Tokenizers.read(tokenizerJson));
    }

    /// Opens a folder that our own export as ONNX wrote: `config.json` with our keys, the tokenizer, and graphs beside
    /// them or in `onnx`.
    ///
    /// @return empty where the configuration has not our keys or no graphs are there
    public static Optional<PretrainedModel> openOwnOnnx(Path folder) {
        Path config = folder.resolve(CONFIG);
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        String text = ForeignText.read(config, MAX_CONFIG_BYTES);
        if (!HuggingFaceConfig.hasOurs(text, config.toString())) {
            return Optional.empty();
        }
        ModelSpec spec = HuggingFaceConfig.parse(text, config.toString());
        return OwnGraphs.find(folder, spec.blueprint())
                .map(graphs ->
                        new PretrainedModel(folder.toString(), spec, graphs, () -> Tokenizers.readFolder(folder)));
    }

    /// Opens a GGUF file of llama.cpp's architectures `gpt2`, `llama` or `bert`.
    ///
    /// @throws BadInputException where it is of another kind
    public static PretrainedModel openGguf(Path gguf) {
        GgufContents contents = GgufContents.open(gguf);
        String where = gguf.toString();
        return new PretrainedModel(where, contents.spec(), new GgufSource(contents, where), contents::tokenizer);
    }

    static PretrainedModel ofOnnx(ByteBuffer bytes, String where, Supplier<Tokenizer> tokenizer) {
        OnnxGraph graph = OnnxGraph.read(bytes, where);
        OnnxWeights weights = new OnnxWeights(graph, where);
        return new PretrainedModel(where, OnnxEncoder.spec(graph, weights, where), weights, tokenizer);
    }

    /// The architecture with the files' own heads.
    public ModelSpec spec() {
        return spec;
    }

    /// What a person should know of the model's values: that they were rounded.
    public List<String> notes() {
        return source.notes();
    }

    /// The weights with the files' own heads, all of which must be there. Poolers and heads beside them are left out.
    ///
    /// @throws BadInputException where a tensor is missing, unknown or of a wrong shape
    public LoadedWeights load() {
        return loader.load();
    }

    /// Where the weights with the files' own heads lie, without reading them.
    ///
    /// @throws BadInputException where a tensor is missing, unknown or of a wrong shape
    public WeightPlan plan() {
        return loader.plan();
    }

    /// The trunk with other heads. Tensors of a head that the files have are read, the others initialised.
    ///
    /// @param seed for what is initialised
    /// @throws BadInputException where a tensor of the trunk is missing or of a wrong shape, or one is unknown
    public LoadedWeights load(List<HeadSpec> heads, long seed) {
        return loader.load(heads, seed);
    }

    /// @throws BadInputException where it cannot be read, or has more tokens than the model knows
    public Tokenizer tokenizer() {
        Tokenizer read = tokenizer.get();
        if (read.vocabSize() > spec.config().vocabSize()) {
            throw new BadInputException("The tokenizer of " + where + " has " + read.vocabSize()
                    + " tokens, but the model knows only " + spec.config().vocabSize() + ".");
        }
        return read;
    }

    @Override
    public void close() {
        source.close();
    }
}
