package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.TinyLab;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensCommandTest {
    private static final String EMOJI = "Caf\u00E9 \uD83D\uDE00 \u4F60\u597D";

    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();

    @Test
    void aRunsTokenizerGivesItsExactIds() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder));
        command("train", folder.toString(), "--out", "mine");
        Path checkpoint = new RunFolder(folder.resolve("mine"))
                .resultCheckpoint()
                .orElseThrow()
                .folder();
        Tokenizer expected = Tokenizers.read(checkpoint.resolve("tokenizer.json"));
        String text = "to be " + EMOJI;

        JsonNode ofRun = first(command("tokens", "--run", "mine", "--json", text));

        assertThat(ids(ofRun)).containsExactly(expected.encode(text));
        assertThat(ids(first(command("tokens", "--run", checkpoint.toString(), "--json", text))))
                .containsExactly(expected.encode(text));
        assertThat(ids(first(command(
                        "tokens",
                        "--tokenizer",
                        checkpoint.resolve("tokenizer.json").toString(),
                        "--json",
                        text))))
                .containsExactly(expected.encode(text));
    }

    @Test
    void aLabGivesTheTokenizerThatItsRunHas() throws IOException {
        LabFile.write(folder.resolve("lab.json"), TinyLab.in(folder));
        command("train", folder.toString(), "--out", "mine");

        JsonNode both = json(command("tokens", "--run", "mine", "--lab", folder.toString(), "--json", "to be or not"));

        assertThat(both.path("tokenizers").get(0).path("ids"))
                .isEqualTo(both.path("tokenizers").get(1).path("ids"));
    }

    @Test
    void withoutATokenizerThreeAreTrainedOnTheText() throws IOException {
        JsonNode json = json(command("tokens", "--json", EMOJI));

        assertThat(json.path("tokenizers"))
                .extracting(each -> each.path("kind").asText())
                .containsExactly("bpe", "wordpiece", "char");
    }

    @Test
    void offsetsCountCodePointsAndCutTheText() throws IOException {
        int[] codePoints = EMOJI.codePoints().toArray();
        for (JsonNode tokenizer : json(command("tokens", "--json", EMOJI)).path("tokenizers")) {
            for (int i = 0; i < tokenizer.path("ids").size(); i++) {
                int start = tokenizer.path("offsets").get(i).get(0).asInt();
                int end = tokenizer.path("offsets").get(i).get(1).asInt();
                assertThat(tokenizer.path("texts").get(i).asText())
                        .isEqualTo(new String(codePoints, start, end - start));
            }
        }
    }

    @Test
    void filesHoldWhatJsonHolds() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "a \"b\", c\n" + EMOJI);

        CommandLineRun run = command("tokens", "--file", "text.txt", "--kind", "char", "--json", "--out", "seen");

        assertThat(Files.readString(folder.resolve("seen/tokens.json"))).isEqualTo(run.out());
        List<String> rows =
                Files.readString(folder.resolve("seen/tokens-1.csv")).lines().toList();
        assertThat(rows.getFirst()).isEqualTo("place,id,token,text,start,end");
        assertThat(rows).contains("2,3,\"\"\"\",\"\"\"\",2,3");
        assertThat(Files.readString(folder.resolve("seen/tokenizers.csv")).lines())
                .hasSize(2);
    }

    @Test
    void aReplayShowsWhichPairsBecameOneAndHowTheTextIsCutThen() throws IOException {
        JsonNode json = json(command("tokens", "--kind", "bpe", "--replay", "--json", "low low lower"));

        JsonNode replay = json.path("replays").get(0);
        assertThat(replay.path("pieces")).hasSize("low low lower".length());
        JsonNode first = replay.path("steps").get(0);
        assertThat(first.path("left").asText() + "|" + first.path("right").asText())
                .isEqualTo("l|o");
        assertThat(first.path("count").asInt()).isEqualTo(3);
        assertThat(first.path("score").asDouble()).isEqualTo(1.0 / 3);
        assertThat(first.path("pieces"))
                .extracting(JsonNode::asText)
                .containsExactly("lo", "w", " ", "lo", "w", " ", "lo", "w", "e", "r");
        assertThat(json.path("tokenizers").get(0).path("texts"))
                .isEqualTo(replay.path("steps")
                        .get(replay.path("merges").asInt() - 1)
                        .path("pieces"));
        assertThat(json(command("tokens", "--kind", "bpe", "--replay", "--steps", "1", "--json", "low low"))
                        .path("replays")
                        .get(0)
                        .path("steps"))
                .hasSize(1);
    }

    @Test
    void theCurveIsATableToo() throws IOException {
        JsonNode json = json(command(
                "tokens", "--kind", "wordpiece", "--replay", "--curve", "--json", "--out", "seen", "low low lower"));

        JsonNode points = json.path("curves").get(0).path("points");
        assertThat(points.get(0).path("tokensPerWord").asDouble()).isEqualTo(11 / 3.0);
        assertThat(points.get(points.size() - 1).path("tokensPerWord").asDouble())
                .isLessThan(points.get(0).path("tokensPerWord").asDouble());
        assertThat(Files.readString(folder.resolve("seen/curve-wordpiece.csv")).lines())
                .hasSize(1 + points.size());
        assertThat(Files.readString(folder.resolve("seen/merges-wordpiece.csv")))
                .startsWith("step,left,right,token,id,count,leftCount,rightCount,score,tokens\n1,l,##o,lo,");
    }

    @Test
    void theLabSaysKindAndSizeOfAReplay() throws IOException {
        LabFile.write(
                folder.resolve("lab.json"),
                TinyLab.in(folder).with("tokenizer.kind", "bpe").with("tokenizer.vocabSize", 259));

        JsonNode replay = json(command("tokens", "--lab", folder.toString(), "--replay", "--json", "low low lower"))
                .path("replays")
                .get(0);

        assertThat(replay.path("kind").asText()).isEqualTo("bpe");
        assertThat(replay.path("steps")).hasSize(2);
    }

    @Test
    void badInputIsOneSentence() throws IOException {
        Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xE9, 'a'});

        assertThat(command("tokens").err()).contains("A text is needed: TEXT or --file F.");
        assertThat(command("tokens", "a", "--file", "latin.txt").err()).contains("give one of them");
        assertThat(command("tokens", "--file", "latin.txt").err()).contains("is no text in UTF-8");
        assertThat(command("tokens", "a", "--tokenizer", "none").err()).contains("There is no tokenizer at");
        assertThat(command("tokens", "a", "--kind", "words").err()).contains("must be one of char, bpe, wordpiece");
        assertThat(command("tokens", "a", "--kind", "char", "--replay").err()).contains("learns by merging");
        assertThat(command("tokens", "a", "--vocab-size", "100").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(engines, folder, arguments);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.code()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static JsonNode first(CommandLineRun run) throws IOException {
        return json(run).path("tokenizers").get(0);
    }

    private static int[] ids(JsonNode tokenizer) {
        JsonNode ids = tokenizer.path("ids");
        return IntStream.range(0, ids.size()).map(i -> ids.get(i).asInt()).toArray();
    }
}
