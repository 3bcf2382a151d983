package glassformer.onnx;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import java.util.List;

/// Which graphs a blueprint becomes.
public enum OnnxForm {
    /// One graph that reads whole texts.
    WHOLE,
    /// One graph that continues texts with a cache of keys and values.
    DECODER,
    /// An encoder, and a decoder with a cache.
    ENCODER_DECODER;

    public static OnnxForm of(Blueprint blueprint) {
        if (blueprint.hasEncoder()) {
            return ENCODER_DECODER;
        }
        boolean looksBack =
                blueprint.attentions().stream().allMatch(attention -> !(attention.mask() instanceof Mask.Full));
        return looksBack
                        && !blueprint.heads().isEmpty()
                        && speaks(blueprint.heads().getFirst())
                ? DECODER
                : WHOLE;
    }

    /// The names of its graphs.
    public List<String> graphs() {
        return switch (this) {
            case WHOLE, DECODER -> List.of("model");
            case ENCODER_DECODER -> List.of("encoder_model", "decoder_model_merged");
        };
    }

    private static boolean speaks(Head head) {
        return head.layers().layers().getLast() instanceof Layer.OutputHead;
    }
}
