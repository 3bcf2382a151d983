package glassformer.ui.data;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.augment.Augmentation;
import glassformer.augment.AugmentationKind;
import glassformer.augment.WordChanges;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.run.Lab;
import glassformer.ui.common.Background;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the lab's augmentation makes of a few training examples.
public final class AugmentationViewModel {
    private static final int SHOWN = 5;
    private static final List<String> KEYS =
            List.of(AugmentationKind.KEY, AugmentationKind.RATE, AugmentationKind.THERE, AugmentationKind.BACK);

    private final LabSession session;
    private final FieldTexts texts;
    private final ExamplesViewModel examples;
    private final RoundTrip roundTrip;
    private final Background.Slot changing;
    private final ReadOnlyObjectWrapper<AugmentationKind> kind =
            new ReadOnlyObjectWrapper<>(this, "kind", AugmentationKind.NONE);
    private final ReadOnlyBooleanWrapper applies = new ReadOnlyBooleanWrapper(this, "applies");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyIntegerWrapper seed = new ReadOnlyIntegerWrapper(this, "seed", 1);
    private final ReadOnlyObjectWrapper<List<ChangedText>> changes =
            new ReadOnlyObjectWrapper<>(this, "changes", List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Ready ready;
    private int asked; // tells the newest question from those before it

    /// What changes words as a lab says; kept, since reading synonyms takes a while.
    private record Ready(AugmentationKind kind, double rate, Augmentation augmentation) {}

    private record Outcome(Ready ready, List<ChangedText> changes) {}

    public AugmentationViewModel(
            LabSession session,
            FieldTexts texts,
            ExamplesViewModel examples,
            RoundTrip roundTrip,
            Background background) {
        this.session = session;
        this.texts = texts;
        this.examples = examples;
        this.roundTrip = roundTrip;
        this.changing = background.slot();
        session.labProperty().subscribe((before, now) -> {
            if (!DataKeys.values(before, KEYS).equals(DataKeys.values(now, KEYS))) change();
        });
        examples.examplesProperty().subscribe(read -> change());
    }

    /// Whether the lab's task has examples that can be changed.
    public ReadOnlyBooleanProperty appliesProperty() {
        return applies.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<AugmentationKind> kindProperty() {
        return kind.getReadOnlyProperty();
    }

    /// Decides all random choices; [#again] takes the next one.
    public ReadOnlyIntegerProperty seedProperty() {
        return seed.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// The first training texts before and after; empty where nothing is chosen.
    public ReadOnlyObjectProperty<List<ChangedText>> changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Why nothing can be shown; empty where it can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Changes the same texts with the next seed.
    public void again() {
        seed.set(seed.get() + 1);
        change();
    }

    private void change() {
        Lab lab = session.lab();
        applies.set(lab.schema().has(AugmentationKind.KEY));
        kind.set(AugmentationKind.of(lab.values()));
        changing.cancel();
        asked++;
        busy.set(false);
        problem.set("");
        changes.set(List.of());
        ReadExamples read = examples.examplesProperty().get();
        if (kind.get() == AugmentationKind.NONE || read == null) return;
        List<String> before = read.training().stream()
                .limit(SHOWN)
                .map(AugmentationViewModel::text)
                .toList();
        busy.set(true);
        if (kind.get() == AugmentationKind.BACK_TRANSLATION) translate(lab, before);
        else changeWords(kind.get(), lab.values().real(AugmentationKind.RATE), before);
    }

    private void changeWords(AugmentationKind how, double rate, List<String> before) {
        Ready known = ready;
        long from = seed.get();
        changing.run(
                () -> {
                    Ready use = known != null && known.kind() == how && known.rate() == rate
                            ? known
                            : new Ready(how, rate, WordChanges.of(how, rate));
                    List<ChangedText> all = new ArrayList<>();
                    for (int i = 0; i < before.size(); i++) {
                        var random = new SplittableRandom(SplitMix64.hash(from, i));
                        String text = before.get(i);
                        all.add(ChangedText.of(text, use.augmentation().apply(text, random)));
                    }
                    return new Outcome(use, all);
                },
                outcome -> {
                    ready = outcome.ready();
                    show(outcome.changes());
                },
                this::fail);
    }

    private void translate(Lab lab, List<String> before) {
        String there = lab.values().text(AugmentationKind.THERE).strip();
        String back = lab.values().text(AugmentationKind.BACK).strip();
        if (there.isEmpty() || back.isEmpty()) {
            busy.set(false);
            return;
        }
        int question = asked;
        try {
            var unused = roundTrip
                    .translate(session.folder().resolve(there), session.folder().resolve(back), before)
                    .whenComplete((after, failure) -> {
                        if (question != asked) return;
                        if (failure != null) fail(new BadInputException(WorkerLink.sentence(failure)));
                        else show(pairs(before, after));
                    });
        } catch (InvalidPathException e) {
            fail(e);
        }
    }

    private static List<ChangedText> pairs(List<String> before, List<String> after) {
        List<ChangedText> all = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String returned = after.get(i).isBlank() ? before.get(i) : after.get(i);
            all.add(ChangedText.of(before.get(i), returned));
        }
        return all;
    }

    private void show(List<ChangedText> found) {
        busy.set(false);
        changes.set(found);
    }

    private void fail(Exception failure) {
        busy.set(false);
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        problem.set(failure instanceof BadInputException ? texts.readable(sentence) : sentence);
    }

    private static String text(Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> input.first();
            case Example.Classified(Input input, var label) -> input.first();
            case Example.Scored(Input input, var value) -> input.first();
            case Example.Labelled(Input input, var labels) -> input.first();
            case Example.Tagged(List<String> words, var tags) -> String.join(" ", words);
            case Example.Translated(String source, var target) -> source;
        };
    }
}
