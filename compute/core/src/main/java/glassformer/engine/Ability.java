package glassformer.engine;

import glassformer.blueprint.Named;
import java.util.EnumSet;
import java.util.Set;

/// What a device can do beyond training GPT and BERT with AdamW in float32 without dropout, evaluating them, showing
/// their attention and generating.
public enum Ability implements Named {
    /// Trains in [Precision#BFLOAT16].
    BFLOAT16("bfloat16"),
    /// Trains in [Precision#FLOAT16].
    FLOAT16("float16"),
    /// [Computation#activationCheckpointing].
    ACTIVATION_CHECKPOINTING("activation-checkpointing"),
    /// Every [Optimizer], not AdamW alone.
    OPTIMIZERS("optimizers"),
    /// An L1 penalty, averaged weights and noise in gradients.
    PENALTIES("penalties"),
    /// Leaves parts out at random while training.
    DROPOUT("dropout"),
    /// Low-rank adapters, frozen layers and learning rates by layer.
    TRANSFER("transfer"),
    /// Models with an encoder and a decoder.
    ENCODER_DECODER("encoder-decoder"),
    /// Norms and spreads of weights and gradients at watched steps.
    STATISTICS("statistics"),
    /// The spreads of activations at watched steps.
    ACTIVATIONS("activations"),
    /// What happens between the layers: logit lens, contributions, ablation.
    INSIDE("inside");

    private final String id;

    Ability(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    public static Set<Ability> all() {
        return EnumSet.allOf(Ability.class);
    }

    /// All but some.
    public static Set<Ability> allBut(Ability first, Ability... rest) {
        return EnumSet.complementOf(EnumSet.of(first, rest));
    }
}
