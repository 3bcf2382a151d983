package glassformer.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JavaTextTest {
    private static final JavaText SMALL = new JavaText("Small", """
            class Small {
                /// Doubles.
                ///
                /// @param x one value // with a slash
                static Call twice(Floats x) {
                    return new Call(x);
                }

                /// [#twice]
                public static void doubled(float[] x) {
                    for (@Parallel int i = 0; i < 1; i++) {
                        // A brace } that does not count.
                        x[i] = half(x[i]) + 4 * half(x[i]) - x[i] / 2;
                    }
                }

                private static float half(float x) {
                    return x / 2;
                }
            }
            """);

    @Test
    void aMethodIsCutWithTheCommentThatItsOwnNames() {
        assertThat(SMALL.method("doubled")).contains("""
                /// Doubles.
                ///
                /// @param x one value // with a slash
                public static void doubled(float[] x) {
                    for (@Parallel int i = 0; i < 1; i++) {
                        // A brace } that does not count.
                        x[i] = half(x[i]) + 4 * half(x[i]) - x[i] / 2;
                    }
                }
                """);
        assertThat(SMALL.method("half")).contains("""
                private static float half(float x) {
                    return x / 2;
                }
                """);
        assertThat(SMALL.method("third")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyKernelsMethodIsFoundWithItsComment(Kernel kernel) {
        String java = JavaText.of(kernel);
        assertThat(java)
                .startsWith("/// ")
                .doesNotStartWith("/// [")
                .contains("public static void " + kernel.method() + "(")
                .contains("    for (@Parallel int pass = 0; pass < count; pass++) {")
                .endsWith("}\n");
        String code = java.replaceAll("//.*", "");
        assertThat(code.chars().filter(c -> c == '{').count())
                .isPositive()
                .isEqualTo(code.chars().filter(c -> c == '}').count());
        // Nothing of its neighbours.
        assertThat(java.split("@Parallel", -1)).hasSize(2);
        assertThat(java).doesNotContain("Call(");
    }

    @Test
    void whatAKernelCallsIsShownBelowIt() {
        assertThat(JavaText.of(Kernel.ATTEND)).containsSubsequence("void attended(", "static float exp(");
        assertThat(JavaText.of(Kernel.GATE)).containsSubsequence("void gated(", "float value(", "float erf(");
        assertThat(JavaText.of(Kernel.ADD)).doesNotContain("static float");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyCallRunsAndChangesNothing(Kernel kernel) {
        Call call = kernel.empty();
        call.run();
        assertThat(call.span()).isZero();
        assertThat(call.floats())
                .allSatisfy(floats -> assertThat(floats.array()).containsOnly(0));
    }
}
