package glassformer.run;

import glassformer.answer.Responder;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.inspect.Attention;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import glassformer.train.Probe;
import glassformer.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;

/// Gives the lab's prompt to the model and takes its sentence's attention. A language model's text is drawn always with
/// the same random numbers, so that texts of different steps differ by what the model learned and not by luck.
record LabProbe(Probes probes, ModelSpec spec, Tokenizer tokenizer, LongTexts longTexts, long seed) implements Probe {
    @Override
    public List<TrainingEvent> look(int step, ModelSession session) {
        List<TrainingEvent> seen = new ArrayList<>();
        if (probes.tokens() > 0) {
            String answer =
                    new Responder(session, spec, tokenizer, longTexts).of(probes.prompt(), probes.tokens(), seed);
            seen.add(new TrainingEvent.Sampled(step, probes.prompt(), answer));
        }
        if (!probes.attention().isEmpty()) {
            Attention attention = Attention.of(session, tokenizer, probes.attention());
            seen.add(new TrainingEvent.Attended(step, attention.groups()));
        }
        return seen;
    }

    @Override
    public String read(Batch row) {
        String text = tokenizer.decode(row.input().ids());
        return row.decoder() == null
                ? text
                : text + " | " + tokenizer.decode(row.decoder().ids());
    }
}
