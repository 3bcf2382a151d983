package glassformer.hub;

import glassformer.engine.Tensor;
import glassformer.gguf.GgufContents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The weights in a GGUF file.
record GgufSource(GgufContents contents, String where) implements TensorSource {
    @Override
    public Map<String, List<Integer>> shapes() {
        return contents.shapes();
    }

    @Override
    public Map<String, Tensor> read(Collection<String> names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        names.forEach(name -> tensors.put(name, contents.read(name)));
        return tensors;
    }

    @Override
    public String where(String name) {
        return where;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        contents.rounding()
                .ifPresent(type -> notes.add(
                        "The file holds matrices as " + type + ": they come back as they were rounded there."));
        if (!contents.leftOut().isEmpty()) {
            notes.add("Left out, since this architecture has no such head: " + String.join(", ", contents.leftOut())
                    + ".");
        }
        return notes;
    }

    @Override
    public void close() {
        contents.close();
    }
}
