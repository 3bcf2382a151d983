package glassformer.export.huggingface;

import glassformer.blueprint.Family;
import glassformer.blueprint.ModelConfig;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// A tokenizer's special tokens under Hugging Face's names, as each family uses them.
public record SpecialIds(ModelConfig config, Tokenizer tokenizer) {
    /// RoBERTa's positions count from this id, so its configuration always has it.
    private static final int ROBERTA_PADDING = 1;

    /// For `config.json` and `generation_config.json`: `bos_token_id, eos_token_id, pad_token_id,
    /// decoder_start_token_id`, those that there are.
    public Map<String, Integer> ids() {
        SpecialTokens specials = tokenizer.specials();
        Map<String, Integer> ids = new LinkedHashMap<>();
        put(ids, "bos_token_id", first(specials.endOfText(), specials.classify()));
        put(ids, "eos_token_id", first(specials.endOfText(), specials.separator()));
        put(ids, "pad_token_id", first(specials.pad(), specials.endOfText()));
        switch (config.family()) {
            case ROBERTA -> ids.put("pad_token_id", ROBERTA_PADDING);
            case TRANSFORMER -> put(ids, "decoder_start_token_id", specials.pad());
            case GPT, BERT, DISTILBERT -> {}
        }
        return ids;
    }

    /// For `special_tokens_map.json`: `bos_token` and the like, as text.
    Map<String, String> texts() {
        SpecialTokens specials = tokenizer.specials();
        Map<String, OptionalInt> roles = new LinkedHashMap<>();
        roles.put("bos_token", first(specials.endOfText(), specials.classify()));
        roles.put("eos_token", first(specials.endOfText(), specials.separator()));
        roles.put("unk_token", specials.unknown());
        roles.put("sep_token", specials.separator());
        roles.put("pad_token", first(specials.pad(), specials.endOfText()));
        roles.put("cls_token", specials.classify());
        roles.put("mask_token", specials.mask());
        Map<String, String> texts = new LinkedHashMap<>();
        roles.forEach((role, id) -> id.ifPresent(there -> texts.put(role, tokenizer.token(there))));
        return texts;
    }

    /// Whether the family reads token types.
    boolean typed() {
        return config.family() == Family.BERT;
    }

    private static OptionalInt first(OptionalInt one, OptionalInt other) {
        return one.isPresent() ? one : other;
    }

    private static void put(Map<String, Integer> ids, String key, OptionalInt id) {
        id.ifPresent(there -> ids.put(key, there));
    }
}
