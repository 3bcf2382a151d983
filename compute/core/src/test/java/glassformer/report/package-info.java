@NullMarked
package glassformer.report;

import org.jspecify.annotations.NullMarked;
