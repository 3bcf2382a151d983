package glassformer.export.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.Seq2SeqConfig;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Json;
import glassformer.export.ExportSubject;
import glassformer.export.huggingface.HuggingFaceFiles;
import glassformer.onnx.OnnxForm;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The small files beside the graphs: Hugging Face's, with what a program needs that runs graphs instead of classes.
///
/// transformers.js asks `config.json` only how to feed a graph. An architecture that it does not know is therefore
/// written with the `model_type` of one that is fed in the same way: `llama`, `bert` or `bart`.
record OnnxFolder(ExportSubject subject) {
    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer_config.json";

    void write(Path folder) throws IOException {
        new HuggingFaceFiles(subject).write(folder);
        if (borrowed()) {
            change(folder.resolve(CONFIG), this::borrow);
        }
        if (OnnxForm.of(subject.blueprint()) == OnnxForm.DECODER) {
            // Texts of several lengths go on at their right.
            change(folder.resolve(TOKENIZER), json -> json.put("padding_side", "left"));
        }
    }

    /// Whether `model_type` is that of another architecture.
    boolean borrowed() {
        return !HuggingFaceConfig.foreign(subject.spec().config()).isEmpty();
    }

    private interface Change {
        void apply(ObjectNode json);
    }

    private static void change(Path file, Change change) throws IOException {
        ObjectNode json = Json.readObject(Files.readString(file), file.toString());
        change.apply(json);
        String text = Json.pretty(json);
        Disk.replace(file, text);
    }

    private void borrow(ObjectNode json) {
        ModelConfig config = subject.spec().config();
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("hidden_size", config.dim());
        json.put("max_position_embeddings", config.contextLength());
        String prefix =
                switch (config) {
                    case GptConfig gpt -> {
                        json.put("num_key_value_heads", gpt.kvHeads());
                        json.put("head_dim", gpt.headDim());
                        yield "Llama";
                    }
                    case BertConfig bert -> "Bert";
                    case Seq2SeqConfig both -> {
                        json.put("is_encoder_decoder", true);
                        json.putNull("forced_eos_token_id");
                        json.put("d_model", both.dim());
                        json.put("encoder_layers", both.layers());
                        json.put("decoder_layers", both.decoderLayers());
                        json.put("encoder_attention_heads", both.heads());
                        json.put("decoder_attention_heads", both.heads());
                        yield "Bart";
                    }
                };
        json.put("model_type", prefix.toLowerCase(Locale.ROOT));
        json.putArray("architectures").add(prefix + kind());
    }

    private String kind() {
        if (subject.spec().heads().isEmpty()) {
            return "Model";
        }
        return switch (subject.spec().heads().getFirst()) {
            case HeadSpec.LanguageModel lm ->
                subject.blueprint().hasEncoder() ? "ForConditionalGeneration" : "ForCausalLM";
            case HeadSpec.MaskedTokens masked -> "ForMaskedLM";
            case HeadSpec.SentencePair pair -> "ForNextSentencePrediction";
            case HeadSpec.Classes classes -> "ForSequenceClassification";
            case HeadSpec.Value value -> "ForSequenceClassification";
            case HeadSpec.TokenClasses classes -> "ForTokenClassification";
        };
    }
}
