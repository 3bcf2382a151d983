package glassformer.run;

import glassformer.baseline.BaselineResult;
import glassformer.baseline.TextBaselines;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.Evaluation;
import glassformer.engine.MeanEvaluation;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.numerics.LazyNumerics;
import glassformer.task.ExampleData;
import glassformer.task.TaskData;
import glassformer.task.TaskKind;
import glassformer.text.Progress;
import glassformer.train.Measure;
import glassformer.train.TrainingControl;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// Judges how well a run's checkpoint knows some data.
public final class RunEvaluation {
    private final EvaluationRequest request;
    private final Lab lab;
    private final Engines engines;
    private final RunListener listener;
    private final TrainingControl control;

    private RunEvaluation(
            EvaluationRequest request, Lab lab, Engines engines, RunListener listener, TrainingControl control) {
        this.request = request;
        this.lab = lab;
        this.engines = engines;
        this.listener = listener;
        this.control = control;
    }

    /// Evaluates without writing anything; [Evaluations] keeps what is found.
    ///
    /// @throws glassformer.BadInputException                 where there is no such run, checkpoint or data
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    /// @throws CancellationException                         where the control stops it
    public static StoredEvaluation of(
            EvaluationRequest request, Engines engines, RunListener listener, TrainingControl control) {
        Lab lab = new RunFolder(request.run()).lab();
        return new RunEvaluation(request, lab, engines, listener, control).evaluate();
    }

    private record Loss(@Nullable Double value, long labels) {}

    private StoredEvaluation evaluate() {
        int batchSize = lab.training().batchSize();
        try (TrainedModel model = TrainedModel.open(request.run(), request.step(), engines, request.device());
                JudgedData data = JudgedData.of(lab, request, model.tokenizer(), listener, control)) {
            Map<String, Double> measures = new LinkedHashMap<>();
            List<Judgements> heads = data.judge(model.session(), request.most(batchSize), progress("Evaluating"));
            Loss loss = loss(data.data(), heads, model, batchSize);
            measures.putAll(usual(data.data(), model));
            heads.forEach(head -> head.measures()
                    .forEach(
                            (name, value) -> measures.put(heads.size() == 1 ? name : name + "/" + head.head(), value)));
            List<BaselineResult> baselines = baselines(data.data());
            measures.putAll(measures(baselines));
            return new StoredEvaluation(
                    request.name(model.step(), batchSize),
                    String.valueOf(request.run().toAbsolutePath().normalize().getFileName()),
                    model.step(),
                    request.examined().label(),
                    engines.locate(request.device()).device().id(),
                    Instant.now(),
                    loss.value(),
                    loss.labels(),
                    measures,
                    heads,
                    baselines);
        }
    }

    /// Of guessed tokens it is in the judgements; of examples it is measured, where they are those kept aside.
    private Loss loss(TaskData data, List<Judgements> heads, TrainedModel model, int batchSize) {
        if (!(data instanceof ExampleData)) {
            double sum = 0;
            long labels = 0;
            for (Judgements head : heads) {
                sum += head instanceof TokenJudgements tokens
                        ? tokens.loss()
                        : head.measures().getOrDefault("logLoss", 0.0);
                labels += count(head);
            }
            return new Loss(sum, labels);
        }
        if (!request.examined().equals(Examined.VALIDATION)) {
            return new Loss(null, heads.stream().mapToLong(RunEvaluation::count).sum());
        }
        Progress progress = progress("Measuring the loss");
        List<Batch> all = data.validation(request.batches() == 0 ? Integer.MAX_VALUE : request.batches(), batchSize);
        MeanEvaluation mean = new MeanEvaluation();
        for (int i = 0; i < all.size(); i++) {
            progress.step((double) i / all.size());
            Evaluation evaluation = model.session().evaluate(all.get(i));
            mean.add(all.get(i), evaluation);
        }
        return new Loss(mean.mean().loss(), mean.count());
    }

    private static long count(Judgements head) {
        return switch (head) {
            case TokenJudgements tokens -> tokens.tokens();
            case ClassJudgements classes -> classes.all().size();
            case TagJudgements tags -> tags.confusion().total();
            case NumberJudgements numbers -> numbers.all().size();
            case TextJudgements texts -> texts.all().size();
        };
    }

    /// What guessing without looking would reach, where judgements do not tell.
    private Map<String, Double> usual(TaskData data, TrainedModel model) {
        if (data instanceof ExampleData || !request.examined().equals(Examined.VALIDATION)) {
            return Map.of();
        }
        Map<String, Double> measures = new LinkedHashMap<>(data.measure().of(model.session(), Measure.Care.LOOK));
        measures.keySet().retainAll(List.of("mostFrequentRate"));
        return measures;
    }

    /// What classifiers reach that count words, where that was asked for and there are classes.
    private List<BaselineResult> baselines(TaskData data) {
        if (!request.baseline() || lab.task() != TaskKind.CLASSIFICATION || !(data instanceof ExampleData examples)) {
            return List.of();
        }
        return TextBaselines.train(
                classified(examples.examples().training()),
                classified(examples.examples().validation()),
                new LazyNumerics(),
                progress("Training classifiers that count words"));
    }

    private static Map<String, Double> measures(List<BaselineResult> baselines) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (BaselineResult one : baselines) {
            measures.put(one.kind().measure() + "Accuracy", one.confusion().accuracy());
            measures.put(one.kind().measure() + "MacroF1", one.confusion().macroF1());
        }
        return measures;
    }

    private static List<Example.Classified> classified(List<Example> examples) {
        return examples.stream().map(Example.Classified.class::cast).toList();
    }

    private Progress progress(String sentence) {
        return PreparedText.progress(sentence, listener, control);
    }
}
