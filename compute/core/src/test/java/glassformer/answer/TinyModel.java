package glassformer.answer;

import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import glassformer.reference.ReferenceEngine;
import glassformer.run.Lab;
import glassformer.text.ByteSpecials;
import glassformer.text.Documents;
import glassformer.text.Progress;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.util.List;

/// An untrained model of any family with a tokenizer of its own.
public record TinyModel(ModelSpec spec, Tokenizer tokenizer, ModelSession session) {
    public static final int CONTEXT = 8;

    /// @param heads none for those of pre-training
    public static TinyModel of(String family, String task, HeadSpec... heads) {
        String kind = family.equals("bert") ? "wordpiece" : "bpe";
        Tokenizer tokenizer;
        try (Documents texts = Documents.of(List.of("the cat sat", "the cat sat on the mat", "the dog sat"))) {
            tokenizer = Tokenizers.train(kind, 300, ByteSpecials.ROBERTA, texts, Progress.none());
        }
        ModelConfig config = Lab.initial("tiny")
                .with("task", task)
                .with("model.family", family)
                .with("model.layers", 2)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", CONTEXT)
                .model(tokenizer.vocabSize());
        ModelSpec spec = heads.length == 0 ? ModelSpec.of(config) : new ModelSpec(config, List.of(heads));
        Engine engine = new ReferenceEngine();
        Weights weights = Weights.initial(spec.blueprint(), 3);
        return new TinyModel(
                spec,
                tokenizer,
                engine.open(spec.blueprint(), weights, engine.devices().getFirst()));
    }
}
