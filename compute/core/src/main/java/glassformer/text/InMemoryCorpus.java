package glassformer.text;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Documents that are in memory already, such as pasted text.
public record InMemoryCorpus(String name, List<String> documents) implements Corpus {
    public InMemoryCorpus {
        documents = List.copyOf(documents);
    }

    @Override
    public Documents open() {
        return Documents.of(documents);
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        for (String document : documents) {
            byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
            fingerprint.add(utf8, utf8.length);
            fingerprint.add(new byte[] {0}, 1);
        }
        return fingerprint.hex();
    }
}
