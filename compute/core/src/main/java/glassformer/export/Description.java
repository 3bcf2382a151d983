package glassformer.export;

/// What a person should know of a format before choosing it, one plain sentence each.
///
/// @param title  what it is called
/// @param opens  who opens it
/// @param holds  what it holds
/// @param loses  what is lost
public record Description(String title, String opens, String holds, String loses) {}
