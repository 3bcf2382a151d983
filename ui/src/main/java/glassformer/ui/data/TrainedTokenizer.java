package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.TokenSpan;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import glassformer.text.VocabularyStats;
import glassformer.ui.text.Token;
import java.util.ArrayList;
import java.util.List;

/// A tokenizer that was trained to look at, and how it fits its text. A training makes the same one from the same
/// settings.
///
/// @param planned how many tokens the lab allows; a text may have fewer
public record TrainedTokenizer(Tokenizer tokenizer, VocabularyStats stats, int planned) {
    private static final long STATS_CHARACTERS = 1_000_000;

    /// @throws java.util.concurrent.CancellationException where `progress` asks to stop
    static TrainedTokenizer train(Lab lab, Corpus corpus, Progress progress) {
        int planned = lab.values().whole("tokenizer.vocabSize");
        Tokenizer tokenizer;
        try (Documents documents = corpus.open()) {
            tokenizer = Tokenizers.train(
                    lab.values().text("tokenizer.kind"), planned, lab.task().specials(), documents, progress);
        }
        try (Documents documents = corpus.open()) {
            return new TrainedTokenizer(tokenizer, VocabularyStats.of(tokenizer, documents, STATS_CHARACTERS), planned);
        }
    }

    /// The text cut into tokens. What belongs to no token of its own, such as the second half of a character, shows as
    /// the bytes it stands for.
    public List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        for (TokenSpan span : tokenizer.spans(text)) {
            String shown =
                    span.start() == span.end() ? tokenizer.token(span.id()) : text.substring(span.start(), span.end());
            tokens.add(new Token(span.id(), shown));
        }
        return tokens;
    }
}
