package glassformer.run;

import glassformer.engine.ModelSession;
import glassformer.generate.Generator;
import glassformer.generate.SamplingOptions;
import glassformer.inspect.Attention;
import glassformer.text.Tokenizer;
import glassformer.train.Probe;
import glassformer.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;

/// Continues the lab's prompt and takes its sentence's attention. The text is drawn with temperature 0.8
/// among the 40 likeliest tokens, always with the same random numbers, so that texts of different steps
/// differ by what the model learned and not by luck.
record LabProbe(Probes probes, Tokenizer tokenizer, long seed) implements Probe {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;

    @Override
    public List<TrainingEvent> look(int step, ModelSession session) {
        List<TrainingEvent> seen = new ArrayList<>();
        if (probes.tokens() > 0) {
            seen.add(new TrainingEvent.Sampled(step, probes.prompt(), continuation(session)));
        }
        if (!probes.attention().isEmpty()) {
            Attention attention = Attention.of(session, tokenizer, probes.attention());
            seen.add(new TrainingEvent.Attended(step, attention.tokens(), attention.patterns()));
        }
        return seen;
    }

    private String continuation(ModelSession session) {
        List<Integer> ids = new ArrayList<>();
        new Generator(session, tokenizer)
                .generate(
                        probes.prompt(),
                        new SamplingOptions(TEMPERATURE, TOP_K, 1, seed, probes.tokens()),
                        choice -> ids.add(choice.id()),
                        () -> false);
        return tokenizer.decode(ids.stream().mapToInt(Integer::intValue).toArray());
    }
}
