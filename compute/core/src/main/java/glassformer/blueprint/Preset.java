package glassformer.blueprint;

import java.util.LinkedHashMap;
import java.util.Map;

/// Settings that make a model what a paper describes, small enough for a desk. What a preset does not name has
/// its family's initial value.
public enum Preset implements Named {
    /// Radford et al. 2019.
    GPT2("gpt2", Family.GPT, Map.of()),
    /// Touvron et al. 2023.
    LLAMA(
            "llama",
            Family.GPT,
            Map.of(
                    "model.position", PositionKind.ROTARY.id(),
                    "model.norm", NormKind.RMS_NORM.id(),
                    "model.activation", Activation.SWIGLU.id(),
                    "model.bias", false,
                    "model.tiedHead", false)),
    /// Devlin et al. 2019.
    BERT("bert", Family.BERT, Map.of()),
    /// Liu et al. 2019.
    ROBERTA("roberta", Family.ROBERTA, Map.of()),
    /// Sanh et al. 2019.
    DISTILBERT("distilbert", Family.DISTILBERT, Map.of()),
    /// Vaswani et al. 2017.
    TRANSFORMER("transformer", Family.TRANSFORMER, Map.of());

    private final String id;
    private final Family family;
    private final Map<String, Object> different;

    Preset(String id, Family family, Map<String, Object> different) {
        this.id = id;
        this.family = family;
        this.different = different;
    }

    @Override
    public String id() {
        return id;
    }

    public Family family() {
        return family;
    }

    /// A value for each of the family's settings.
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        family.settings().forEach(setting -> all.put(setting.key(), setting.initial()));
        all.putAll(different);
        return all;
    }
}
