/// The Data page: which text is learned from, what it looks like, and how a tokenizer cuts it.
@NullMarked
package glassformer.ui.data;

import org.jspecify.annotations.NullMarked;
