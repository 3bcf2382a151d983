/// A text cut into tokens: how a tokenizer learns to, and how several do it side by side.
@NullMarked
package glassformer.ui.tokens;

import org.jspecify.annotations.NullMarked;
