package glassformer.baseline;

import glassformer.blueprint.Named;

/// What a text is to a classifier that counts words.
public enum BaselineKind implements Named {
    /// How often each word comes.
    BAG_OF_WORDS("bag-of-words", "bagOfWords"),
    /// The same times how rare the word is, see [TfIdf].
    TF_IDF("tf-idf", "baseline"),
    /// TF-IDF in the directions in which words occur together (Deerwester et al. 1990).
    LSA("lsa", "lsa");

    private final String id;
    private final String measure;

    BaselineKind(String id, String measure) {
        this.id = id;
        this.measure = measure;
    }

    @Override
    public String id() {
        return id;
    }

    /// How the names of its measures begin.
    public String measure() {
        return measure;
    }
}
