package glassformer.engine.djl;

/// Lines of Python-like source with indentation.
final class ScriptWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int names;

    ScriptWriter line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
        return this;
    }

    /// Lines with an indentation of their own.
    ScriptWriter block(String lines) {
        lines.lines().forEach(this::line);
        return this;
    }

    ScriptWriter open(String line) {
        line(line);
        depth++;
        return this;
    }

    ScriptWriter close() {
        depth--;
        return this;
    }

    /// Assigns an expression to a new variable.
    String let(String prefix, String expression) {
        String name = prefix + names++;
        line(name + " = " + expression);
        return name;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
