package glassformer.text;

import glassformer.BadInputException;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The ids of a tokenizer's special tokens by what they are for, so that a task can build `[CLS] a [SEP] b [SEP]`
/// without knowing the kind of tokenizer. A role that the vocabulary has no token for is empty.
///
/// @param pad fills a row up to the length of its batch: `[PAD]`, `<pad>`
/// @param unknown stands for everything outside the vocabulary: `[UNK]`, `<unk>`
/// @param classify begins a sequence: `[CLS]`, `<s>`
/// @param separator ends each part of a sequence: `[SEP]`, `</s>`
/// @param mask stands where a token is to be guessed: `[MASK]`, `<mask>`
/// @param endOfText separates documents: `<|endoftext|>`
/// @param separatorsBetween how many separators stand between the two parts of a pair: 1 as in BERT, 2 as in RoBERTa
public record SpecialTokens(
        OptionalInt pad,
        OptionalInt unknown,
        OptionalInt classify,
        OptionalInt separator,
        OptionalInt mask,
        OptionalInt endOfText,
        int separatorsBetween) {
    /// No special token but perhaps an unknown one.
    static SpecialTokens onlyUnknown(OptionalInt unknown) {
        OptionalInt none = OptionalInt.empty();
        return new SpecialTokens(none, unknown, none, none, none, none, 1);
    }

    /// Finds the roles by the names that BERT, RoBERTa and GPT-2 use.
    ///
    /// @param id the id of a token of this text, or -1
    static SpecialTokens named(ToIntFunction<String> id) {
        return new SpecialTokens(
                first(id, "[PAD]", "<pad>"),
                first(id, "[UNK]", "<unk>"),
                first(id, "[CLS]", "<s>"),
                first(id, "[SEP]", "</s>"),
                first(id, "[MASK]", "<mask>"),
                first(id, AddedToken.END_OF_TEXT),
                id.applyAsInt("[SEP]") < 0 && id.applyAsInt("</s>") >= 0 ? 2 : 1);
    }

    private static OptionalInt first(ToIntFunction<String> id, String... names) {
        return Stream.of(names).mapToInt(id).filter(found -> found >= 0).findFirst();
    }

    SpecialTokens withUnknown(int id) {
        return new SpecialTokens(pad, OptionalInt.of(id), classify, separator, mask, endOfText, separatorsBetween);
    }

    /// All ids, each once.
    public IntStream ids() {
        return Stream.of(pad, unknown, classify, separator, mask, endOfText)
                .flatMapToInt(OptionalInt::stream)
                .distinct();
    }

    public boolean contains(int id) {
        return ids().anyMatch(special -> special == id);
    }

    /// Throws [BadInputException] where the tokenizer has none, as do the methods that follow.
    public int requirePad() {
        return require(pad, "padding token such as [PAD] or <pad>");
    }

    public int requireClassify() {
        return require(classify, "token that begins a sequence, such as [CLS] or <s>");
    }

    public int requireSeparator() {
        return require(separator, "separator token such as [SEP] or </s>");
    }

    public int requireMask() {
        return require(mask, "mask token such as [MASK] or <mask>");
    }

    private static int require(OptionalInt id, String what) {
        return id.orElseThrow(() -> new BadInputException("The tokenizer has no " + what
                + ", which this task needs; a wordpiece tokenizer or a bpe one trained with RoBERTa's special tokens has"
                + " it."));
    }
}
