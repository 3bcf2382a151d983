package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.answer.TinyModel;
import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionGroupsTest {
    private static Attention of(TinyModel model, String text) {
        return Attention.of(model.session(), model.tokenizer(), text);
    }

    @Test
    void anEncoderDecoderHasThreeKindsWithTheirOwnTokens() {
        TinyModel model = TinyModel.of("transformer", "translation");
        List<AttentionGroup> groups = of(model, "the cat").groups();
        assertThat(groups).extracting(AttentionGroup::kind).containsExactly(Kind.ENCODER, Kind.DECODER, Kind.CROSS);
        AttentionGroup encoder = groups.get(0);
        AttentionGroup decoder = groups.get(1);
        AttentionGroup cross = groups.get(2);
        assertThat(encoder.rows()).endsWith("</s>").isEqualTo(encoder.columns());
        assertThat(decoder.rows()).startsWith("<pad>").isEqualTo(decoder.columns());
        assertThat(cross.columns()).isEqualTo(encoder.rows());
        assertThat(cross.rows()).hasSameSizeAs(decoder.rows());
        // What one step writes, the next one reads.
        int last = cross.rows().size() - 1;
        assertThat(cross.rows().subList(0, last))
                .isEqualTo(decoder.rows().subList(1, decoder.rows().size()));
        assertThat(groups).allSatisfy(group -> {
            assertThat(group.patterns()).hasSize(2);
            group.patterns().forEach(AttentionGroupsTest::assertRowsSumToOne);
        });
    }

    @Test
    void theDecoderLooksOnlyBackAndTheEncoderBothWays() {
        TinyModel model = TinyModel.of("transformer", "translation");
        List<AttentionGroup> groups = of(model, "the cat").groups();
        assertThat(groups.get(0).patterns().getFirst().values()[1]).isPositive();
        assertThat(groups.get(1).rows().size()).isGreaterThan(1);
        assertThat(groups.get(1).patterns().getFirst().values()[1]).isZero();
    }

    @Test
    void twoTextsAreReadAsAPairWithTokenTypes() {
        TinyModel model = TinyModel.of("bert", "masked-language-model");
        AttentionGroup group = of(model, "the cat | the sat").groups().getFirst();
        assertThat(group.kind()).isEqualTo(Kind.ENCODER);
        assertThat(group.rows()).containsExactly("[CLS]", "the", "cat", "[SEP]", "the", "sat", "[SEP]");
        int[] ids = group.rows().stream().mapToInt(name -> id(model, name)).toArray();
        int[] types = {0, 0, 0, 0, 1, 1, 1};
        Tensor expected = model.session()
                .attention(new Tokens(ids, types, null, 1, 7), null)
                .getFirst();
        assertThat(group.patterns().getFirst().values()).containsExactly(expected.values());
        Tensor untyped = model.session().attention(Tokens.of(ids), null).getFirst();
        assertThat(group.patterns().getFirst().values()).isNotEqualTo(untyped.values());
    }

    private static int id(TinyModel model, String token) {
        for (int id = 0; id < model.tokenizer().vocabSize(); id++) {
            if (model.tokenizer().token(id).strip().equals(token)) {
                return id;
            }
        }
        throw new AssertionError("no token " + token);
    }

    @Test
    void aTextThatFitsWithItsSpecialTokensIsNotCut() {
        TinyModel model = TinyModel.of("bert", "masked-language-model");
        assertThat(of(model, "the cat sat the cat sat").cut()).isFalse();
        Attention longer = of(model, "the cat sat the cat sat the");
        assertThat(longer.cut()).isTrue();
        assertThat(longer.groups().getFirst().rows()).hasSize(TinyModel.CONTEXT);
    }

    private static void assertRowsSumToOne(Tensor pattern) {
        int keys = pattern.shape().getLast();
        for (int row = 0; row < pattern.values().length / keys; row++) {
            double sum = 0;
            for (int key = 0; key < keys; key++) {
                sum += pattern.values()[row * keys + key];
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }
}
