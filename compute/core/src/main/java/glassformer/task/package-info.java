/// What a model is to learn: the inputs and the labels that tasks make of token ids.
@NullMarked
package glassformer.task;

import org.jspecify.annotations.NullMarked;
