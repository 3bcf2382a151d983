package glassformer.ui.data;

import glassformer.data.Column;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/// The first rows of a table with the type of each column, or of examples that have no table.
final class PreviewTable extends TableView<PreviewTable.Line> {
    private static final int MOST = 200;
    private static final double WIDE = 220;
    private static final double NARROW = 90;

    record Line(long number, List<String> cells) {}

    private static final double SCROLL_BAR = 14;
    private static final String TEXT = "text-column";

    private final Texts texts;

    PreviewTable(Texts texts) {
        this.texts = texts;
        setId("data-table");
        getStyleClass().addAll("dense", "striped", "preview-table");
        setAccessibleText(texts.get("data.table"));
        setPlaceholder(new Label(""));
        widthProperty().subscribe(width -> share());
    }

    /// The columns that the lab reads come first.
    ///
    /// @param roles what the lab reads a column as, by the column's name
    void show(TablePreview table, Map<String, String> roles) {
        List<String> names = table.names();
        var all = new ArrayList<TableColumn<Line, String>>();
        all.add(numbers());
        Stream.concat(
                        roles.keySet().stream().filter(names::contains),
                        names.stream().filter(name -> !roles.containsKey(name)))
                .forEach(name -> {
                    int index = names.indexOf(name);
                    all.add(column(index, table.columns().get(index), roles.getOrDefault(name, "")));
                });
        getColumns().setAll(all);
        share();
        getItems()
                .setAll(table.rows().stream()
                        .map(row -> new Line(row.number(), row.cells()))
                        .toList());
    }

    private TableColumn<Line, String> column(int index, Column column, String role) {
        String type = texts.get("data.type." + column.type().name().toLowerCase(Locale.ROOT));
        double width =
                switch (column.type()) {
                    case TEXT, TAGS -> WIDE;
                    case CATEGORY, NUMBER -> role.isEmpty() ? NARROW : NARROW + 30;
                };
        return column(index, column.name(), role.isEmpty() ? type : type + " · " + role, !role.isEmpty(), width);
    }

    void show(List<Example> examples) {
        List<Line> lines = new ArrayList<>();
        boolean pairs = false;
        for (Example example : examples.subList(0, Math.min(MOST, examples.size()))) {
            List<String> cells = cells(example);
            pairs |= cells.size() > 2;
            lines.add(new Line(lines.size() + 1L, cells));
        }
        var all = new ArrayList<TableColumn<Line, String>>();
        all.add(numbers());
        List<String> names = pairs ? List.of("first", "second", "answer") : List.of("first", "answer");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            all.add(column(i, texts.get("data.example." + name), "", true, name.equals("answer") ? NARROW + 30 : WIDE));
        }
        getColumns().setAll(all);
        share();
        getItems().setAll(lines);
    }

    private static List<String> cells(Example example) {
        return switch (example) {
            case Example.Unlabelled(Input input) -> cells(input, "");
            case Example.Classified(Input input, String label) -> cells(input, label);
            case Example.Scored(Input input, double value) -> cells(input, Double.toString(value));
            case Example.Labelled(Input input, var labels) -> cells(input, String.join(", ", labels.values()));
            case Example.Tagged(var words, var tags) -> List.of(String.join(" ", words), String.join(" ", tags));
            case Example.Translated(String source, String target) -> List.of(source, target);
        };
    }

    private static List<String> cells(Input input, String answer) {
        return switch (input) {
            case Input.Single(String text) -> List.of(text, answer);
            case Input.Pair(String first, String second) -> List.of(first, second, answer);
        };
    }

    private TableColumn<Line, String> numbers() {
        var column = new TableColumn<Line, String>(texts.get("data.table.row"));
        column.setCellValueFactory(line ->
                new ReadOnlyStringWrapper(texts.format().whole(line.getValue().number())));
        finish(column, 48);
        column.getStyleClass().add("number-cell");
        return column;
    }

    private TableColumn<Line, String> column(int index, String name, String type, boolean used, double width) {
        var column = new TableColumn<Line, String>();
        var title = new Label(name);
        title.getStyleClass().add("column-name");
        var below = new Label(type);
        below.getStyleClass().add("column-type");
        var header = type.isEmpty() ? new VBox(title) : new VBox(title, below);
        header.getStyleClass().add(used ? "column-used" : "column-unused");
        column.setGraphic(header);
        column.setCellValueFactory(line -> new ReadOnlyStringWrapper(
                line.getValue().cells().size() > index
                        ? oneLine(line.getValue().cells().get(index))
                        : ""));
        finish(column, width);
        return column;
    }

    /// Texts take what the other columns leave.
    private void share() {
        List<? extends TableColumn<Line, ?>> wide = getColumns().stream()
                .filter(column -> column.getStyleClass().contains(TEXT))
                .toList();
        double others = getColumns().stream()
                .filter(column -> !wide.contains(column))
                .mapToDouble(TableColumn::getPrefWidth)
                .sum();
        double each = (getWidth() - others - SCROLL_BAR) / Math.max(1, wide.size());
        wide.forEach(column -> column.setPrefWidth(Math.max(WIDE, each)));
    }

    private static void finish(TableColumn<Line, String> column, double width) {
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        if (width == WIDE) column.getStyleClass().add(TEXT);
    }

    /// A cell is one line high, and a very long text would make the table slow.
    private static String oneLine(String cell) {
        return Stream.of(cell.length() > 400 ? cell.substring(0, 400) + "…" : cell)
                .map(text -> text.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("");
    }
}
