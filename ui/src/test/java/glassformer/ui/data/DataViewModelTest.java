package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.InMemoryCorpus;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataViewModelTest {
    @TempDir
    Path folder;

    private final FieldTexts texts = new FieldTexts(new Texts(Locale.ENGLISH));
    private final List<Runnable> pending = new ArrayList<>();

    private LabSession session(String source) {
        return Sessions.of(Lab.initial("Test").with("data.source", source), folder);
    }

    private DataViewModel model(LabSession session) {
        return new DataViewModel(
                session, texts, new Background(Runnable::run, Runnable::run), DataViewModelTest::find, List.of("ten"));
    }

    private static Corpus find(Lab lab, Path base) {
        String source = lab.values().text("data.source");
        if (!source.equals("sample:ten")) return Corpora.resolve(source, base, List.of());
        return new InMemoryCorpus(
                "ten",
                IntStream.range(0, 10).mapToObj(i -> "document " + i + "\n").toList());
    }

    @Test
    void theFirstDocumentsShowAndThenTheNextOnes() {
        var model = model(session("sample:ten"));
        assertThat(sample(model).documents()).hasSize(6).first().isEqualTo("document 0\n");
        model.next();
        assertThat(sample(model).first()).isEqualTo(7);
        assertThat(sample(model).last()).isTrue();
        model.next();
        assertThat(sample(model).first()).isEqualTo(1);
    }

    @Test
    void countsCoverTheWholeText() {
        var counts = Objects.requireNonNull(
                model(session("sample:ten")).countsProperty().get());
        assertThat(counts.documents()).isEqualTo(10);
        assertThat(counts.characters()).isEqualTo(110);
        assertThat(counts.train() + counts.validation()).isEqualTo(10);
    }

    @Test
    void moreIsKeptAsideWhenTheShareGrows() {
        var session = session("sample:ten");
        var model = model(session);
        long before = Objects.requireNonNull(model.countsProperty().get()).validation();
        session.edit("data.validationFraction", 0.9);
        assertThat(Objects.requireNonNull(model.countsProperty().get()).validation())
                .isGreaterThan(before);
    }

    @Test
    void aFileBesideTheLabIsNamedRelativeToIt() throws IOException {
        Path file = Files.writeString(folder.resolve("poem.txt"), "one\n\ntwo\n");
        var session = session("sample:ten");
        var model = model(session);
        model.choose(file);
        assertThat(session.lab().values().text("data.source")).isEqualTo("file:poem.txt");
        assertThat(sample(model).documents()).containsExactly("one\n\n", "two\n");
        assertThat(model.sources()).containsExactly("sample:ten", "file:poem.txt");
    }

    @Test
    void aFileThatIsNotThereIsASentence() {
        var model = model(session("file:gone.txt"));
        assertThat(model.problemProperty().get()).contains("no text file at");
        assertThat(model.sampleProperty().get()).isNull();
        assertThat(model.countsProperty().get()).isNull();
    }

    @Test
    void aFileThatIsNotTextIsASentence() throws IOException {
        Files.write(folder.resolve("picture.txt"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1, 2});
        assertThat(model(session("file:picture.txt")).problemProperty().get()).contains("picture.txt");
    }

    @Test
    void choosingAnotherTextAfterABrokenOneMends() {
        var session = session("file:gone.txt");
        var model = model(session);
        session.edit("data.source", "sample:ten");
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(sample(model).documents()).isNotEmpty();
    }

    @Test
    void noSourceIsNoProblem() {
        var model = model(session(""));
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(model.sampleProperty().get()).isNull();
    }

    @Test
    void whatComesBackForAnOlderSourceIsDropped() {
        var session = session("file:gone.txt");
        var model = new DataViewModel(
                session, texts, new Background(pending::add, Runnable::run), DataViewModelTest::find, List.of("ten"));
        session.edit("data.source", "sample:ten");
        List.copyOf(pending).reversed().forEach(Runnable::run);
        assertThat(model.problemProperty().get()).isEmpty();
        assertThat(sample(model).documents().getFirst()).isEqualTo("document 0\n");
    }

    private static TextSample sample(DataViewModel model) {
        return Objects.requireNonNull(model.sampleProperty().get());
    }
}
