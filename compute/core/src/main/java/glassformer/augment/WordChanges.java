package glassformer.augment;

import glassformer.BadInputException;
import java.util.Optional;
import java.util.ServiceLoader;

/// Makes the augmentations that change words, with the synonyms that are installed.
public final class WordChanges {
    private WordChanges() {}

    /// Reading the synonyms takes a second or two.
    ///
    /// @param kind insertion, deletion, swap or synonyms
    /// @param rate the share of words that are changed
    /// @throws BadInputException where a kind needs synonyms, but none are installed
    public static Augmentation of(AugmentationKind kind, double rate) {
        return switch (kind) {
            case INSERTION -> new RandomInsertion(rate, synonyms(kind));
            case DELETION -> new RandomDeletion(rate);
            case SWAP -> new RandomSwap(rate);
            case SYNONYMS -> new SynonymReplacement(rate, synonyms(kind));
            case NONE, BACK_TRANSLATION -> throw new IllegalArgumentException(kind + " changes no words");
        };
    }

    private static Synonyms synonyms(AugmentationKind kind) {
        Optional<ServiceLoader.Provider<Synonyms>> found =
                ServiceLoader.load(Synonyms.class).stream().findFirst();
        return found.orElseThrow(() -> new BadInputException(AugmentationKind.KEY + " is " + kind.id()
                        + ", which needs a thesaurus, but none is installed; deletion and swap need none."))
                .get();
    }
}
