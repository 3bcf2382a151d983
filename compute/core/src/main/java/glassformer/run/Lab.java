package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.Named;
import glassformer.blueprint.Preset;
import glassformer.blueprint.Regularization;
import glassformer.data.LengthCurriculum;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.task.LongTexts;
import glassformer.task.TaskKind;
import glassformer.task.TaskRules;
import glassformer.text.ByteSpecials;
import glassformer.text.WordPieceTrainer;
import glassformer.train.TrainingConfig;
import glassformer.train.Transfer;
import java.util.Map;
import java.util.stream.Collectors;

/// Everything that defines a run before it starts: what is built, on which text, how it is trained and what
/// is looked at. Stored as `lab.json`, see [LabFile].
public record Lab(String name, String description, Values values, Probes probes) {
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 10_000;

    public Lab {
        require("name", name, MAX_NAME);
        require("description", description, MAX_DESCRIPTION);
        if (name.isBlank()) {
            throw new BadInputException("name is empty, but must be text of 1 to " + MAX_NAME + " characters.");
        }
    }

    /// A lab with every setting at its initial value.
    public static Lab initial(String name) {
        return new Lab(name, "", Values.initial(LabSchema.of(Family.GPT, TaskKind.LANGUAGE_MODEL)), Probes.NONE);
    }

    /// The keys that this lab has, which depend on its model's family.
    public Schema schema() {
        return values.schema();
    }

    public TaskKind task() {
        return Named.of(TaskKind.class, values.text(TaskKind.KEY));
    }

    public ModelConfig model(int vocabSize) {
        return ModelConfig.of(values, vocabSize);
    }

    /// What training leaves out at random.
    public Regularization regularization() {
        return Regularization.of(values);
    }

    public Transfer transfer() {
        return Transfer.of(values);
    }

    public TrainingConfig training() {
        return TrainingConfig.of(values);
    }

    /// This lab with one key changed. Another `model.family` or `task` brings the keys of that; a value that was
    /// chosen stays where the other has it too. A task that the family cannot learn brings the first family that
    /// can, and a family that cannot learn the task the first task that it can.
    public Lab with(String key, Object value) {
        Values changed = values.with(key, value);
        return withValues(
                switch (key) {
                    case Family.KEY -> LabSchema.ofFamily(values, Named.of(Family.class, changed.text(key)));
                    case TaskKind.KEY -> LabSchema.ofTask(values, Named.of(TaskKind.class, changed.text(key)));
                    default -> changed;
                });
    }

    /// This lab with the model of a preset.
    public Lab with(Preset preset) {
        Values changed = LabSchema.ofFamily(values, preset.family());
        for (Map.Entry<String, Object> setting : preset.settings().entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return withValues(changed);
    }

    private Lab withValues(Values changed) {
        return new Lab(name, description, changed, probes);
    }

    /// This lab with one key changed, from text as typed: any key of [#schema], `name`, `description`,
    /// `probes.attention`, `probes.prompt` or `probes.tokens`.
    ///
    /// @throws BadInputException for an unknown key or a value that is not allowed
    public Lab withText(String key, String text) {
        return switch (key) {
            case "name" -> withName(text);
            case "description" -> new Lab(name, text, values, probes);
            case "probes.attention" -> withProbes(new Probes(text, probes.prompt(), probes.tokens()));
            case "probes.prompt" -> withProbes(new Probes(probes.attention(), text, probes.tokens()));
            case "probes.tokens" -> withProbes(new Probes(probes.attention(), probes.prompt(), tokens(text)));
            case Family.KEY, TaskKind.KEY -> with(key, text.strip());
            default -> withValues(values.withText(key, text));
        };
    }

    public Lab withProbes(Probes changed) {
        return new Lab(name, description, values, changed);
    }

    public Lab withName(String changed) {
        return new Lab(changed, description, values, probes);
    }

    /// Every check that needs no data.
    ///
    /// @throws BadInputException for the first setting that does not fit the others
    public void validate() {
        model(values.whole("tokenizer.vocabSize")).blueprint();
        training();
        transfer().validate();
        TaskRules.check(values);
        LongTexts.of(values);
        LengthCurriculum.of(values);
        Family family = Named.of(Family.class, values.text(Family.KEY));
        if (!task().families().contains(family)) {
            throw new BadInputException(Family.KEY + " is " + family.id() + ", but the task "
                    + task().id() + " needs "
                    + task().families().stream().map(Family::id).collect(Collectors.joining(" or ")) + ".");
        }
        if (values.text("tokenizer.kind").equals("char") && task() != TaskKind.LANGUAGE_MODEL) {
            throw new BadInputException("tokenizer.kind is char, but the task " + task().id()
                    + " needs special tokens, which bpe and wordpiece have.");
        }
        ByteSpecials specials = task().specials();
        if (values.text("tokenizer.kind").equals("bpe")
                && values.whole("tokenizer.vocabSize") < specials.smallestVocabulary()) {
            throw new BadInputException("tokenizer.vocabSize is " + values.whole("tokenizer.vocabSize")
                    + ", but must be at least " + specials.smallestVocabulary() + " for bpe, which begins with "
                    + switch (specials) {
                        case GPT2 -> "the 256 bytes and <|endoftext|>.";
                        case ROBERTA -> "5 special tokens and the 256 bytes.";
                    });
        }
        if (values.text("tokenizer.kind").equals("wordpiece")
                && values.whole("tokenizer.vocabSize") < WordPieceTrainer.SMALLEST) {
            throw new BadInputException("tokenizer.vocabSize is " + values.whole("tokenizer.vocabSize")
                    + ", but must be at least " + WordPieceTrainer.SMALLEST
                    + " for wordpiece, which begins with its 5 special tokens.");
        }
        if (values.text("data.source").isBlank()) {
            throw new BadInputException("data.source is empty, but must be sample:NAME or file:PATH.");
        }
    }

    private static int tokens(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new BadInputException("probes.tokens is " + text + ", but must be a whole number from 0 to 10000.");
        }
    }

    private static void require(String key, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new BadInputException(key + " has " + text.length() + " characters, but must be text of at most "
                    + maxLength + " characters.");
        }
    }
}
