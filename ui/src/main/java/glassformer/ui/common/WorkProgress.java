package glassformer.ui.common;

/// How far the worker is with what a page asked for.
///
/// @param share from 0 to 1; negative where unknown
public record WorkProgress(String sentence, double share) {
    public static final WorkProgress NONE = new WorkProgress("", -1);
}
