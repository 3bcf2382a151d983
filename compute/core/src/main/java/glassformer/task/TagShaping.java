package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.TagJudgements;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A tag of each word. The first token of a word carries its tag; those that follow have none (Devlin et al. 2019,
/// section 5.3).
record TagShaping(Texts texts, List<String> labels, double smoothing) implements Shaping {
    private static final int BATCH = 32;

    private record Row(Item item, int[] labels) {}

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.TokenClasses(HeadSpec.CLASSIFIER, labels));
    }

    @Override
    public Batch batch(List<Example> examples) {
        List<Row> rows = examples.stream().map(this::row).toList();
        Tokens tokens = Item.pad(
                rows.stream().map(Row::item).toList(),
                texts.tokenizer().specials().requirePad());
        int[] padded = Item.padLabels(rows.stream().map(Row::labels).toList(), tokens.length());
        return new Batch(tokens, null, List.of(new Labels.Classes(HeadSpec.CLASSIFIER, padded, 1, smoothing)));
    }

    private Row row(Example example) {
        if (!(example instanceof Example.Tagged(List<String> words, List<String> tags))) {
            throw Texts.unfit(TaskKind.TOKEN_CLASSIFICATION, example);
        }
        SpecialTokens specials = texts.tokenizer().specials();
        int[] ids = new int[texts.contextLength()];
        int[] found = new int[ids.length];
        Arrays.fill(found, Labels.IGNORED);
        ids[0] = specials.requireClassify();
        int length = 1;
        for (int word = 0; word < words.size(); word++) {
            int[] pieces = texts.tokenizer().encode(word == 0 ? words.get(word) : " " + words.get(word));
            if (pieces.length == 0) {
                continue;
            }
            if (length + pieces.length + 1 > ids.length) {
                break;
            }
            found[length] = tag(tags.get(word));
            System.arraycopy(pieces, 0, ids, length, pieces.length);
            length += pieces.length;
        }
        ids[length++] = specials.requireSeparator();
        return new Row(Item.of(Arrays.copyOf(ids, length)), Arrays.copyOf(found, length));
    }

    private int tag(String tag) {
        int place = labels.indexOf(tag);
        if (place < 0) {
            throw new BadInputException(
                    "The model does not know the tag \"" + tag + "\"; it knows: " + String.join(", ", labels) + ".");
        }
        return place;
    }

    @Override
    public List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress) {
        return List.of(tagged(session, examples, progress));
    }

    /// Of the words that fitted into the context.
    private TagJudgements tagged(ModelSession session, List<Example> examples, Progress progress) {
        List<Judgement.OfTags> all = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            progress.step((double) from / examples.size());
            List<Example> part = examples.subList(from, Math.min(from + BATCH, examples.size()));
            Batch batch = batch(part);
            float[] scores =
                    session.logits(batch.input(), null, HeadSpec.CLASSIFIER).values(); // (B, T, N)
            int[] wanted = ((Labels.Classes) batch.labels().getFirst()).labels();
            int length = batch.input().length();
            for (int row = 0; row < part.size(); row++) {
                List<String> truth = new ArrayList<>();
                List<String> said = new ArrayList<>();
                for (int place = row * length; place < (row + 1) * length; place++) {
                    if (wanted[place] != Labels.IGNORED) {
                        truth.add(labels.get(wanted[place]));
                        said.add(labels.get(Highest.of(scores, place, labels.size())));
                    }
                }
                String text = ExampleTasks.texts(part.get(row)).findFirst().orElse("");
                all.add(new Judgement.OfTags(text, truth, said));
            }
        }
        return new TagJudgements(HeadSpec.CLASSIFIER, labels, all);
    }

    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        return tagged(session, examples, Progress.none()).confusion().measures("tokenAccuracy");
    }

    @Override
    public int quick() {
        return 300;
    }
}
