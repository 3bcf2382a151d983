package glassformer.hub;

import glassformer.blueprint.BertConfig;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Seq2SeqConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What published files call tensors where that differs from our names, which are those of Hugging Face's newest
/// classes with a head: the trunk's prefix left out, TensorFlow's names of norms, one table stored under several
/// names, and what was saved though it is not learned.
///
/// @param prefix  of the trunk's names
/// @param aliases other names of a tensor, by their full name
/// @param tables  aliases which hold a tied head's table
/// @param buffers what is computed, not learned
record ForeignNames(String prefix, Map<String, String> aliases, Set<String> tables, List<Pattern> buffers) {
    private static final List<String> HEADS = List.of(
            "cls.",
            "lm_head.",
            "classifier.",
            "pre_classifier.",
            "classification_head.",
            "score.",
            "qa_outputs.",
            "vocab_transform.",
            "vocab_layer_norm.",
            "vocab_projector.",
            "multiple_choice_head.",
            "final_logits_bias",
            "heads.");

    static ForeignNames of(ModelConfig config) {
        // The first tensor of every trunk.
        String table = ParameterTable.of(config.blueprint(List.of()))
                .weights()
                .getFirst()
                .name();
        String prefix = table.substring(0, table.indexOf('.') + 1);
        return switch (config) {
            case GptConfig gpt ->
                of(
                        prefix,
                        Map.of(),
                        gpt.tiedHead() ? Map.of("lm_head.weight", table) : Map.of(),
                        "transformer\\.h\\.\\d+\\.attn\\.(bias|masked_bias)",
                        "model\\.(layers\\.\\d+\\.self_attn\\.)?rotary_emb\\.inv_freq");
            case BertConfig bert ->
                of(
                        prefix,
                        Map.of(
                                "cls.predictions.decoder.bias", "cls.predictions.bias",
                                "lm_head.decoder.bias", "lm_head.bias"),
                        bert.tiedHead()
                                ? Map.of(
                                        "cls.predictions.decoder.weight",
                                        table,
                                        "lm_head.decoder.weight",
                                        table,
                                        "vocab_projector.weight",
                                        table)
                                : Map.of(),
                        Pattern.quote(prefix) + "embeddings\\.(position_ids|token_type_ids)");
            case Seq2SeqConfig both ->
                of(
                        prefix,
                        Map.of("model.encoder.embed_tokens.weight", table, "model.decoder.embed_tokens.weight", table),
                        both.tiedHead() ? Map.of("lm_head.weight", table) : Map.of(),
                        "model\\.(encoder|decoder)\\.(version|embed_positions\\._float_tensor"
                                + (both.position() == PositionKind.SINUSOIDAL ? "|embed_positions\\.weight)" : ")"));
        };
    }

    private static ForeignNames of(
            String prefix, Map<String, String> aliases, Map<String, String> tables, String... buffers) {
        Map<String, String> all = new HashMap<>(aliases);
        all.putAll(tables);
        return new ForeignNames(
                prefix,
                all,
                tables.keySet(),
                Stream.of(buffers).map(Pattern::compile).toList());
    }

    /// Our name for a stored tensor, or null where the model has none.
    ///
    /// @param wanted the names of the model's tensors
    @Nullable
    String find(String stored, Set<String> wanted) {
        String current = current(stored);
        for (String name : List.of(current, prefix + current)) {
            if (wanted.contains(name)) {
                return name;
            }
        }
        for (String name : List.of(current, prefix + current)) {
            String target = aliases.get(name);
            if (target != null && wanted.contains(target)) {
                return target;
            }
        }
        return null;
    }

    /// Whether the tensor holds a tied head's table, which is stored as the embedding's too.
    boolean isTiedTable(String stored) {
        return tables.contains(stored);
    }

    /// Whether the tensor is computed from the configuration, not learned.
    boolean isBuffer(String stored) {
        return buffers.stream()
                .anyMatch(pattern -> pattern.matcher(stored).matches()
                        || pattern.matcher(prefix + stored).matches());
    }

    /// Whether the tensor is of a head, a pooler included.
    boolean isHead(String stored) {
        return HEADS.stream().anyMatch(stored::startsWith)
                || stored.startsWith("pooler.")
                || stored.startsWith(prefix + "pooler.");
    }

    /// Norms were once named as in TensorFlow.
    private static String current(String stored) {
        if (stored.endsWith("LayerNorm.gamma")) {
            return stored.substring(0, stored.length() - "gamma".length()) + "weight";
        }
        return stored.endsWith("LayerNorm.beta")
                ? stored.substring(0, stored.length() - "beta".length()) + "bias"
                : stored;
    }
}
