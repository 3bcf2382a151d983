/// The Generate page: text from a checkpoint, token by token, with what else could have come.
@NullMarked
package glassformer.ui.generate;

import org.jspecify.annotations.NullMarked;
