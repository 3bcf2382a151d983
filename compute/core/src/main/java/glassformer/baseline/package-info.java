/// What a Transformer must beat: classifiers that count words.
@NullMarked
package glassformer.baseline;

import org.jspecify.annotations.NullMarked;
