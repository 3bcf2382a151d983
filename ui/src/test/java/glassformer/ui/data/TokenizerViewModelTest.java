package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.text.InMemoryCorpus;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.data.TokenizerViewModel.State;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.text.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TokenizerViewModelTest {
    private static final List<String> TEXT = List.of("the cat and the dog 猫\n", "the cat sat and sat\n");

    private final LabSession session = Sessions.of(
            Lab.initial("Test").with("data.source", "sample:x").with("tokenizer.vocabSize", 270), Path.of("build"));
    private final List<Runnable> pending = new ArrayList<>();

    private TokenizerViewModel model(Executor workers) {
        var texts = new FieldTexts(new Texts(Locale.ENGLISH));
        CorpusFinder corpora = (lab, base) -> new InMemoryCorpus(lab.values().text("data.source"), TEXT);
        var now = new Background(Runnable::run, Runnable::run);
        var data = new DataViewModel(session, texts, now, corpora, List.of("x"));
        return new TokenizerViewModel(
                session, texts, data, new Background(workers, Runnable::run), corpora, Runnable::run);
    }

    @Test
    void theSampleIsCutIntoTokensThatJoinToTheText() {
        var model = model(Runnable::run);
        model.train();
        assertThat(model.stateProperty().get()).isEqualTo(State.TRAINED);
        assertThat(model.tokensProperty().get().stream().map(Token::text).collect(Collectors.joining()))
                .startsWith("the cat and the dog 猫")
                .endsWith("sat\n");
        assertThat(model.tokensProperty().get())
                .hasSizeLessThan(String.join("", TEXT).length());
    }

    @Test
    void charactersAreTokensOfTheirOwn() {
        session.edit("tokenizer.kind", "char");
        var model = model(Runnable::run);
        model.train();
        assertThat(model.tokensProperty().get()).hasSize(String.join("", TEXT).length());
        assertThat(Objects.requireNonNull(model.tokenizerProperty().get())
                        .stats()
                        .charactersPerToken())
                .isEqualTo(1.0);
    }

    @Test
    void progressReachesTheEnd() {
        var model = model(Runnable::run);
        List<Double> seen = new ArrayList<>();
        model.progressProperty().subscribe(progress -> seen.add(progress.doubleValue()));
        model.train();
        assertThat(seen).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void anotherVocabularySizeMakesTheTokenizerOutdated() {
        var model = model(Runnable::run);
        model.train();
        session.edit("tokenizer.vocabSize", 300);
        assertThat(model.stateProperty().get()).isEqualTo(State.OUTDATED);
        assertThat(model.tokensProperty().get()).isEmpty();
    }

    @Test
    void aSettingThatDoesNotMatterKeepsIt() {
        var model = model(Runnable::run);
        model.train();
        session.edit("model.layers", 6);
        assertThat(model.stateProperty().get()).isEqualTo(State.TRAINED);
    }

    @Test
    void aTokenizerThatComesAfterAChangeIsDropped() {
        var model = model(pending::add);
        model.train();
        session.edit("tokenizer.vocabSize", 300);
        pending.forEach(Runnable::run);
        assertThat(model.tokenizerProperty().get()).isNull();
        assertThat(model.stateProperty().get()).isEqualTo(State.OUTDATED);
    }

    @Test
    void cancellingEndsTheTraining() {
        var model = model(pending::add);
        model.train();
        assertThat(model.trainingProperty().get()).isTrue();
        model.cancel();
        pending.forEach(Runnable::run);
        assertThat(model.trainingProperty().get()).isFalse();
        assertThat(model.stateProperty().get()).isEqualTo(State.NONE);
        assertThat(model.tokenizerProperty().get()).isNull();
    }
}
