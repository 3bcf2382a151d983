/// How good predictions are: the measures that papers report.
@NullMarked
package glassformer.evaluate;

import org.jspecify.annotations.NullMarked;
