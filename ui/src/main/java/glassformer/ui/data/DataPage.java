package glassformer.ui.data;

import glassformer.task.DataText;
import glassformer.task.NumberedExamples;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.data.DataTabs.Tab;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.theme.Palette;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The page on which the data is chosen, looked at, cut into tokens, masked and changed.
public final class DataPage {
    private DataPage() {}

    /// @param samples the names that stand after `sample:`
    /// @param window runs a task on the window's thread
    /// @param roundTrip translates examples there and back, to show it
    public static Node create(
            LabSession session,
            Texts texts,
            ObservableValue<Palette> palette,
            Dialogs dialogs,
            Background background,
            Executor window,
            CorpusFinder corpora,
            List<String> samples,
            RoundTrip roundTrip) {
        var fieldTexts = new FieldTexts(texts);
        var data = new DataViewModel(session, fieldTexts, background, corpora, samples);
        var examples = new ExamplesViewModel(
                session, fieldTexts, background, (lab, folder) -> NumberedExamples.read(lab.values(), folder));
        CorpusFinder learned = (lab, folder) ->
                lab.task().readsCorpus() ? corpora.find(lab, folder) : DataText.learned(lab.values(), folder);
        var tokenizer = new TokenizerViewModel(session, fieldTexts, data, background, learned, window);
        var report = new ReportViewModel(session, examples, tokenizer, background);
        var masks = new MasksViewModel(session, data, tokenizer, background);
        var augmentation = new AugmentationViewModel(session, fieldTexts, examples, roundTrip, background);
        var left = new TextPanel(data, examples, new ExamplesPane(session, examples, data, texts), texts, dialogs);
        var right = new DataTabs(texts);
        right.add(Tab.TOKENIZER, new TokenizerPanel(data, tokenizer, texts, palette), always());
        right.add(Tab.REPORT, new ReportPanel(report, texts, palette), examples.appliesProperty());
        right.add(Tab.MASKS, new MasksPanel(masks, data, tokenizer, texts), masks.appliesProperty());
        right.add(
                Tab.AUGMENTATION,
                new AugmentationPanel(augmentation, data, texts, dialogs),
                augmentation.appliesProperty());
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        var page = new HBox(left, right);
        page.setId("data-page");
        page.getStyleClass().add("data-page");
        return page;
    }

    private static ObservableValue<Boolean> always() {
        return new SimpleBooleanProperty(true);
    }
}
