package glassformer.ui.map;

import glassformer.represent.VectorKind;
import glassformer.worker.MapService.MapReply;
import glassformer.worker.MapService.PathReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Points to be drawn, with what they stand for.
///
/// @param names  of all entries; the first [#size] of them lie on the map
/// @param groups the names of classes
/// @param group  which of them each entry belongs to, -1 for none
/// @param counts how often each occurs
/// @param places (size, dimensions)
record MapCloud(List<String> names, List<String> groups, int[] group, long[] counts, int dimensions, float[] places) {

    static MapCloud of(MapReply reply) {
        return new MapCloud(
                reply.names(),
                reply.groups(),
                reply.group().stream().mapToInt(Integer::intValue).toArray(),
                reply.counts().stream().mapToLong(Long::longValue).toArray(),
                reply.dimensions(),
                floats(reply.places()));
    }

    /// A path's crowd, a class a layer, and behind it the steps themselves.
    ///
    /// @param layer the name of a layer from its number
    static MapCloud of(PathReply reply, java.util.function.IntFunction<String> layer) {
        float[] crowd = floats(reply.crowd());
        int steps = reply.steps().size();
        int count = crowd.length / 2 + steps;
        float[] places = new float[2 * count];
        int[] group = new int[count];
        List<String> names = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            places[2 * step] = (float) reply.steps().get(step).x();
            places[2 * step + 1] = (float) reply.steps().get(step).y();
            group[step] = step;
            names.add(layer.apply(step));
        }
        System.arraycopy(crowd, 0, places, 2 * steps, crowd.length);
        for (int i = steps; i < count; i++) {
            group[i] = (i - steps) / Math.max(1, reply.crowded());
            names.add("");
        }
        return new MapCloud(
                names, IntStream.range(0, steps).mapToObj(layer).toList(), group, new long[count], 2, places);
    }

    static float[] floats(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /// How many points there are.
    int size() {
        return places.length / dimensions;
    }

    boolean hasGroups() {
        return !groups.isEmpty();
    }

    /// The points whose names hold some letters; all lower case is the same as upper case.
    ///
    /// @return null where nothing is looked for
    boolean @Nullable [] matching(String letters) {
        if (letters.isBlank()) return null;
        String folded = letters.strip().toLowerCase(Locale.ROOT);
        boolean[] found = new boolean[size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = names.get(i).toLowerCase(Locale.ROOT).contains(folded);
        }
        return found;
    }

    /// The best match: the same name, else one that begins so, else one that holds it; -1 for none.
    int best(String letters) {
        String folded = letters.strip().toLowerCase(Locale.ROOT);
        if (folded.isEmpty()) return -1;
        int holding = -1;
        int beginning = -1;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip().toLowerCase(Locale.ROOT);
            if (name.equals(folded)) return i;
            if (beginning < 0 && name.startsWith(folded)) beginning = i;
            if (holding < 0 && name.contains(folded)) holding = i;
        }
        return beginning >= 0 ? beginning : holding;
    }

    /// What the count of an entry is, by kind: the end of a text's key.
    static String countKey(VectorKind kind) {
        return switch (kind) {
            case TOKENS, WORDS -> "occurrences";
            case POSITIONS -> "position";
            case SENTENCES -> "tokens";
        };
    }
}
