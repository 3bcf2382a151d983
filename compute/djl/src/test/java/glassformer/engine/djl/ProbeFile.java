package glassformer.engine.djl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Head;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.exchange.Json;
import glassformer.export.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Probe inputs with what a model says to them, for a program of another language.
final class ProbeFile {
    private ProbeFile() {}

    static void write(Path file, ModelSession session) throws IOException {
        ObjectNode wrapper = Json.object();
        ArrayNode all = wrapper.putArray("probes");
        for (Probe probe : Probe.of(session.blueprint())) {
            ObjectNode json = all.addObject();
            rows(json.putArray("ids"), probe.input().ids(), probe.input());
            if (probe.padded()) {
                int[] mask = new int[probe.input().ids().length];
                for (int i = 0; i < mask.length; i++) {
                    int length = probe.input().length();
                    mask[i] = i % length < probe.input().lengthOf(i / length) ? 1 : 0;
                }
                rows(json.putArray("mask"), mask, probe.input());
            }
            int[] types = probe.input().types();
            if (types != null) {
                rows(json.putArray("types"), types, probe.input());
            }
            Tokens decoder = probe.decoder();
            if (decoder != null) {
                rows(json.putArray("decoder"), decoder.ids(), decoder);
            }
            ObjectNode logits = json.putObject("logits");
            for (Head head : session.blueprint().heads()) {
                Tensor tensor = session.logits(probe.input(), decoder, head.name());
                ObjectNode one = logits.putObject(head.name());
                tensor.shape().forEach(one.putArray("shape")::add);
                ArrayNode values = one.putArray("values");
                for (float value : tensor.values()) {
                    values.add(value);
                }
            }
        }
        Files.writeString(file, Json.line(all));
    }

    private static void rows(ArrayNode into, int[] values, Tokens tokens) {
        for (int row = 0; row < tokens.size(); row++) {
            ArrayNode one = into.addArray();
            for (int t = 0; t < tokens.length(); t++) {
                one.add(values[row * tokens.length() + t]);
            }
        }
    }
}
