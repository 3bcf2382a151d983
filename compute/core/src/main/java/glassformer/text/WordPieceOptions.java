package glassformer.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What differs between WordPiece tokenizers besides the vocabulary.
///
/// @param unknown the token that a word becomes which cannot be put together from pieces
/// @param maxWordLength longer words, in code points, become the unknown token
/// @param cleanup takes the blank before `.`, `,`, `n't` and the like away when decoding
/// @param postProcessor the file's own rule for special tokens around a text, kept for writing; `encode` adds none
public record WordPieceOptions(
        BertNormalizer normalizer,
        String unknown,
        int maxWordLength,
        boolean cleanup,
        @Nullable JsonNode postProcessor) {
    /// BERT's longest word.
    public static final int MAX_WORD_LENGTH = 100;

    /// As BERT, with `[CLS] a [SEP] b [SEP]` where the tokens have the given ids.
    public static WordPieceOptions bert(BertNormalizer normalizer, int classify, int separator) {
        return new WordPieceOptions(
                normalizer, "[UNK]", MAX_WORD_LENGTH, true, PostProcessors.bert(classify, separator));
    }
}
