package glassformer.represent;

/// What one vector stands for.
///
/// @param group a class, or the kind of a token; empty where there is none
/// @param count how often it comes in the texts that were read; of a position, which it is; of a text, its tokens
public record Entry(String name, String group, long count) {}
