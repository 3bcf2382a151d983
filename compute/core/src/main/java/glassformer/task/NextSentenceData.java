package glassformer.task;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.blueprint.HeadSpec;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.Softmax;
import glassformer.evaluate.TokenJudgements;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Split;
import glassformer.text.Tokenizer;
import glassformer.train.BatchSource;
import glassformer.train.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// BERT's pre-training (Devlin et al. 2019, section 3.1): pairs of sentences of which tokens are hidden and of which
/// the second follows the first in half of the cases. A pair is two sentences, `[CLS] a [SEP] b [SEP]`, not as many as
/// fit. The loss is the sum of both tasks'.
public final class NextSentenceData implements TaskData {
    private static final int FOLLOWS = 0; // the class, as in BERT's own head
    private static final int OTHER = 1;
    private static final List<String> LABELS = List.of("follows", "does not follow");
    private static final int JUDGED_BATCHES = 20;
    private static final int JUDGED_ROWS = 16;
    private static final int COUNTED = 1_000_000; // tokens of training that say which one is most frequent

    private final String head = new HeadSpec.SentencePair().name();
    private final Tokenizer tokenizer;
    private final String fingerprint;
    private final Path folder;
    private final SentenceStore kept;
    private final SentenceStore held;
    private final NextSentences<SentenceStore.Place> training;
    private final NextSentences<SentenceStore.Place> validation;
    private final int contextLength;
    private final boolean dynamic;
    private final MaskedPairs pairs;

    private NextSentenceData(
            Corpus corpus,
            Tokenizer tokenizer,
            Path folder,
            SentenceStore kept,
            SentenceStore held,
            int contextLength,
            Masking masking) {
        this.tokenizer = tokenizer;
        this.fingerprint = corpus.fingerprint();
        this.folder = folder;
        this.kept = kept;
        this.held = held;
        this.training = sentences(kept, "training", masking.seed());
        this.validation = sentences(held, "validation", masking.seed());
        this.contextLength = contextLength;
        this.dynamic = masking.dynamic();
        this.pairs = new MaskedPairs(
                new Masker(tokenizer, masking), tokenizer.specials().requirePad(), true);
        TokenPair.of(
                tokenizer.specials(), new int[1], new int[1], contextLength); // says where the context is too short
    }

    /// Reads the corpus once.
    ///
    /// @param split  which documents are kept aside; null has all of them on both sides
    /// @param folder an empty one for the token ids, which goes when this is closed
    /// @throws BadInputException where a side has not two documents, one of them of two sentences
    public static NextSentenceData read(
            Corpus corpus,
            Tokenizer tokenizer,
            @Nullable Split split,
            Path folder,
            int contextLength,
            Masking masking,
            Progress progress) {
        SentenceStore kept = new SentenceStore(folder, tokenizer.vocabSize());
        SentenceStore held = new SentenceStore(folder, tokenizer.vocabSize());
        boolean done = false;
        try (Documents documents = corpus.open()) {
            Sentences sentences = new Sentences(Locale.ROOT);
            for (long index = 0; documents.hasNext(); index++) {
                List<int[]> encoded = sentences.of(documents.next()).stream()
                        .map(tokenizer::encode)
                        .toList();
                if (split == null || !split.isValidation(index)) {
                    kept.add(encoded);
                }
                if (split == null || split.isValidation(index)) {
                    held.add(encoded);
                }
                progress.step(documents.progress());
            }
            NextSentenceData data = new NextSentenceData(corpus, tokenizer, folder, kept, held, contextLength, masking);
            done = true;
            return data;
        } finally {
            if (!done) {
                kept.close();
                held.close();
            }
        }
    }

    private static NextSentences<SentenceStore.Place> sentences(SentenceStore store, String side, long seed) {
        List<List<SentenceStore.Place>> documents = store.documents();
        String but = documents.size() < 2
                ? "has " + documents.size()
                : documents.stream().allMatch(sentences -> sentences.size() < 2) ? "has none of two sentences" : "";
        if (!but.isEmpty()) {
            throw new BadInputException("data.nextSentence is true, which needs 2 documents or more, with blank lines"
                    + " between, and two sentences in one of them, but the " + side + " text " + but
                    + "; give more text or set data.nextSentence to false.");
        }
        return new NextSentences<>(documents, seed);
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.MaskedTokens(), new HeadSpec.SentencePair());
    }

    @Override
    public BatchSource training() {
        return (seed, step, accumulation, batchSize) -> {
            List<Batch> batches = new ArrayList<>();
            for (int micro = 0; micro < accumulation; micro++) {
                long[] chosen = new long[batchSize];
                for (int row = 0; row < batchSize; row++) {
                    chosen[row] = Long.remainderUnsigned(SplitMix64.hash(seed, step, micro, row), training.size());
                }
                batches.add(batch(kept, training, chosen, step));
            }
            return batches;
        };
    }

    @Override
    public List<Batch> validation(int batches, int batchSize) {
        return looked(held, validation, batches, batchSize);
    }

    private List<Batch> looked(
            SentenceStore store, NextSentences<SentenceStore.Place> sentences, int batches, int batchSize) {
        int wanted = (int) Math.min(sentences.size(), (long) batches * batchSize);
        List<Batch> all = new ArrayList<>();
        for (int from = 0; from < wanted; from += batchSize) {
            long[] chosen = new long[Math.min(batchSize, wanted - from)];
            for (int row = 0; row < chosen.length; row++) {
                chosen[row] = (long) (from + row) * sentences.size() / wanted;
            }
            all.add(batch(store, sentences, chosen, 0)); // step 0: the same pairs and masks each time
        }
        return all;
    }

    private Batch batch(SentenceStore store, NextSentences<SentenceStore.Place> sentences, long[] examples, int step) {
        List<TokenPair> rows = new ArrayList<>();
        int[] classes = new int[examples.length];
        for (int row = 0; row < examples.length; row++) {
            NextSentences.Pair<SentenceStore.Place> pair =
                    sentences.pair(Math.toIntExact(examples[row]), dynamic ? step : 0);
            rows.add(TokenPair.of(
                    tokenizer.specials(), store.read(pair.first()), store.read(pair.second()), contextLength));
            classes[row] = pair.follows() ? FOLLOWS : OTHER;
        }
        return pairs.batch(rows, examples, step, List.of(new Labels.Classes(head, classes)));
    }

    /// Also how many pairs are told apart, of which guessing tells half.
    @Override
    public Measure measure() {
        List<Batch> batches = validation(JUDGED_BATCHES, JUDGED_ROWS);
        MaskedGuesses guesses =
                MaskedGuesses.of(batches, kept.counts(tokenizer.vocabSize(), COUNTED), tokenizer.specials());
        return (session, care) -> {
            Map<String, Double> measures = new LinkedHashMap<>(guesses.measures(session));
            measures.put("nextSentenceAccuracy", nextSentenceAccuracy(session, batches));
            return measures;
        };
    }

    private double nextSentenceAccuracy(ModelSession session, List<Batch> batches) {
        int right = 0;
        int all = 0;
        for (Batch batch : batches) {
            int[] classes = ((Labels.Classes) batch.labels().getLast()).labels();
            float[] scores = session.logits(batch.input(), null, head).values(); // (B, 2)
            for (int row = 0; row < classes.length; row++) {
                right += Highest.of(scores, row, 2) == classes[row] ? 1 : 0;
                all++;
            }
        }
        return (double) right / all;
    }

    @Override
    public List<Judgements> judge(ModelSession session, Side side, int most, Progress progress) {
        int count = Math.ceilDiv(most, JUDGED_ROWS);
        List<Batch> batches =
                switch (side) {
                    case TRAINING -> looked(kept, training, count, JUDGED_ROWS);
                    case VALIDATION -> looked(held, validation, count, JUDGED_ROWS);
                };
        String masked = new HeadSpec.MaskedTokens().name();
        TokenGuesses guesses = new TokenGuesses(session, tokenizer, masked);
        List<Judgement.OfTokens> hidden = new ArrayList<>();
        List<Judgement.OfClass> follows = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            progress.step((double) i / batches.size());
            Batch batch = batches.get(i);
            List<Judgement.OfTokens> rows = guesses.hidden(batch);
            hidden.addAll(rows);
            int[] classes = ((Labels.Classes) batch.labels().getLast()).labels();
            float[] scores = session.logits(batch.input(), null, head).values(); // (B, 2)
            for (int row = 0; row < classes.length; row++) {
                follows.add(Judgement.OfClass.of(
                        rows.get(row).text(), LABELS.get(classes[row]), LABELS, Softmax.of(scores, row, 2)));
            }
        }
        return List.of(new TokenJudgements(masked, true, hidden), new ClassJudgements(head, LABELS, follows));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String extent() {
        return training.size() + " training and " + validation.size() + " validation pairs of sentences";
    }

    @Override
    public void close() {
        try {
            kept.close();
            held.close();
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new BadInputException("Cannot remove the encoded text in " + folder + ": " + e.getMessage() + ".", e);
        }
    }
}
