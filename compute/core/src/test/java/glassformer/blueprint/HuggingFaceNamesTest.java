package glassformer.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class HuggingFaceNamesTest {
    @Test
    void bertForPreTraining() {
        assertThat(names(blueprint(Family.BERT)))
                .contains(
                        "bert.embeddings.word_embeddings.weight [99, 8]",
                        "bert.embeddings.token_type_embeddings.weight [2, 8]",
                        "bert.embeddings.position_embeddings.weight [16, 8]",
                        "bert.embeddings.LayerNorm.bias [8]",
                        "bert.encoder.layer.0.attention.self.query.weight [8, 8]",
                        "bert.encoder.layer.0.attention.output.dense.bias [8]",
                        "bert.encoder.layer.0.attention.output.LayerNorm.weight [8]",
                        "bert.encoder.layer.0.intermediate.dense.weight [32, 8]",
                        "bert.encoder.layer.0.output.dense.weight [8, 32]",
                        "bert.encoder.layer.0.output.LayerNorm.bias [8]",
                        "bert.pooler.dense.weight [8, 8]",
                        "cls.predictions.transform.dense.weight [8, 8]",
                        "cls.predictions.transform.LayerNorm.weight [8]",
                        "cls.predictions.bias [99]",
                        "cls.seq_relationship.weight [2, 8]")
                .doesNotContain("cls.predictions.decoder.weight [99, 8]");
    }

    @Test
    void robertaForMaskedLanguageModellingCountsPositionsFromTwo() {
        assertThat(names(blueprint(Family.ROBERTA)))
                .contains(
                        "roberta.embeddings.position_embeddings.weight [18, 8]",
                        "roberta.embeddings.token_type_embeddings.weight [1, 8]",
                        "roberta.encoder.layer.0.attention.self.value.bias [8]",
                        "lm_head.dense.weight [8, 8]",
                        "lm_head.layer_norm.bias [8]",
                        "lm_head.bias [99]");
    }

    @Test
    void distilBertForMaskedLanguageModelling() {
        assertThat(names(blueprint(Family.DISTILBERT)))
                .contains(
                        "distilbert.transformer.layer.0.attention.q_lin.weight [8, 8]",
                        "distilbert.transformer.layer.0.attention.out_lin.bias [8]",
                        "distilbert.transformer.layer.0.sa_layer_norm.weight [8]",
                        "distilbert.transformer.layer.0.ffn.lin1.weight [32, 8]",
                        "distilbert.transformer.layer.0.output_layer_norm.bias [8]",
                        "vocab_transform.weight [8, 8]",
                        "vocab_layer_norm.weight [8]",
                        "vocab_projector.bias [99]")
                .noneMatch(name -> name.contains("token_type"));
    }

    @Test
    void marian() {
        assertThat(names(blueprint(Family.TRANSFORMER)))
                .contains(
                        "model.shared.weight [99, 8]",
                        "model.encoder.layers.0.self_attn.q_proj.weight [8, 8]",
                        "model.encoder.layers.0.self_attn_layer_norm.weight [8]",
                        "model.encoder.layers.0.fc1.weight [32, 8]",
                        "model.encoder.layers.0.final_layer_norm.bias [8]",
                        "model.decoder.layers.0.encoder_attn.out_proj.bias [8]",
                        "model.decoder.layers.0.encoder_attn_layer_norm.weight [8]",
                        "final_logits_bias [1, 99]")
                .noneMatch(name -> name.contains("embed_"));
    }

    @Test
    void classifiersHaveTheirFamilysNames() {
        assertThat(classifier(Family.BERT)).contains("bert.pooler.dense.weight [8, 8]", "classifier.weight [3, 8]");
        assertThat(classifier(Family.ROBERTA))
                .contains("classifier.dense.weight [8, 8]", "classifier.out_proj.weight [3, 8]");
        assertThat(classifier(Family.DISTILBERT)).contains("pre_classifier.weight [8, 8]", "classifier.weight [3, 8]");
        assertThat(classifier(Family.GPT)).contains("score.weight [3, 8]").noneMatch(n -> n.startsWith("score.bias"));
    }

    @Test
    void headsOfAnotherNameAreOurOwn() {
        Blueprint two =
                config(Family.BERT).blueprint(List.of(new HeadSpec.Classes("topic", 3), new HeadSpec.Value("stars")));
        assertThat(names(two))
                .contains("heads.topic.weight [3, 8]", "heads.stars.weight [1, 8]", "bert.pooler.dense.weight [8, 8]");
    }

    @Test
    void headThatAFamilyCannotHaveIsRefused() {
        assertThatThrownBy(() -> config(Family.BERT).blueprint(List.of(new HeadSpec.LanguageModel())))
                .isInstanceOf(BadInputException.class)
                .hasMessage("model.family is bert, which cannot have a head for the next token: it sees all of a text"
                        + " at once; take gpt or transformer.");
        assertThatThrownBy(() -> config(Family.GPT).blueprint(List.of(new HeadSpec.MaskedTokens())))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new HeadSpec.Classes("mlm", 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("which is taken");
        assertThatThrownBy(() -> new HeadSpec.Classes("topic", 1)).isInstanceOf(BadInputException.class);
    }

    @Test
    void adaptersAreNamedAsPeftNamesThem() {
        Blueprint adapted = LowRankAdapters.attach(blueprint(Family.BERT), 2, 4, name -> name.contains("query"));
        assertThat(names(adapted))
                .contains(
                        "bert.encoder.layer.0.attention.self.query.lora_A.weight [2, 8]",
                        "bert.encoder.layer.0.attention.self.query.lora_B.weight [8, 2]")
                .noneMatch(name -> name.contains("key.lora"));
    }

    private static List<String> classifier(Family family) {
        return names(config(family).blueprint(List.of(new HeadSpec.Classes("classifier", 3))));
    }

    private static Blueprint blueprint(Family family) {
        return config(family).blueprint();
    }

    private static ModelConfig config(Family family) {
        Values values = Values.initial(new Schema(family.settings()))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 16);
        return ModelConfig.of(values, 99);
    }

    private static List<String> names(Blueprint blueprint) {
        return ParameterTable.of(blueprint).weights().stream()
                .map(weight -> weight.name() + " " + weight.shape())
                .toList();
    }
}
