package glassformer.importing;

import glassformer.BadInputException;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.exchange.SafetensorsWriter;
import glassformer.hub.PretrainedModel;
import glassformer.hub.WeightPlan;
import glassformer.run.ForeignRun;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// A model in any format.
final class ForeignModel implements Foreign {
    private static final int NAMED = 5;

    private final ImportKind kind;
    private final String name;
    private final PretrainedModel model;
    private final WeightPlan plan;
    private final ForeignRun run;
    private final Clock clock;

    ForeignModel(ImportKind kind, String name, Path source, PretrainedModel model, Clock clock) {
        this.kind = kind;
        this.name = name;
        this.model = model;
        this.clock = clock;
        if (model.spec().adapters() != null) {
            throw new BadInputException(
                    source + " is a model with adapters (training.lora), which cannot be imported as"
                            + " they are: export it as huggingface first, which merges them into its weights.");
        }
        this.plan = model.plan();
        Tokenizer tokenizer = model.tokenizer();
        this.run = new ForeignRun(model.spec(), tokenizer, name, "Imported from " + source + " (" + kind.id() + ").");
        run.lab(); // refuses a model that no lab can have
    }

    @Override
    public ImportKind kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Facts facts() {
        List<String> all = new ArrayList<>(model.notes());
        if (!plan.leftOut().isEmpty()) {
            List<String> first = plan.leftOut().stream().limit(NAMED).toList();
            int more = plan.leftOut().size() - first.size();
            all.add("Left out, since this architecture has no such head: " + String.join(", ", first)
                    + (more == 0 ? "." : " and " + more + " more."));
        }
        if (model.spec().heads().isEmpty()) {
            all.add("The model has no head, so it says nothing; inspect it, or name it as training.from.");
        }
        long parameters = ParameterTable.of(plan.spec().blueprint()).size();
        return new Facts(
                plan.spec().config().family().id(),
                parameters,
                run.tokenizer().vocabSize(),
                plan.spec().heads().stream().map(HeadSpec::name).toList(),
                Float.BYTES * parameters + (1 << 20),
                all);
    }

    @Override
    public void write(Path folder, Path target, Progress progress) throws IOException {
        List<Weight> weights = plan.weights();
        long total = weights.stream().mapToLong(Weight::size).sum();
        long[] done = {0};
        run.write(
                folder,
                out -> SafetensorsWriter.write(
                        weights,
                        weight -> {
                            progress.step((double) done[0] / total);
                            done[0] += weight.size();
                            return plan.read(weight);
                        },
                        out),
                clock);
        progress.step(1);
    }

    @Override
    public void close() {
        model.close();
    }
}
