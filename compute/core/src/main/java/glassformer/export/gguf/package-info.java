/// Files that llama.cpp opens.
@NullMarked
package glassformer.export.gguf;

import org.jspecify.annotations.NullMarked;
