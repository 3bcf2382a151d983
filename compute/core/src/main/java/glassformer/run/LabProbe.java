package glassformer.run;

import glassformer.answer.Responder;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Batch;
import glassformer.engine.ModelSession;
import glassformer.inspect.Inside;
import glassformer.inspect.Readings;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import glassformer.train.Probe;
import glassformer.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;

/// Gives the lab's prompt to the model and takes its sentence's attention and what the heads say of it. A language
// model's text is drawn always with
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
            Inside inside = Inside.of(session, tokenizer, probes.attention());
            seen.add(new TrainingEvent.Probed(step, new Readings(inside, spec, longTexts).of(probes.attention())));
            // Last: whoever hears of it finds all of the step in the folder.
            seen.add(new TrainingEvent.Attended(step, inside.attention().groups()));
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
