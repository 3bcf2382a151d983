/// The Evaluate page: how well a run's model does on some data, where it fails, and whether another one is better.
@NullMarked
package glassformer.ui.evaluate;

import org.jspecify.annotations.NullMarked;
