package glassformer.ui.home;

import glassformer.run.Lab;
import glassformer.run.Probes;
import glassformer.ui.common.Texts;
import java.util.List;

/// Labs to begin a new one with.
public final class Presets {
    private final Texts texts;
    private final String dataSource;

    /// @param dataSource the text that a new lab learns from until another is chosen; may be empty
    public Presets(Texts texts, String dataSource) {
        this.texts = texts;
        this.dataSource = dataSource;
    }

    /// @param id names the card's texts: `home.new.<id>`
    public record Preset(String id, Lab lab) {}

    public List<Preset> all() {
        return List.of(new Preset("gpt", gpt()), new Preset("llama", llama()));
    }

    /// As GPT-2, but small: learned positions, LayerNorm, GELU.
    public Lab gpt() {
        return base("home.new.gpt.name");
    }

    /// As Llama, but small: rotary positions, RMSNorm, SwiGLU, shared key/value heads, no biases.
    public Lab llama() {
        return base("home.new.llama.name")
                .with("model.position", "rotary")
                .with("model.norm", "rmsnorm")
                .with("model.activation", "swiglu")
                .with("model.kvHeads", 2)
                .with("model.bias", false)
                .with("model.tiedHead", false);
    }

    private Lab base(String nameKey) {
        return Lab.initial(texts.get(nameKey))
                .with("data.source", dataSource)
                .withProbes(new Probes("the dog ran to the river because it was thirsty", "a small", 40));
    }
}
