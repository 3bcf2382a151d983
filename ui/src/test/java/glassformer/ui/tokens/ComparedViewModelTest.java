package glassformer.ui.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.hub.ModelSources;
import glassformer.run.NamedTokenizer;
import glassformer.text.InMemoryCorpus;
import glassformer.text.Tokenizer;
import glassformer.ui.Shown;
import glassformer.ui.text.Token;
import glassformer.ui.worker.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedViewModelTest {
    @TempDir
    Path folder = Path.of("");

    private final ModelSources sources = ModelSources.of(Map.of(), Path.of("build"));

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private TokensViewModel tokens;

    @SuppressWarnings("NullAway.Init")
    private ComparedViewModel model;

    @BeforeEach
    void make() {
        bench = new Bench(folder);
        tokens = new TokensViewModel(
                bench.session(),
                Shown.ENGLISH,
                bench.background(),
                (lab, base) -> new InMemoryCorpus("x", List.of("text")),
                Runnable::run);
        tokens.textProperty().set("to be or not to be");
        model = new ComparedViewModel(
                bench.session(), Shown.ENGLISH, bench.background(), tokens, sources, Runnable::run);
    }

    private static List<Integer> ids(ComparedTokenizer tokenizer) {
        return Objects.requireNonNull(tokenizer.cutProperty().get()).tokens().stream()
                .map(Token::id)
                .toList();
    }

    private static List<Integer> ids(Tokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text)).boxed().toList();
    }

    @Test
    void nothingIsComputedBeforeSomebodyLooks() {
        assertThat(model.tokenizers()).allMatch(one -> one.cutProperty().get() == null);
        model.watch();
        assertThat(model.tokenizers())
                .extracting(
                        one -> Objects.requireNonNull(one.cutProperty().get()).kind())
                .containsExactly("char", "bpe", "wordpiece");
    }

    @Test
    void aNewTextIsCutByAllOfThem() {
        model.watch();
        tokens.textProperty().set("not to be");
        assertThat(model.tokenizers())
                .allMatch(one ->
                        Objects.requireNonNull(one.cutProperty().get()).stats().characters() == 9);
    }

    @Test
    void theRunsTokenizerIsTheFirstAndGivesItsIds() {
        Path run = bench.trained();
        model.watch();
        bench.session().runProperty().set(run);
        ComparedTokenizer first = model.tokenizers().getFirst();
        assertThat(first.name()).contains("trained");
        Tokenizer expected = NamedTokenizer.open("trained", bench.runs(), sources, (f, d, t) -> {})
                .tokenizer();
        assertThat(ids(first)).isEqualTo(ids(expected, "to be or not to be"));
        bench.session().runProperty().set(null);
        assertThat(model.tokenizers()).hasSize(3);
    }

    @Test
    void theLabsOwnIsThatOfItsRuns() {
        Path run = bench.trained();
        model.watch();
        bench.session().runProperty().set(run);
        model.addLabs();
        assertThat(ids(model.tokenizers().getLast()))
                .isEqualTo(ids(model.tokenizers().getFirst()));
    }

    @Test
    void aFileIsAddedAndTakenAway() throws IOException {
        model.watch();
        Tokenizer known = NamedTokenizer.open(bench.trained().toString(), folder, sources, (f, d, t) -> {})
                .tokenizer();
        Path file = Files.writeString(folder.resolve("tokenizer.json"), known.toJson());
        model.placeProperty().set(" " + file + " ");
        model.add();
        assertThat(ids(model.tokenizers().getLast())).isEqualTo(ids(known, "to be or not to be"));
        assertThat(model.placeProperty().get()).isEmpty();
        model.remove(model.tokenizers().getLast());
        assertThat(model.tokenizers()).hasSize(3);
    }

    @Test
    void whatIsNoTokenizerSaysSoInItsPlace() {
        model.watch();
        model.placeProperty().set("nowhere");
        model.add();
        assertThat(model.tokenizers().getLast().problemProperty().get()).contains("There is no tokenizer at");
    }
}
