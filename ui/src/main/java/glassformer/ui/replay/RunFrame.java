package glassformer.ui.replay;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.inspect.HeadScores;
import glassformer.replay.Frame;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run's evaluation, ready to be drawn.
///
/// @param asked    the step that was asked for; the frame is of it or of the last evaluation before it
/// @param patterns `patterns[layer][head]` of each kind, each `(T, S)`
record RunFrame(int asked, Frame frame, Map<Kind, List<List<Matrix>>> patterns) {
    static RunFrame of(int asked, Frame frame) {
        Map<Kind, List<List<Matrix>>> patterns = new EnumMap<>(Kind.class);
        for (AttentionGroup group : frame.attention()) {
            patterns.put(
                    group.kind(), group.patterns().stream().map(RunFrame::heads).toList());
        }
        return new RunFrame(asked, frame, patterns);
    }

    private static List<Matrix> heads(Tensor layer) {
        int rows = layer.shape().get(1);
        int columns = layer.shape().get(2);
        var heads = new ArrayList<Matrix>();
        for (int head = 0; head < layer.shape().getFirst(); head++) {
            int from = head * rows * columns;
            heads.add(new Matrix(rows, columns, Arrays.copyOfRange(layer.values(), from, from + rows * columns)));
        }
        return heads;
    }

    boolean isHeld() {
        return frame.step() != asked;
    }

    /// Of a kind, or of the first where there is none of it; null where no attention was stored.
    @Nullable
    AttentionGroup group(Kind kind) {
        return frame.group(kind).orElse(null);
    }

    List<List<Matrix>> heads(Kind kind) {
        AttentionGroup group = group(kind);
        return group == null ? List.of() : patterns.getOrDefault(group.kind(), List.of());
    }

    @Nullable
    Matrix pattern(Kind kind, Head head) {
        List<List<Matrix>> all = heads(kind);
        return head.layer() < all.size() && head.index() < all.get(head.layer()).size()
                ? all.get(head.layer()).get(head.index())
                : null;
    }

    /// What the head is named at this step, as an id; empty where nothing is clear.
    String role(Kind kind, Head head) {
        AttentionGroup group = group(kind);
        return group == null || pattern(kind, head) == null
                ? ""
                : HeadScores.role(group, head.layer(), head.index())
                        .map(role -> role.id())
                        .orElse("");
    }
}
