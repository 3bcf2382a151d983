@NullMarked
package glassformer.gguf;

import org.jspecify.annotations.NullMarked;
