/// Where a model puts tokens, places, words and sentences: maps, neighbours, arithmetic, paths through the layers, and
/// how alike two models are.
@NullMarked
package glassformer.represent;

import org.jspecify.annotations.NullMarked;
