package glassformer.text;

/// What a character is to BERT's normalizer and pre-tokenizer in Hugging Face's library. Its tables of punctuation and
/// accents are those of Unicode 8 and its decompositions those of Unicode 9, while this JDK's are of Unicode 16; the
/// sets here hold what lies between, and a test compares the outcome for every code point.
final class BertCharacters {
    private static final CodePointSet CHINESE = CodePointSet.of(
            // The fifth block begins where the library lets it begin, not at U+2B820.
            "3400-4DBF 4E00-9FFF F900-FAFF 20000-2A6DF 2A700-2B81F 2B920-2CEAF 2F800-2FA1F");

    private static final CodePointSet NO_FORMAT_YET = CodePointSet.of("890-891 8E2 110CD 13430-1343F");

    private static final CodePointSet NO_PUNCTUATION_YET = CodePointSet.of("""
            61D 9FD A76 C77 C84 1B4E-1B4F 1B7D-1B7F 2E43-2E4F 2E52-2E5D 10D6E 10EAD 10F55-10F59 10F86-10F89 113D4-113D5
            113D7-113D8 1144B-1144F 1145A-1145B 1145D 11660-1166C 116B9 1183B 11944-11946 119E2 11A3F-11A46 11A9A-11A9C
            11A9E-11AA2 11B00-11B09 11BE1 11C41-11C45 11C70-11C71 11EF7-11EF8 11F43-11F4F 11FFF 12FF1-12FF2 16D6D-16D6F
            16E97-16E9A 16FE2 1E5FF 1E95E-1E95F
            """);

    private static final CodePointSet NO_ACCENT_YET = CodePointSet.of("""
            7FD 897-89F 8CA-8E1 9FE AFA-AFF B55 C04 C3C D00 D3B-D3C D81 EBA ECE 180F 1885-1886 1ABF-1ACE 1DF6-1DFB A82C
            A8C5 A8FF A9BD 10D24-10D27 10D69-10D6D 10EAB-10EAC 10EFC-10EFF 10F46-10F50 10F82-10F85 11070 11073-11074
            110C2 111C9 111CF 1123E 11241 1133B 113BB-113C0 113CE 113D0 113D2 113E1-113E2 11438-1143F 11442-11444 11446
            1145E 1182F-11837 11839-1183A 1193B-1193C 1193E 11943 119D4-119D7 119DA-119DB 119E0 11A01-11A0A 11A33-11A38
            11A3B-11A3E 11A47 11A51-11A56 11A59-11A5B 11A8A-11A96 11A98-11A99 11C30-11C36 11C38-11C3D 11C3F 11C92-11CA7
            11CAA-11CB0 11CB2-11CB3 11CB5-11CB6 11D31-11D36 11D3A 11D3C-11D3D 11D3F-11D45 11D47 11D90-11D91 11D95 11D97
            11EF3-11EF4 11F00-11F01 11F36-11F3A 11F40 11F42 11F5A 13440 13447-13455 1611E-16129 1612D-1612F 16F4F 16FE4
            1CF00-1CF2D 1CF30-1CF46 1E000-1E006 1E008-1E018 1E01B-1E021 1E023-1E024 1E026-1E02A 1E08F 1E130-1E136 1E2AE
            1E2EC-1E2EF 1E4EC-1E4EF 1E5EE-1E5EF 1E944-1E94A
            """);

    private static final CodePointSet NO_DECOMPOSITION_YET = CodePointSet.of("""
            7FD 897-89F 8CA-8D3 9FE C3C D3B-D3C EBA 1715 1ABF-1ACE 1DF6-1DFA A82C 105C9 105E4 10D24-10D27 10D69-10D6D
            10EAB-10EAC 10EFD-10EFF 10F46-10F50 10F82-10F85 11070 1133B 11383 11385 1138E 11391 113C5 113C7-113C8
            113CE-113D0 1145E 11839-1183A 11938 1193D-1193E 11943 119E0 11A34 11A47 11A99 11D42 11D44-11D45 11D97
            11F41-11F42 16121-16128 1612F 16D68-16D6A 16FF0-16FF1 1E08F 1E130-1E136 1E2AE 1E2EC-1E2EF 1E4EC-1E4EF
            1E5EE-1E5EF
            """);

    private BertCharacters() {}

    static boolean isSpace(int codePoint) {
        return Gpt2Words.isSpace(codePoint);
    }

    /// Control, format and private use characters, which clean text has not; line ends and tabs are spaces instead.
    static boolean isDropped(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.PRIVATE_USE -> true;
            case Character.FORMAT -> !NO_FORMAT_YET.contains(codePoint);
            default -> codePoint == 0xFFFD;
        };
    }

    static boolean isChinese(int codePoint) {
        return codePoint >= 0x3400 && CHINESE.contains(codePoint);
    }

    static boolean isAccent(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        return Character.getType(codePoint) == Character.NON_SPACING_MARK
                ? !NO_ACCENT_YET.contains(codePoint)
                : codePoint == 0x1734 || codePoint == 0x1171E;
    }

    static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /// Whether the library knows no decomposition and no combining class of the character, though this JDK does.
    static boolean isUnknownToDecomposition(int codePoint) {
        return codePoint >= 0x7FD && NO_DECOMPOSITION_YET.contains(codePoint);
    }

    /// All ASCII signs, mathematical ones too, and Unicode's punctuation.
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 128) {
            return codePoint > ' '
                    && codePoint < 127
                    && !(codePoint >= '0' && codePoint <= '9')
                    && !((codePoint | 32) >= 'a' && (codePoint | 32) <= 'z');
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> !NO_PUNCTUATION_YET.contains(codePoint);
            default -> codePoint == 0x166D || codePoint == 0x111C9;
        };
    }
}
