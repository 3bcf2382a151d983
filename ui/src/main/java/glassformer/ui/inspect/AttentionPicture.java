package glassformer.ui.inspect;

import glassformer.blueprint.Named;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.run.AttentionProbe;
import glassformer.run.StoredAttention;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.TileCache;
import glassformer.worker.WorkerService.AttentionReply;
import glassformer.worker.WorkerService.Patterns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each token of a text looks, as pictures take it.
///
/// @param step   the model's updates
/// @param groups one a kind of attention that the model has, at least one
/// @param cut    whether the text was longer than the model's context, so that only its beginning is here
public record AttentionPicture(int step, List<GroupPicture> groups, boolean cut) {
    public AttentionPicture {
        groups = List.copyOf(groups);
    }

    static AttentionPicture of(AttentionProbe probe) {
        return new AttentionPicture(
                probe.step(),
                probe.groups().stream().map(AttentionPicture::picture).toList(),
                false);
    }

    /// What stays in its file; nothing of it is read but the tokens.
    static AttentionPicture of(StoredAttention stored, TileCache cache) {
        return new AttentionPicture(
                stored.step(),
                stored.groups().stream()
                        .map(group -> GroupPicture.of(
                                group.kind(), group.rows(), group.columns(), new StoredHeads(group, cache)))
                        .toList(),
                false);
    }

    /// The group of which a layer has not been looked at, or null.
    @Nullable
    GroupPicture unseen() {
        return groups.stream()
                .filter(group -> group.isStored()
                        && group.scored().size() < group.patterns().size())
                .findFirst()
                .orElse(null);
    }

    /// With another picture of a kind.
    AttentionPicture with(GroupPicture changed) {
        return new AttentionPicture(
                step,
                groups.stream()
                        .map(group -> group.kind() == changed.kind() ? changed : group)
                        .toList(),
                cut);
    }

    static AttentionPicture of(int step, AttentionReply reply) {
        return new AttentionPicture(
                step, reply.groups().stream().map(AttentionPicture::picture).toList(), reply.cut());
    }

    List<Kind> kinds() {
        return groups.stream().map(GroupPicture::kind).toList();
    }

    /// The group of this kind, or the first where there is none.
    GroupPicture group(Kind kind) {
        return groups.stream().filter(group -> group.kind() == kind).findFirst().orElseGet(groups::getFirst);
    }

    /// How many tokens the text has.
    int tokens() {
        return groups.getFirst().columns().size();
    }

    private static GroupPicture picture(AttentionGroup group) {
        return picture(
                group.kind(),
                group.rows(),
                group.columns(),
                group.patterns().stream().map(Tensor::values).toList());
    }

    private static GroupPicture picture(Patterns patterns) {
        return picture(
                Named.of(Kind.class, patterns.kind()),
                patterns.rows(),
                patterns.columns(),
                patterns.layers().stream().map(AttentionPicture::floats).toList());
    }

    /// @param layers `(H, T, S)` each
    private static GroupPicture picture(Kind kind, List<String> rows, List<String> columns, List<float[]> layers) {
        int size = rows.size() * columns.size();
        List<List<Matrix>> patterns = new ArrayList<>();
        for (float[] values : layers) {
            var heads = new ArrayList<Matrix>();
            for (int at = 0; at < values.length; at += size) {
                heads.add(new Matrix(rows.size(), columns.size(), Arrays.copyOfRange(values, at, at + size)));
            }
            patterns.add(heads);
        }
        return new GroupPicture(kind, rows, columns, patterns);
    }

    static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
