package glassformer.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Hugging Face's own library on a tokenizer.json, as the independent reference.
public final class ReferenceTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    public ReferenceTokenizer(Path folder, String json) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "tokenizer", ".json"), json);
        tokenizer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(file)
                .optAddSpecialTokens(false)
                .optTruncation(false)
                .optPadding(false)
                .build();
    }

    int[] encode(String text) {
        return ints(tokenizer.encode(text, false, false).getIds());
    }

    /// With the special tokens that belong around a text.
    public int[] encodeWithSpecials(String text) {
        return ints(tokenizer.encode(text, true, false).getIds());
    }

    /// With the special tokens that belong around and between the two.
    public int[] encodePair(String first, String second) {
        return ints(tokenizer.encode(first, second, true, false).getIds());
    }

    public int[] pairSegments(String first, String second) {
        return ints(tokenizer.encode(first, second, true, false).getTypeIds());
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    String decode(int[] ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
