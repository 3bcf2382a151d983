package glassformer.inspect;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import java.util.ArrayList;
import java.util.List;

/// A layer that writes to the residual stream of the side that is read last: an encoder-decoder's decoder, or all of
/// another model.
///
/// @param stage which of [glassformer.engine.Trace#stages] it is
/// @param look  which of [glassformer.engine.Trace#looks], where it is attention
record Writer(int block, Part.Kind kind, Layer.Residual residual, int stage, int look) {
    /// In order of computation.
    static List<Writer> of(Blueprint blueprint) {
        List<Writer> all = new ArrayList<>();
        int stage = blueprint.encoderResiduals().size();
        int look = blueprint.encoderAttentions().size();
        for (Layer layer : blueprint.trunk().layers()) {
            if (layer instanceof Layer.Block block) {
                for (Layer inner : block.layers()) {
                    if (inner instanceof Layer.Residual residual) {
                        Part.Kind kind = kind(residual.body());
                        all.add(new Writer(block.index(), kind, residual, stage++, look));
                        look += kind == Part.Kind.FEED_FORWARD ? 0 : 1;
                    }
                }
            }
        }
        return all;
    }

    /// @throws BadInputException where the model has no such part
    static Writer find(Blueprint blueprint, Part part) {
        List<Writer> all = of(blueprint);
        Writer found = all.stream()
                .filter(writer -> writer.block == part.block() && writer.kind == part.kind())
                .findFirst()
                .orElseThrow(() -> new BadInputException("The model has no part " + part + ": it has "
                        + (all.getLast().block + 1) + " blocks, counted from 0"
                        + (part.kind() == Part.Kind.CROSS
                                ? ", and looks at a source only in an encoder-decoder."
                                : ".")));
        if (found.residual.body() instanceof Layer.Attention attention && part.head() >= attention.heads()) {
            throw new BadInputException("The model has no part " + part + ": block " + part.block()
                    + " has the heads 0 to " + (attention.heads() - 1) + ".");
        }
        return found;
    }

    Layer.Attention attention() {
        return (Layer.Attention) residual.body();
    }

    private static Part.Kind kind(Layer body) {
        if (body instanceof Layer.Attention attention) {
            return attention.source() == Layer.Source.MEMORY ? Part.Kind.CROSS : Part.Kind.ATTENTION;
        }
        if (body instanceof Layer.FeedForward) {
            return Part.Kind.FEED_FORWARD;
        }
        throw new IllegalArgumentException(
                "a block's branch is " + body.getClass().getSimpleName());
    }
}
