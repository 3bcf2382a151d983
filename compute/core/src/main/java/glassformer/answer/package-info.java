/// What a trained model answers, with the probabilities behind it.
@NullMarked
package glassformer.answer;

import org.jspecify.annotations.NullMarked;
