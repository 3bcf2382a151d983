/// One field for each setting of a lab: its value, its readable name, its editor, and what is wrong with what was
/// typed.
@NullMarked
package glassformer.ui.field;

import org.jspecify.annotations.NullMarked;
