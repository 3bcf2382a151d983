package glassformer.text;

import java.util.List;

/// Which special tokens byte-level BPE reserves when it is trained.
public enum ByteSpecials {
    /// `<|endoftext|>`, the last token.
    GPT2 {
        @Override
        List<String> first() {
            return List.of();
        }

        @Override
        List<String> last() {
            return List.of(AddedToken.END_OF_TEXT);
        }

        @Override
        BpeOptions options() {
            return BpeOptions.gpt2();
        }
    },

    /// `<s> <pad> </s> <unk> <mask>`, the tokens 0 to 4. The mask takes the blank before it along.
    ROBERTA {
        @Override
        List<String> first() {
            return List.of("<s>", "<pad>", "</s>", "<unk>", MASK);
        }

        @Override
        List<String> last() {
            return List.of();
        }

        @Override
        BpeOptions options() {
            return BpeOptions.roberta(0, 2);
        }
    };

    static final String MASK = "<mask>";

    /// The tokens before the bytes.
    abstract List<String> first();

    /// The tokens after the merged ones.
    abstract List<String> last();

    abstract BpeOptions options();

    /// How many tokens are reserved.
    public int size() {
        return first().size() + last().size();
    }

    /// The smallest vocabulary: these and all bytes.
    public int smallestVocabulary() {
        return size() + 256;
    }

    /// The special tokens of either kind that the vocabulary holds, in the order of their ids.
    static List<AddedToken> in(List<String> vocabulary) {
        return java.util.stream.IntStream.range(0, vocabulary.size())
                .filter(id -> isSpecial(vocabulary.get(id)))
                .mapToObj(id -> {
                    String content = vocabulary.get(id);
                    return new AddedToken(id, content, content.equals(MASK), false, false, true);
                })
                .toList();
    }

    private static boolean isSpecial(String token) {
        return ROBERTA.first().contains(token) || GPT2.last().contains(token);
    }
}
