package glassformer.text;

/// What a WordPiece token adds to a decoded text, as Hugging Face's library has it.
///
/// @param cleanup takes the blank before punctuation and English contractions away
record WordPieceDecoder(boolean cleanup) {
    private static final String[][] REPLACED = {
        {" .", "."},
        {" ?", "?"},
        {" !", "!"},
        {" ,", ","},
        {" ' ", "'"},
        {" n't", "n't"},
        {" 'm", "'m"},
        {" do not", " don't"},
        {" 's", "'s"},
        {" 've", "'ve"},
        {" 're", "'re"}
    };

    String first(String token) {
        return cleaned(token);
    }

    String later(String token) {
        boolean continues = token.startsWith(WordPieceTokenizer.CONTINUATION);
        return cleaned(continues ? token.substring(WordPieceTokenizer.CONTINUATION.length()) : " " + token);
    }

    private String cleaned(String text) {
        if (!cleanup || text.indexOf(' ') < 0) {
            return text;
        }
        String out = text;
        for (String[] pair : REPLACED) {
            out = out.replace(pair[0], pair[1]);
        }
        return out;
    }
}
