package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.TextJudgements;
import glassformer.generate.Translator;
import glassformer.text.Progress;
import glassformer.text.SpecialTokens;
import glassformer.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Teacher forcing: the decoder reads the target one place behind and predicts it (Williams and Zipser 1989).
final class TranslationShaping implements Shaping {
    private static final int QUICK = 50;

    private final Tokenizer tokenizer;
    private final int contextLength;
    private final double smoothing;
    private final String head;
    private final int pad;

    TranslationShaping(Tokenizer tokenizer, int contextLength, double smoothing) {
        SpecialTokens specials = tokenizer.specials();
        this.tokenizer = tokenizer;
        this.contextLength = contextLength;
        this.smoothing = smoothing;
        this.head = new HeadSpec.LanguageModel().name();
        this.pad = specials.requirePad();
        specials.requireSeparator(); // ends each text
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.LanguageModel());
    }

    @Override
    public Batch batch(List<Example> examples) {
        List<Item> sources = new ArrayList<>();
        List<Item> read = new ArrayList<>();
        List<int[]> predicted = new ArrayList<>();
        for (Example example : examples) {
            Example.Translated pair = translated(example);
            sources.add(Item.of(ended(pair.source())));
            int[] target = ended(pair.target());
            predicted.add(target);
            int[] behind = new int[target.length];
            behind[0] = pad; // Marian's decoders start from padding
            System.arraycopy(target, 0, behind, 1, target.length - 1);
            read.add(Item.of(behind));
        }
        Tokens decoder = Item.pad(read, pad);
        int[] labels = Item.padLabels(predicted, decoder.length());
        return new Batch(Item.pad(sources, pad), decoder, List.of(new Labels.Classes(head, labels, 1, smoothing)));
    }

    private static Example.Translated translated(Example example) {
        if (!(example instanceof Example.Translated pair)) {
            throw new BadInputException("The task translation needs examples of a source and a target.");
        }
        return pair;
    }

    private int[] ended(String text) {
        return Translator.ended(tokenizer, text, contextLength);
    }

    @Override
    public List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress) {
        Translator translator = new Translator(session, tokenizer);
        List<Judgement.OfText> all = new ArrayList<>();
        for (Example example : examples) {
            progress.step((double) all.size() / examples.size());
            Example.Translated pair = translated(example);
            all.add(new Judgement.OfText(pair.source(), pair.target(), translator.translate(pair.source())));
        }
        return List.of(new TextJudgements(head, all));
    }

    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put(
                "exactMatch",
                judgements(session, examples, Progress.none())
                        .getFirst()
                        .measures()
                        .getOrDefault("exactMatch", 0.0));
        return measures;
    }

    @Override
    public int quick() {
        return QUICK;
    }
}
