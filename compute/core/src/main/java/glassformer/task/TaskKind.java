package glassformer.task;

import glassformer.augment.AugmentationKind;
import glassformer.blueprint.Family;
import glassformer.blueprint.Named;
import glassformer.data.LengthCurriculum;
import glassformer.settings.Setting;
import glassformer.text.ByteSpecials;
import java.util.ArrayList;
import java.util.List;

/// What a model learns to do.
public enum TaskKind implements Named {
    /// The next token (Radford et al. 2018).
    LANGUAGE_MODEL("language-model"),
    /// Tokens that were hidden (Devlin et al. 2019).
    MASKED_LANGUAGE_MODEL("masked-language-model"),
    /// A text from another text: translation, sums, dates (Sutskever et al. 2014).
    TRANSLATION("translation"),
    /// Tokens that were hidden in a text and its translation (Conneau and Lample 2019).
    TRANSLATION_LANGUAGE_MODEL("translation-language-model"),
    /// A class of a text or a pair.
    CLASSIFICATION("classification"),
    /// A number of a text or a pair.
    REGRESSION("regression"),
    /// A tag of each word.
    TOKEN_CLASSIFICATION("token-classification"),
    /// Several classes and numbers of a text or a pair, each by a head of its own on one trunk (Caruana 1997).
    MULTI_TASK("multi-task");

    /// The key that chooses the task.
    public static final String KEY = "task";

    private final String id;

    TaskKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// The families that can learn it.
    public List<Family> families() {
        return switch (this) {
            case LANGUAGE_MODEL -> List.of(Family.GPT);
            case MASKED_LANGUAGE_MODEL, TRANSLATION_LANGUAGE_MODEL ->
                List.of(Family.BERT, Family.ROBERTA, Family.DISTILBERT);
            case TRANSLATION -> List.of(Family.TRANSFORMER);
            case CLASSIFICATION, REGRESSION, TOKEN_CLASSIFICATION, MULTI_TASK ->
                List.of(Family.BERT, Family.ROBERTA, Family.DISTILBERT, Family.GPT);
        };
    }

    /// Whether it learns from a text as a whole; otherwise from examples, one a row.
    public boolean readsCorpus() {
        return this == LANGUAGE_MODEL || this == MASKED_LANGUAGE_MODEL;
    }

    /// What byte-level BPE begins with for this task.
    public ByteSpecials specials() {
        return this == LANGUAGE_MODEL ? ByteSpecials.GPT2 : ByteSpecials.ROBERTA;
    }

    /// The keys that a lab of this task has besides those that all have.
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        switch (this) {
            case LANGUAGE_MODEL -> all.addAll(LengthCurriculum.SETTINGS);
            case MASKED_LANGUAGE_MODEL -> {
                masking(all);
                all.add(new Setting.Flag(
                        "data.nextSentence",
                        "Whether pairs of sentences are read, and whether the second follows is guessed too (BERT).",
                        false));
            }
            case TRANSLATION -> {
                all.add(column("data.textColumn", "The column of a table that holds the source.", "source"));
                all.add(column("data.labelColumn", "The column of a table that holds the target.", "target"));
                all.add(smoothing());
            }
            case TRANSLATION_LANGUAGE_MODEL -> {
                all.add(column("data.textColumn", "The column of a table that holds the source.", "source"));
                all.add(column("data.labelColumn", "The column of a table that holds the target.", "target"));
                masking(all);
            }
            case CLASSIFICATION -> {
                pair(all);
                all.add(column("data.labelColumn", "The column of a table that holds the class.", "label"));
                all.add(smoothing());
                preparation(all);
            }
            case REGRESSION -> {
                pair(all);
                all.add(column("data.labelColumn", "The column of a table that holds the number.", "label"));
                preparation(all);
            }
            case TOKEN_CLASSIFICATION -> {
                all.add(column("data.textColumn", "The column of a table that holds the words.", "words"));
                all.add(column("data.labelColumn", "The column of a table that holds a tag a word.", "tags"));
                all.add(smoothing());
            }
            case MULTI_TASK -> {
                pair(all);
                all.add(new Setting.Text(
                        LabelColumns.KEY,
                        "The columns of classes and numbers that are learned together, with commas between.",
                        "topic, length",
                        2000));
                all.add(new Setting.Text(
                        LabelColumns.WEIGHTS,
                        "How much each column counts in the loss, with commas between; empty counts all alike.",
                        "",
                        2000));
                all.add(smoothing());
                preparation(all);
            }
        }
        return List.copyOf(all);
    }

    private static void masking(List<Setting> all) {
        all.add(new Setting.Real("data.maskRate", "The share of tokens to be guessed.", 0.15, 0.01, 0.9));
        all.add(new Setting.Flag("data.wholeWords", "Whether all pieces of a word are hidden together.", false));
        all.add(new Setting.Flag(
                "data.dynamicMasks", "Whether a text is masked anew each time it is seen (RoBERTa).", true));
    }

    private static void pair(List<Setting> all) {
        all.add(column("data.textColumn", "The column of a table that holds the text.", "text"));
        all.add(column("data.secondColumn", "The column of a second text; empty where there is none.", ""));
    }

    private static void preparation(List<Setting> all) {
        all.addAll(LongTexts.SETTINGS);
        all.addAll(AugmentationKind.SETTINGS);
    }

    private static Setting column(String key, String help, String initial) {
        return new Setting.Text(key, help, initial, 200);
    }

    private static Setting smoothing() {
        return new Setting.Real(
                "training.labelSmoothing", "The share of the target that is spread over all classes.", 0, 0, 0.5);
    }
}
