package glassformer.ui.generate;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.BadInputException;
import glassformer.answer.Answered;
import glassformer.answer.Prediction;
import glassformer.ui.DemoRun;
import glassformer.ui.Shown;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.worker.Bench;
import glassformer.worker.TextService.NextRequest;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import glassformer.worker.WorkerService.TextRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class GeneratePageTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("generate-page"));
        var style = Shown.light();
        var page = (Parent) GeneratePage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 900, 640);
        bench.session().runProperty().set(bench.trained());
    }

    /// Eleven likely tokens at each place; the one that came is the third.
    private void token(FxRobot robot, GenerateRequest request, String piece) {
        var top = new ArrayList<Choice>();
        for (int i = 0; i < 10; i++) {
            top.add(new Choice(i, i == 2 ? piece : "other" + i, 0.3 - i * 0.03, i == 2));
        }
        robot.interact(() -> bench.worker().tell().token(new Token(request.id(), 2, piece, 0.24, top, piece)));
    }

    private GenerateRequest clickGenerate(FxRobot robot) {
        robot.clickOn("#generate-start");
        return bench.worker().asked(GenerateRequest.class);
    }

    private static List<Node> alternatives(FxRobot robot) {
        return robot.lookup(".alternative").queryAll().stream()
                .filter(Node::isVisible)
                .toList();
    }

    @Test
    void generatedTextAppearsAsTokensAndAsPlainText(FxRobot robot) {
        GenerateRequest request = clickGenerate(robot);
        token(robot, request, "cat");
        token(robot, request, " sat");
        ColouredTokens tokens = robot.lookup("#generate-tokens").query();
        assertThat(tokens.tokens()).hasSize(2);
        robot.clickOn("#generate-plain");
        assertThat(robot.lookup("#generate-page .text-area").queryAllAs(TextArea.class).stream()
                        .filter(area -> !area.isEditable())
                        .findFirst()
                        .orElseThrow()
                        .getText())
                .isEqualTo("the cat sat");
        robot.clickOn("#generate-copy");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("cat sat"));
    }

    @Test
    void theTenLikeliestAreListedWithTheChosenOneMarked(FxRobot robot) {
        GenerateRequest request = clickGenerate(robot);
        token(robot, request, "cat");
        assertThat(alternatives(robot)).hasSize(10);
        Node third = alternatives(robot).get(2);
        assertThat(third.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("chosen"));
        assertThat(third.getAccessibleText()).isEqualTo("cat 24 %");
    }

    @Test
    void theArrowKeysWalkThroughTheTokensAndTheirAlternatives(FxRobot robot) {
        GenerateRequest request = clickGenerate(robot);
        token(robot, request, "cat");
        token(robot, request, " sat");
        robot.interact(() -> robot.lookup("#generate-tokens").query().requestFocus());
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        Label sentence = robot.lookup("#generate-alternatives-sentence").query();
        assertThat(sentence.getText()).isEqualTo("Token 1: “cat” came, with probability 24 %.");
    }

    @Test
    void theButtonsFollowTheGeneration(FxRobot robot) {
        Node cancel = robot.lookup("#generate-cancel").query();
        Node generate = robot.lookup("#generate-start").query();
        assertThat(cancel.isDisabled()).isTrue();
        GenerateRequest request = clickGenerate(robot);
        assertThat(generate.isDisabled()).isTrue();
        robot.clickOn("#generate-cancel");
        robot.interact(() -> bench.worker().generated(new Generated(request.id(), "", 0, true, 0.1)));
        assertThat(generate.isDisabled()).isFalse();
        assertThat(cancel.isDisabled()).isTrue();
    }

    @Test
    void aNumberThatIsNoneChangesNothing(FxRobot robot) {
        robot.doubleClickOn("#generate-top-k")
                .write("many")
                .press(KeyCode.ENTER)
                .release(KeyCode.ENTER);
        assertThat(clickGenerate(robot).topK()).isEqualTo(40);
    }

    private static boolean visible(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        while (node != null && node.isVisible()) node = node.getParent();
        return node == null;
    }

    @Test
    void aClassifierShowsItsClassesAsBarsAndNothingToSampleWith(FxRobot robot) throws Exception {
        assertThat(visible(robot, "#generate-temperature")).isTrue();
        var run = DemoRun.classifier(bench.runs().resolve("classifier"));
        robot.interact(() -> bench.session().runProperty().set(run));
        assertThat(visible(robot, "#generate-temperature")).isFalse();
        assertThat(visible(robot, "#generate-cancel")).isFalse();
        assertThat(robot.lookup("#generate-title").queryAs(Label.class).getText())
                .isEqualTo("Predict");
        bench.worker().says(answer("sea (70.0 %)", Prediction.Kind.CLASS, "sea", 0.7, "land", 0.3));
        robot.clickOn("#generate-start");
        assertThat(robot.lookup("#generate-answer").queryAs(Label.class).getText())
                .isEqualTo("sea (70.0 %)");
        assertThat(bars(robot)).containsExactly("sea 70 %", "land 30 %");
    }

    @Test
    void aWordIsHiddenWithAButtonAndTheLikeliestAreListed(FxRobot robot) throws Exception {
        var run = DemoRun.masked(bench.runs().resolve("masked"));
        robot.interact(() -> bench.session().runProperty().set(run));
        TextArea prompt = robot.lookup("#generate-prompt").query();
        robot.interact(() -> {
            prompt.setText("the cat sat");
            prompt.selectRange(4, 7);
        });
        robot.clickOn("#generate-mask");
        assertThat(prompt.getText()).isEqualTo("the [MASK] sat");
        bench.worker().says(answer("the dog sat", Prediction.Kind.HIDDEN_TOKEN, "dog", 0.6, "cat", 0.2));
        robot.clickOn("#generate-start");
        assertThat(robot.lookup("#generate-answer").queryAs(Label.class).getText())
                .isEqualTo("the dog sat");
        assertThat(bars(robot)).containsExactly("dog 60 %", "cat 20 %");
        robot.clickOn(robot.lookup(".prediction-card .alternative").nth(1).<Node>query());
        assertThat(prompt.getText()).isEqualTo("the cat sat");
    }

    private List<String> odds(FxRobot robot) {
        return robot.lookup(".odds").queryAll().stream()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .toList();
    }

    private void choose(FxRobot robot, double temperature, int topK) {
        robot.interact(() -> {
            robot.lookup("#generate-temperature")
                    .queryAs(javafx.scene.control.Slider.class)
                    .setValue(temperature);
            robot.lookup("#generate-top-k")
                    .<javafx.scene.control.Spinner<Integer>>query()
                    .getValueFactory()
                    .setValue(topK);
        });
    }

    @Test
    void tokensAreDrawnOneByOneFromTheBarsOnShow(FxRobot robot) {
        choose(robot, 0, 0);
        robot.clickOn("#generate-next");
        ColouredTokens tokens = robot.lookup("#generate-tokens").query();
        assertThat(tokens.tokens()).extracting(glassformer.ui.text.Token::text).containsExactly("a");
        assertThat(label(robot, "#generate-alternatives-sentence")).isEqualTo("Token 2 comes next.");
        robot.clickOn("#generate-next");
        assertThat(tokens.tokens()).hasSize(2);
        assertThat(bench.worker().asked(NextRequest.class).ids()).containsExactly(0, 0);
        robot.clickOn("#generate-back");
        assertThat(tokens.tokens()).hasSize(1);
    }

    @Test
    void theSettingsChangeTheBarsAtOnce(FxRobot robot) {
        choose(robot, 1, 0);
        robot.clickOn("#generate-next");
        assertThat(odds(robot).getFirst()).isEqualTo("a 63.2 % → 63.2 %");
        choose(robot, 1, 2);
        assertThat(odds(robot).getFirst()).isEqualTo("a 63.2 % → 73.1 %");
        assertThat(odds(robot).get(2)).isEqualTo("c 8.6 % → cut");
        assertThat(label(robot, "#generate-odds-kept")).startsWith("2 of 10 tokens can come.");
        choose(robot, 0.5, 0);
        assertThat(odds(robot).getFirst()).isEqualTo("a 63.2 % → 86.5 %");
        choose(robot, 0, 0);
        assertThat(odds(robot).getFirst()).isEqualTo("a 63.2 % → 100 %");
    }

    @Test
    void anotherTokenIsPutWhereOneStands(FxRobot robot) {
        choose(robot, 0, 0);
        robot.clickOn("#generate-next").clickOn("#generate-next").clickOn("#generate-next");
        ColouredTokens tokens = robot.lookup("#generate-tokens").query();
        robot.interact(tokens::requestFocus);
        robot.press(KeyCode.HOME).release(KeyCode.HOME).press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        Node third = robot.lookup(".odds").queryAll().stream()
                .filter(row -> row.getAccessibleText().startsWith("c "))
                .findFirst()
                .orElseThrow();
        robot.interact(third::requestFocus);
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertThat(tokens.tokens()).extracting(glassformer.ui.text.Token::text).containsExactly("a", "c");
        assertThat(bench.worker().asked(NextRequest.class).ids()).containsExactly(0, 2);
    }

    @Test
    void aTextThatWasGeneratedHasItsDistributionAtEachPlaceAfterwards(FxRobot robot) {
        GenerateRequest request = clickGenerate(robot);
        token(robot, request, "cat");
        assertThat(odds(robot)).isEmpty();
        robot.interact(() -> bench.worker().generated(new Generated(request.id(), "cat", 1, false, 0.1)));
        assertThat(odds(robot)).hasSize(10);
        assertThat(robot.lookup(".odds").queryAll().stream()
                        .filter(row -> row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("chosen")))
                        .map(Node::getAccessibleText))
                .singleElement()
                .asString()
                .startsWith("c ");
    }

    @Test
    void surpriseColoursTheTextAndTellsItsFigures(FxRobot robot) {
        robot.clickOn("#generate-view-surprise");
        assertThat(visible(robot, "#generate-temperature")).isFalse();
        robot.interact(
                () -> robot.lookup("#generate-prompt").queryAs(TextArea.class).setText("cats"));
        robot.clickOn("#generate-start");
        assertThat(bench.worker().asked(TextRequest.class).text()).isEqualTo("cats");
        ColouredTokens tokens = robot.lookup("#surprise-tokens").query();
        assertThat(tokens.tokens()).hasSize(4);
        assertThat(label(robot, "#surprise-figures")).isEqualTo("Perplexity 4 · 2 bits per byte · 2 bits per token");
        assertThat(label(robot, "#surprise-method")).contains("2 windows of 8 tokens, each 4 after");
        robot.interact(tokens::requestFocus);
        robot.press(KeyCode.END).release(KeyCode.END);
        assertThat(label(robot, "#surprise-sentence"))
                .isEqualTo("Token 4, “s”: surprisal 3.00 bits, probability 12.5 %. Likeliest were:");
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        assertThat(label(robot, "#surprise-sentence")).contains("nothing before it");
        robot.clickOn("#generate-view-answer");
        assertThat(visible(robot, "#generate-temperature")).isTrue();
    }

    @Test
    void surpriseIsSavedAsATable(FxRobot robot) throws Exception {
        robot.clickOn("#generate-view-surprise");
        assertThat(robot.lookup("#surprise-save").query().isDisabled()).isTrue();
        robot.clickOn("#generate-start");
        robot.clickOn("#surprise-save").clickOn("#surprise-save-csv");
        var saved = bench.runs().resolveSibling("surprise.csv");
        assertThat(Files.readAllLines(saved).getFirst()).startsWith("place,id,token,bits");
    }

    @Test
    void whatTheWorkerRefusesIsToldWhereItWasAsked(FxRobot robot) {
        robot.clickOn("#generate-view-surprise");
        bench.worker().refuse(new BadInputException("The text has 0 tokens."));
        robot.clickOn("#generate-start");
        assertThat(label(robot, "#generate-problem")).isEqualTo("The text has 0 tokens.");
        robot.clickOn("#generate-view-answer");
        assertThat(visible(robot, "#generate-problem")).isFalse();
    }

    @Test
    void aClassifierHasNoSurprise(FxRobot robot) throws Exception {
        robot.clickOn("#generate-view-surprise");
        var run = DemoRun.classifier(bench.runs().resolve("classifier"));
        robot.interact(() -> bench.session().runProperty().set(run));
        assertThat(robot.lookup("#generate-view-surprise").tryQuery()).isEmpty();
        assertThat(label(robot, "#generate-start")).isEqualTo("Predict");
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(javafx.scene.control.Labeled.class).getText();
    }

    private static List<String> bars(FxRobot robot) {
        return robot.lookup(".prediction-card .alternative").queryAll().stream()
                .map(Node::getAccessibleText)
                .toList();
    }

    private static Answered answer(
            String words, Prediction.Kind kind, String first, double firstShare, String second, double secondShare) {
        var place = new Prediction.Place(
                "",
                List.of(new Prediction.Likelihood(first, firstShare), new Prediction.Likelihood(second, secondShare)));
        return new Answered(words, List.of(new Prediction("topic", kind, List.of(place), null)));
    }
}
