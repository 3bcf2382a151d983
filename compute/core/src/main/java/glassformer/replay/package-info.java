/// A run over again: what its evaluations stored, step by step, and how its heads formed.
@NullMarked
package glassformer.replay;

import org.jspecify.annotations.NullMarked;
