/// A model's vectors and patterns as arrays.
@NullMarked
package glassformer.export.tables;

import org.jspecify.annotations.NullMarked;
