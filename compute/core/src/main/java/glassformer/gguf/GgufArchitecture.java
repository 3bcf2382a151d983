package glassformer.gguf;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import java.util.Set;

/// The architectures of llama.cpp that models of ours can be, and what each of them is.
public enum GgufArchitecture {
    GPT2(
            "gpt2",
            NormKind.LAYER_NORM,
            NormPlacement.PRE,
            new Mask.Causal(),
            Set.of(Activation.GELU_TANH, Activation.GELU)),
    LLAMA("llama", NormKind.RMS_NORM, NormPlacement.PRE, new Mask.Causal(), Set.of(Activation.SWIGLU)),
    BERT(
            "bert",
            NormKind.LAYER_NORM,
            NormPlacement.POST,
            new Mask.Full(),
            Set.of(Activation.GELU, Activation.GELU_TANH));

    private final String id;
    private final NormKind norm;
    private final NormPlacement placement;
    private final Mask mask;
    private final Set<Activation> activations;

    GgufArchitecture(String id, NormKind norm, NormPlacement placement, Mask mask, Set<Activation> activations) {
        this.id = id;
        this.norm = norm;
        this.placement = placement;
        this.mask = mask;
        this.activations = activations;
    }

    /// The one that a blueprint is nearest to, which may yet not hold it: see [GgufLimits].
    public static GgufArchitecture of(Blueprint blueprint) {
        Layer.Attention attention = blueprint.attentions().getFirst();
        if (attention.mask() instanceof Mask.Full) {
            return BERT;
        }
        return attention.relative() instanceof Layer.Relative.Rotary ? LLAMA : GPT2;
    }

    /// As `general.architecture`.
    public String id() {
        return id;
    }

    NormKind norm() {
        return norm;
    }

    NormPlacement placement() {
        return placement;
    }

    Mask mask() {
        return mask;
    }

    Set<Activation> activations() {
        return activations;
    }

    /// Whether positions turn queries and keys; else they are a table.
    boolean rotates() {
        return this == LLAMA;
    }

    /// Whether queries, keys and values are one matrix.
    boolean fused() {
        return this == GPT2;
    }

    /// Whether every matrix and norm must have a bias; one that is missing is written as zeros.
    boolean biased() {
        return this != LLAMA;
    }
}
