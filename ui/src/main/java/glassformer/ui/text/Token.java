package glassformer.ui.text;

/// A token as a tokenizer made it: its number in the vocabulary, and the text it stands for.
public record Token(int id, String text) {}
