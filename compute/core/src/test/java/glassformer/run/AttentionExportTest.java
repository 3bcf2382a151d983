package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionExportTest {
    private static final AttentionGroup GROUP = new AttentionGroup(
            Kind.DECODER,
            List.of("\"", "<b"),
            List.of("\"", "<b"),
            List.of(Tensor.of(new float[] {1, 0, 0.25f, 0.75f, 1, 0, 1, 0}, 2, 2, 2)));

    @TempDir
    Path folder = Path.of("");

    @Test
    void npyHoldsShapeAndValuesAsNumPyReadsThem() throws IOException {
        AttentionExport.write(List.of(GROUP), folder);
        byte[] all = Files.readAllBytes(folder.resolve("decoder.layer.0.npy"));
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(all).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int header = bytes.getShort(8);
        assertThat((10 + header) % 64).isZero();
        String text = new String(all, 10, header, StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 2), }")
                .endsWith("\n");
        bytes.position(10 + header);
        float[] values = new float[8];
        bytes.asFloatBuffer().get(values);
        assertThat(values).containsExactly(GROUP.patterns().getFirst().values());
        assertThat(bytes.remaining()).isEqualTo(32);
    }

    @Test
    void csvHasALineForEachWeightAndQuotesTokens() throws IOException {
        AttentionExport.write(List.of(GROUP), folder);
        assertThat(Files.readAllLines(folder.resolve("attention.csv")))
                .hasSize(9)
                .contains("decoder,0,0,1,0,\"<b\",\"\"\"\",0.25");
        assertThat(Files.readAllLines(folder.resolve("heads.csv")).get(2)).startsWith("decoder,0,1,");
    }

    @Test
    void whatIsWrittenAsSafetensorsIsReadAsARunsAttention() throws IOException {
        AttentionExport.write(List.of(GROUP), folder);
        AttentionGroup read = AttentionFile.read(folder.resolve("attention.safetensors"), 3)
                .groups()
                .getFirst();
        assertThat(read.rows()).isEqualTo(GROUP.rows());
        assertThat(read.patterns().getFirst().values())
                .containsExactly(GROUP.patterns().getFirst().values());
    }

    @Test
    void picturesShowEveryHead() throws IOException {
        AttentionExport.write(List.of(GROUP), folder);
        var image = ImageIO.read(folder.resolve("decoder.png").toFile());
        // Two heads of two tokens, six pixels each, with gaps of eight.
        assertThat(image.getWidth()).isEqualTo(2 * 12 + 3 * 8);
        assertThat(image.getRGB(9, 9) & 0xFFFFFF).isEqualTo(0x1F4E9C);
        assertThat(image.getRGB(15, 9) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(Files.readString(folder.resolve("decoder.svg"))).contains("L1 H1", "L1 H2", "</svg>");
        assertThat(folder.resolve("decoder.rollout.npy")).isNotEmptyFile();
    }
}
