@NullMarked
package glassformer.task;

import org.jspecify.annotations.NullMarked;
