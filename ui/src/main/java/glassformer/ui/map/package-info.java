/// The Map page: where a model puts tokens, places, words and sentences.
@NullMarked
package glassformer.ui.map;

import org.jspecify.annotations.NullMarked;
