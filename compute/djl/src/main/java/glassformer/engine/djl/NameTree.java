package glassformer.engine.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Parameter names like `transformer.h.0.attn.c_attn.weight` as a tree of modules.
///
/// @param className of the module's class in TorchScript
/// @param tensors   full names of its own parameters, by the last part
/// @param parts     modules in it, by name
record NameTree(String className, Map<String, String> tensors, Map<String, NameTree> parts) {
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    static NameTree of(String root, List<String> names) {
        NameTree tree = new NameTree(root, new LinkedHashMap<>(), new LinkedHashMap<>());
        int[] count = {0};
        for (String name : names) {
            String[] path = name.split("\\.");
            NameTree at = tree;
            for (int i = 0; i < path.length - 1; i++) {
                String part = path[i];
                at = at.parts.computeIfAbsent(
                        part, made -> new NameTree("Part" + count[0]++, new LinkedHashMap<>(), new LinkedHashMap<>()));
            }
            at.tensors.put(path[path.length - 1], name);
        }
        return tree;
    }

    /// All modules, each after those in it.
    List<NameTree> deepestFirst() {
        List<NameTree> all = new ArrayList<>();
        parts.values().forEach(part -> all.addAll(part.deepestFirst()));
        all.add(this);
        return all;
    }

    /// Reads a parameter of `self`.
    static String expression(String name) {
        String read = "self";
        for (String part : name.split("\\.")) {
            read = isPlain(part) ? read + "." + part : "getattr(" + read + ", \"" + part + "\")";
        }
        return read;
    }

    /// Whether a part can stand after a dot in Python; a number or a person's own name of a head may not.
    static boolean isPlain(String part) {
        return part.matches("[A-Za-z_][A-Za-z0-9_]*") && !KEYWORDS.contains(part);
    }
}
