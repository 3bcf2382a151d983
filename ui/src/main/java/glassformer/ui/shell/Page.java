package glassformer.ui.shell;

import java.util.function.Supplier;
import javafx.scene.Node;

/// A page and how to make its content, which happens on the first visit and only then.
public record Page(PageId id, Supplier<? extends Node> content) {}
