package glassformer.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.text.Corpora;
import glassformer.text.Corpus;
import glassformer.text.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordNetCorpusTest {
    private static final List<String> DOCUMENTS = new ArrayList<>();

    @BeforeAll
    static void read() {
        try (Documents documents = SampleCorpora.byName("wordnet").open()) {
            documents.forEachRemaining(DOCUMENTS::add);
            assertThat(documents.progress()).isEqualTo(1);
        }
    }

    @Test
    void hasADocumentForEachEntry() {
        assertThat(DOCUMENTS).hasSize(117_791);
    }

    @Test
    void documentsAreWordDefinitionAndExamples() {
        assertThat(DOCUMENTS)
                .startsWith("entity: that which is perceived or known or inferred to have its own distinct existence"
                        + " (living or nonliving)\n")
                .contains("object: a tangible and visible entity; an entity that can cast a shadow; \"it was full of"
                        + " rackets, balls and other objects\"\n")
                .anyMatch(document -> document.startsWith("dog: a member of the genus Canis")
                        && document.endsWith("\"the dog barked all night\"\n"));
    }

    @Test
    void wordsHaveSpacesAndNoMarks() {
        assertThat(DOCUMENTS)
                .anyMatch(document -> document.startsWith("living thing: "))
                .anyMatch(document -> document.startsWith("outback: "))
                .allMatch(Pattern.compile("[^_:|]*[^)_:|]: .+\n").asMatchPredicate());
    }

    @Test
    void nothingOfTheLicenceIsLeft() {
        assertThat(DOCUMENTS).noneMatch(document -> document.contains("Princeton University and LICENSEE"));
    }

    @Test
    void isFoundByItsSourceInALab() {
        Corpus corpus = Corpora.resolve("sample:wordnet", Path.of(""));

        assertThat(corpus.name()).isEqualTo("wordnet");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> SampleCorpora.byName("moby"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("There is no sample corpus \"moby\"; there are: wordnet, repeats.");
    }

    @Test
    void fingerprintIsTheSha256OfAllDocuments() {
        assertThat(new WordNetCorpus().fingerprint())
                .isEqualTo("a369fc837ceb4b3afd3f4ff817ec83a9a37ca359da06d903964432516cf621ef");
    }
}
