package glassformer.export.pytorch;

/// Python source with indentation.
final class Lines {
    private static final int COMMENT_COLUMN = 76;

    private final StringBuilder text = new StringBuilder();
    private int depth;

    Lines line(String line) {
        text.append(line.isEmpty() ? "" : "    ".repeat(depth)).append(line).append('\n');
        return this;
    }

    /// A line with a shape at its right.
    Lines line(String line, String shape) {
        String indented = "    ".repeat(depth) + line;
        text.append(indented)
                .append(" ".repeat(Math.max(2, COMMENT_COLUMN - indented.length())))
                .append("# ")
                .append(shape)
                .append('\n');
        return this;
    }

    /// Lines with an indentation of their own.
    Lines block(String lines) {
        lines.lines().forEach(this::line);
        return this;
    }

    Lines open(String line) {
        line(line);
        depth++;
        return this;
    }

    Lines close() {
        depth--;
        return this;
    }

    /// Begins a module's class, at its constructor.
    Lines module(String name, String sentence) {
        line("").line("");
        open("class " + name + "(nn.Module):")
                .line("\"\"\"" + sentence + "\"\"\"")
                .line("");
        return open("def __init__(self):").line("super().__init__()");
    }

    /// Ends a constructor and begins `forward`.
    Lines forward(String parameters, String shape) {
        close().line("");
        line("def forward(self, " + parameters + "):", shape);
        depth++;
        return this;
    }

    /// Ends `forward` and its class.
    Lines end() {
        return close().close();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
