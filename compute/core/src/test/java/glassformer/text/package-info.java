@NullMarked
package glassformer.text;

import org.jspecify.annotations.NullMarked;
