package glassformer.ui.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.text.Corpus;
import glassformer.text.InMemoryCorpus;
import glassformer.ui.Shown;
import glassformer.ui.common.Background;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.text.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class TokensViewModelTest {
    private static final Corpus CORPUS = new InMemoryCorpus("x", List.of("first example", "second example"));

    private final LabSession session = Sessions.of(
            Lab.initial("Test").with("tokenizer.kind", "wordpiece").with("tokenizer.vocabSize", 300), Path.of("build"));
    private final List<Runnable> pending = new ArrayList<>();

    private TokensViewModel model(Executor workers) {
        return new TokensViewModel(
                session, Shown.ENGLISH, new Background(workers, Runnable::run), (lab, folder) -> CORPUS, Runnable::run);
    }

    private TokensViewModel of(String text) {
        var model = model(Runnable::run);
        model.kindProperty().set("bpe");
        model.textProperty().set(text);
        return model;
    }

    private static List<String> shown(TokensViewModel model) {
        return Objects.requireNonNull(model.cutProperty().get()).tokens().stream()
                .map(Token::text)
                .toList();
    }

    @Test
    void kindAndVocabularyAreAtFirstTheLabsAndFollowIt() {
        var model = model(Runnable::run);
        assertThat(model.kindProperty().get()).isEqualTo("wordpiece");
        assertThat(model.vocabSizeProperty().get()).isEqualTo(300);
        session.edit("tokenizer.vocabSize", 280);
        assertThat(model.vocabSizeProperty().get()).isEqualTo(280);
        session.edit("tokenizer.kind", "char");
        assertThat(model.kindProperty().get()).isEqualTo("wordpiece");
    }

    @Test
    void theTextIsCutAsItWasAfterEachMerge() {
        var model = of("low low lower");
        assertThat(shown(model)).containsExactly("low", " low", " low", "e", "r");
        model.stepProperty().set(0);
        assertThat(shown(model)).hasSize("low low lower".length());
        model.stepProperty().set(1);
        assertThat(shown(model)).containsExactly("lo", "w", " ", "lo", "w", " ", "lo", "w", "e", "r");
        assertThat(Objects.requireNonNull(model.replayedProperty().get())
                        .step(1)
                        .merge()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void whoeverLooksAtTheEndLooksAtTheEndOfWhatIsTypedNext() {
        var model = of("low low");
        model.textProperty().set("low low lower lower");
        assertThat(model.stepProperty().get())
                .isEqualTo(
                        Objects.requireNonNull(model.replayedProperty().get()).steps());
        model.stepProperty().set(1);
        model.textProperty().set("low low low");
        assertThat(model.stepProperty().get()).isEqualTo(1);
    }

    @Test
    void theCurveEndsAtWhatIsShownAtTheEnd() {
        var model = of("low low lower");
        var last = Objects.requireNonNull(model.curveProperty().get()).points().getLast();
        var cut = Objects.requireNonNull(model.cutProperty().get());
        assertThat(last.vocabulary()).isEqualTo(cut.vocabulary());
        assertThat(last.stats().tokensPerWord()).isEqualTo(cut.stats().tokensPerWord());
    }

    @Test
    void aResultThatCameTooLateIsDropped() {
        var model = model(pending::add);
        model.kindProperty().set("bpe");
        model.textProperty().set("aa aa");
        model.textProperty().set("bb bb");
        while (!pending.isEmpty()) pending.removeFirst().run();
        assertThat(Objects.requireNonNull(model.replayedProperty().get()).text())
                .isEqualTo("bb bb");
        assertThat(shown(model)).containsExactly("bb", " ", "bb");
    }

    @Test
    void aVocabularyThatIsTooSmallIsASentence() {
        var model = of("low low");
        model.vocabSizeProperty().set(100);
        assertThat(model.problemProperty().get()).contains("100").contains("at least 257");
        assertThat(model.replayedProperty().get()).isNull();
        model.vocabSizeProperty().set(300);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.replayedProperty().get()).isNotNull();
    }

    @Test
    void theLabsTextTakesThePlaceOfThePersons() {
        var model = of("low low");
        model.takeLabsText();
        assertThat(model.textProperty().get()).isEqualTo("first example\nsecond example\n");
    }

    @Test
    void aTextWithoutRepeatsHasNoMerges() {
        var model = of("abc");
        assertThat(Objects.requireNonNull(model.replayedProperty().get()).steps())
                .isZero();
        assertThat(shown(model)).containsExactly("a", "b", "c");
    }
}
