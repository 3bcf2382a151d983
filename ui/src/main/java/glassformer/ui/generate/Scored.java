package glassformer.ui.generate;

import glassformer.generate.Distribution;
import glassformer.worker.TextService.NextScores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// What could come at a place of a text.
///
/// @param place from 0, after the prompt
/// @param names of the likeliest tokens and of those before
/// @param end   the id that ends the text, or -1
record Scored(int place, Distribution distribution, Map<Integer, String> names, int end) {
    static Scored of(int place, NextScores reply) {
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(reply.logits())).order(ByteOrder.LITTLE_ENDIAN);
        float[] logits = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(logits);
        Map<Integer, String> names = new HashMap<>();
        reply.names().forEach(name -> names.put(name.id(), name.name()));
        return new Scored(place, new Distribution(logits, logits.length), names, reply.end());
    }

    String name(int id) {
        return names.getOrDefault(id, Integer.toString(id));
    }
}
