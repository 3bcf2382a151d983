package glassformer.text;

import java.util.SplittableRandom;

/// Seeded strings of any Unicode except surrogates, with what tokenizers stumble over in thick layers.
final class RandomText {
    private static final int[] SPACES = {
        ' ', ' ', ' ', '\n', '\t', '\r', 0x0B, 0x0C, 0x1C, 0x1F, 0x85, 0xA0, 0x1680, 0x180E, 0x2000, 0x200A, 0x200B,
        0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF
    };
    private static final String[] PARTS = {
        "'s",
        "'t",
        "'re",
        "'ve",
        "'m",
        "'ll",
        "'d",
        "'S",
        "'",
        "'r",
        "'v",
        "'l",
        "\u2019s",
        "don't",
        " we're",
        "  ",
        "   \n",
        " \n",
        "\r\n",
        "e\u0301",
        "\u0301",
        "\uD83D\uDC69\u200D\uD83D\uDCBB",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\uFE0F",
        "\u2460",
        "\u00BD",
        "\u0967\u0968",
        "\u4E2D\u6587",
        "\u0E44\u0E17\u0E22",
        "<unk>",
        "<|end",
        "|>",
        "the",
        " dog",
        " barked",
        "123",
        " 45",
        "!?",
        " --",
        "\u0000"
    };

    private final SplittableRandom random;

    RandomText(long seed) {
        random = new SplittableRandom(seed);
    }

    String next(int maxParts) {
        StringBuilder out = new StringBuilder();
        for (int parts = random.nextInt(maxParts + 1); parts > 0; parts--) {
            switch (random.nextInt(8)) {
                case 0 -> out.appendCodePoint(SPACES[random.nextInt(SPACES.length)]);
                case 1, 2 -> out.append(PARTS[random.nextInt(PARTS.length)]);
                case 3 -> out.append((char) random.nextInt(0x20, 0x7F));
                case 4 -> out.appendCodePoint(random.nextInt(0x80, 0x800));
                case 5 -> out.appendCodePoint(random.nextInt(0x10000, 0x20000));
                case 6 -> out.appendCodePoint(anyCodePoint());
                default -> out.append((char) random.nextInt('a', 'z' + 1));
            }
        }
        return out.toString();
    }

    private int anyCodePoint() {
        int c = random.nextInt(0x110000 - 0x800);
        return c < Character.MIN_SURROGATE ? c : c + 0x800;
    }
}
