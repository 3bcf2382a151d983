package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What differs between byte-level BPE tokenizers besides vocabulary and merges.
///
/// @param addPrefixSpace puts a space before a text that does not begin with one, so that the first word is a word like
///     any other
/// @param splitWords cuts the text into words with GPT-2's expression first
/// @param ignoreMerges takes a word that is in the vocabulary whole, whatever the merges say
/// @param postProcessor the file's own rule for special tokens around a text, kept for writing; `encode` adds none
public record BpeOptions(
        boolean addPrefixSpace,
        boolean splitWords,
        boolean ignoreMerges,
        @Nullable JsonNode postProcessor) {
    /// As RoBERTa, with `<s> a </s></s> b </s>` where the tokens have the given ids.
    public static BpeOptions roberta(int classify, int separator) {
        return new BpeOptions(false, true, false, PostProcessors.roberta(classify, separator));
    }

    /// As GPT-2.
    public static BpeOptions gpt2() {
        return new BpeOptions(false, true, false, null);
    }
}
