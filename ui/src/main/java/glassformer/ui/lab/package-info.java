/// The open lab: edits, undo, saving, recovery after a crash, and which labs were open lately.
@NullMarked
package glassformer.ui.lab;

import org.jspecify.annotations.NullMarked;
