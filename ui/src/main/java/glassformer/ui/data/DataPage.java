package glassformer.ui.data;

import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.theme.Palette;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The page on which a text is chosen and cut into tokens.
public final class DataPage {
    private DataPage() {}

    /// @param samples the names that stand after `sample:`
    /// @param window runs a task on the window's thread
    public static Node create(
            LabSession session,
            Texts texts,
            ObservableValue<Palette> palette,
            Dialogs dialogs,
            Background background,
            Executor window,
            CorpusFinder corpora,
            List<String> samples) {
        var fieldTexts = new FieldTexts(texts);
        var data = new DataViewModel(session, fieldTexts, background, corpora, samples);
        var tokenizer = new TokenizerViewModel(session, fieldTexts, data, background, corpora, window);
        var left = new TextPanel(data, texts, dialogs);
        var right = new TokenizerPanel(data, tokenizer, texts, palette);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        var page = new HBox(left, right);
        page.setId("data-page");
        page.getStyleClass().add("data-page");
        return page;
    }
}
