package glassformer.text;

import glassformer.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;

/// A corpus as token ids on disk, divided for training and validation. Where the vocabulary has `<|endoftext|>`, one
/// precedes every document; else documents follow each other directly. A corpus of a single document is divided by
/// position: its first part is for training, the rest, a `validationFraction` of the tokens, for validation; both
/// counts of documents are 1 then.
///
/// @param trainCharacters `char`s of the documents, before encoding
public record TokenizedCorpus(
        TokenStore train,
        TokenStore validation,
        long trainDocuments,
        long validationDocuments,
        long trainCharacters,
        long validationCharacters)
        implements AutoCloseable {
    /// Reads the corpus once. Throws [BadInputException] when it cannot be read, has no text or is too short to divide;
    /// `CancellationException` when asked to stop. No file stays behind then.
    public static TokenizedCorpus encode(
            Corpus corpus, Tokenizer tokenizer, Split split, Path tempFolder, Progress progress) {
        try (Documents documents = corpus.open()) {
            TokenStore train = TokenStore.create(tempFolder, tokenizer.vocabSize());
            TokenStore validation = null;
            boolean done = false;
            try {
                validation = TokenStore.create(tempFolder, tokenizer.vocabSize());
                TokenizedCorpus encoded =
                        new Encoder(corpus.name(), tokenizer, split, train, validation).run(documents, progress);
                done = true;
                return encoded;
            } finally {
                if (!done) {
                    train.close();
                    if (validation != null) {
                        validation.close();
                    }
                }
            }
        }
    }

    /// A corpus that is not divided: all of it is for validation, and there is nothing to train on.
    public static TokenizedCorpus whole(Corpus corpus, Tokenizer tokenizer, Path tempFolder, Progress progress) {
        TokenStore train = TokenStore.create(tempFolder, tokenizer.vocabSize());
        TokenStore validation = null;
        boolean done = false;
        try (Documents documents = corpus.open()) {
            validation = TokenStore.create(tempFolder, tokenizer.vocabSize());
            long count = 0;
            long characters = 0;
            while (documents.hasNext()) {
                String document = documents.next();
                TokenStore store = validation;
                tokenizer.endOfText().ifPresent(id -> store.append(id));
                validation.append(tokenizer.encode(document));
                characters += document.length();
                count++;
                progress.step(documents.progress());
            }
            done = true;
            return new TokenizedCorpus(train, validation, 0, count, 0, characters);
        } finally {
            if (!done) {
                train.close();
                if (validation != null) {
                    validation.close();
                }
            }
        }
    }

    public long characters() {
        return trainCharacters + validationCharacters;
    }

    @Override
    public void close() {
        try (train) {
            validation.close();
        }
    }

    private static final class Encoder {
        private final String name;
        private final Tokenizer tokenizer;
        private final Split split;
        private final TokenStore[] stores; // training, validation
        private final long[] documents = new long[2];
        private final long[] characters = new long[2];

        Encoder(String name, Tokenizer tokenizer, Split split, TokenStore train, TokenStore validation) {
            this.name = name;
            this.tokenizer = tokenizer;
            this.split = split;
            this.stores = new TokenStore[] {train, validation};
        }

        TokenizedCorpus run(Documents source, Progress progress) {
            if (!source.hasNext()) {
                throw new BadInputException(name + " has no text to learn from.");
            }
            String first = source.next();
            if (source.hasNext()) {
                add(first, split.isValidation(0) ? 1 : 0);
                for (long index = 1; source.hasNext(); index++) {
                    add(source.next(), split.isValidation(index) ? 1 : 0);
                    progress.step(source.progress());
                }
            } else {
                divide(first);
            }
            if (stores[0].size() == 0 || stores[1].size() == 0) {
                throw tooShort();
            }
            progress.step(1);
            return new TokenizedCorpus(stores[0], stores[1], documents[0], documents[1], characters[0], characters[1]);
        }

        private void add(String document, int side) {
            append(tokenizer.encode(document), side, document.length());
        }

        private void append(int[] ids, int side, int length) {
            tokenizer.endOfText().ifPresent(id -> stores[side].append(id));
            stores[side].append(ids);
            documents[side]++;
            characters[side] += length;
        }

        private BadInputException tooShort() {
            return new BadInputException(
                    name + " is too short to be divided for training and validation; give it more text.");
        }

        private void divide(String document) {
            TokenSpan[] spans = tokenizer.spans(document).toArray(TokenSpan[]::new);
            if (spans.length < 2) {
                throw tooShort();
            }
            int validation = (int) Math.round(spans.length * split.validationFraction());
            int cut = spans.length - Math.clamp(validation, 1, spans.length - 1);
            int[] ids = Arrays.stream(spans).mapToInt(TokenSpan::id).toArray();
            append(Arrays.copyOf(ids, cut), 0, spans[cut].start());
            append(Arrays.copyOfRange(ids, cut, ids.length), 1, document.length() - spans[cut].start());
        }
    }
}
