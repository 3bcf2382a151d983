@NullMarked
package glassformer.answer;

import org.jspecify.annotations.NullMarked;
