package glassformer.ui.shell;

import org.jspecify.annotations.Nullable;

/// Something that happened in the background and that the person should know, without having to answer.
///
/// @param level how serious it is
/// @param text one sentence
/// @param details the long form, for example a log or stack trace, or null
/// @param action what the person may want to do about it, or null
public record Notification(
        Level level,
        String text,
        @Nullable String details,
        @Nullable Action action) {
    public enum Level {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    /// A button in the banner; pressing it also dismisses the banner.
    public record Action(String text, Runnable run) {}

    public static Notification info(String text) {
        return new Notification(Level.INFO, text, null, null);
    }

    public static Notification success(String text) {
        return new Notification(Level.SUCCESS, text, null, null);
    }

    public static Notification warning(String text) {
        return new Notification(Level.WARNING, text, null, null);
    }

    public static Notification error(String text, @Nullable String details) {
        return new Notification(Level.ERROR, text, details, null);
    }

    public Notification withAction(String actionText, Runnable run) {
        return new Notification(level, text, details, new Action(actionText, run));
    }
}
