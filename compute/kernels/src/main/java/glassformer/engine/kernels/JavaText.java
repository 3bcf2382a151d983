package glassformer.engine.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The source of a class of kernels, from which single methods are cut for people to read. The build puts it beside the
/// compiled class.
///
/// @param name of the class
record JavaText(String name, String text) {
    private static final Pattern CALLED = Pattern.compile("(?<![.\\w])(?:Numbers\\.)?([a-z]\\w*)\\(");
    private static final Pattern REFERENCE = Pattern.compile("/// \\[#(\\w+)]");

    static JavaText of(Class<?> type) {
        String name = type.getSimpleName();
        try (InputStream in = type.getResourceAsStream(name + ".java")) {
            if (in == null) {
                throw new IllegalStateException("this build has no source of " + name);
            }
            return new JavaText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A kernel's method, then the methods that it calls, each with its doc comment.
    static String of(Kernel kernel) {
        JavaText own = of(kernel.type());
        JavaText numbers = of(Numbers.class);
        Set<String> cut = new LinkedHashSet<>();
        List<String> waiting = new ArrayList<>(List.of(kernel.method()));
        Set<String> seen = new LinkedHashSet<>(waiting);
        while (!waiting.isEmpty()) {
            String method = waiting.removeFirst();
            Optional<String> found = own.method(method).or(() -> numbers.method(method));
            if (found.isPresent()) {
                cut.add(found.get());
                CALLED.matcher(found.get())
                        .results()
                        .map(call -> call.group(1))
                        .filter(seen::add)
                        .forEach(waiting::add);
            }
        }
        return String.join("\n", cut);
    }

    /// A static method with its doc comment, without the indentation of the class. A comment that only names another
    /// method is replaced by that one's.
    Optional<String> method(String method) {
        return head(method).map(head -> {
            int open = text.indexOf('{', head.end());
            String doc = doc(head.start());
            String shown = Optional.of(REFERENCE.matcher(doc.strip()))
                    .filter(reference -> reference.matches())
                    .flatMap(reference -> head(reference.group(1)))
                    .map(other -> doc(other.start()))
                    .orElse(doc);
            return unindented(shown + text.substring(head.start(), end(open))) + "\n";
        });
    }

    private Optional<MatchResult> head(String method) {
        return Pattern.compile("(?m)^    (?:public |private )?static [\\w\\[\\]]+ " + method + "\\(")
                .matcher(text)
                .results()
                .findFirst();
    }

    /// The lines of comment directly before a place.
    private String doc(int place) {
        int from = place;
        while (from > 0) {
            int line = text.lastIndexOf('\n', from - 2) + 1;
            if (!text.startsWith("///", line + 4)) {
                break;
            }
            from = line;
        }
        return text.substring(from, place);
    }

    /// Behind the brace that closes the one at `open`. Braces in comments do not count; kernels have no strings.
    private int end(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '/' -> i = text.charAt(i + 1) == '/' ? text.indexOf('\n', i) : i;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalStateException(name + " has a brace that is not closed");
    }

    private static String unindented(String code) {
        return code.lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n"));
    }
}
