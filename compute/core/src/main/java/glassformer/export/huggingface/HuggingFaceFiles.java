package glassformer.export.huggingface;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Json;
import glassformer.export.ExportSubject;
import glassformer.export.TokenizerFile;
import glassformer.run.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The small files of a Hugging Face folder: everything but the weights. Other formats that are opened by Hugging
/// Face's libraries have them, too.
public record HuggingFaceFiles(ExportSubject subject) {
    /// Writes `config.json, generation_config.json, tokenizer.json, tokenizer_config.json, special_tokens_map.json`.
    public void write(Path folder) throws IOException {
        text(folder, "config.json", HuggingFaceConfig.json(subject.spec(), ids().ids()));
        text(folder, "generation_config.json", generation());
        text(folder, TokenizerFile.NAME, new TokenizerFile(subject).json());
        text(folder, "tokenizer_config.json", tokenizer());
        text(folder, "special_tokens_map.json", specials());
    }

    private SpecialIds ids() {
        return new SpecialIds(subject.spec().config(), subject.tokenizer());
    }

    private String generation() {
        ObjectNode json = Json.object();
        json.put("_from_model_config", true);
        ids().ids().forEach(json::put);
        if (subject.blueprint().hasEncoder()) {
            json.put("max_length", subject.spec().config().contextLength());
            json.put("num_beams", 1);
        }
        return Json.pretty(json);
    }

    /// The class that takes all from `tokenizer.json`, which has equal ids in every version.
    private String tokenizer() {
        ObjectNode json = Json.object();
        json.put("tokenizer_class", "PreTrainedTokenizerFast");
        json.put("model_max_length", subject.spec().config().contextLength());
        json.put("clean_up_tokenization_spaces", false);
        json.put("padding_side", "right");
        json.put("truncation_side", "right");
        var names = json.putArray("model_input_names").add("input_ids");
        if (ids().typed()) {
            names.add("token_type_ids");
        }
        names.add("attention_mask");
        ids().texts().forEach(json::put);
        return Json.pretty(json);
    }

    private String specials() {
        ObjectNode json = Json.object();
        ids().texts().forEach(json::put);
        return Json.pretty(json);
    }

    private static void text(Path folder, String name, String text) throws IOException {
        Disk.create(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
