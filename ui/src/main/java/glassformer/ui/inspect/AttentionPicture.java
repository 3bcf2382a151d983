package glassformer.ui.inspect;

import glassformer.engine.Tensor;
import glassformer.run.AttentionProbe;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import glassformer.worker.WorkerService.AttentionReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Where each token of a text looks, as pictures take it.
///
/// @param step     the model's updates
/// @param patterns `patterns[layer][head]`, each `(T, T)`: row = query, column = key
/// @param cut      whether the text was longer than the model's context, so that only its beginning is here
public record AttentionPicture(int step, List<String> tokens, List<List<Matrix>> patterns, boolean cut) {
    public AttentionPicture {
        tokens = List.copyOf(tokens);
        patterns = patterns.stream().map(List::copyOf).toList();
    }

    static AttentionPicture of(AttentionProbe probe) {
        int tokens = probe.tokens().size();
        List<List<Matrix>> layers = probe.patterns().stream()
                .map(Tensor::values)
                .map(values -> heads(values, tokens))
                .toList();
        return new AttentionPicture(probe.step(), probe.tokens(), layers, false);
    }

    static AttentionPicture of(int step, AttentionReply reply) {
        int tokens = reply.tokens().size();
        List<List<Matrix>> layers = reply.patterns().stream()
                .map(AttentionPicture::floats)
                .map(values -> heads(values, tokens))
                .toList();
        return new AttentionPicture(step, reply.tokens(), layers, reply.cut());
    }

    public boolean has(Head head) {
        return head.layer() < patterns.size()
                && head.index() < patterns.get(head.layer()).size();
    }

    public Matrix pattern(Head head) {
        return patterns.get(head.layer()).get(head.index());
    }

    /// @param values `(H, T, T)`
    private static List<Matrix> heads(float[] values, int tokens) {
        int size = tokens * tokens;
        var heads = new ArrayList<Matrix>();
        for (int at = 0; at < values.length; at += size) {
            heads.add(new Matrix(tokens, tokens, Arrays.copyOfRange(values, at, at + size)));
        }
        return heads;
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
