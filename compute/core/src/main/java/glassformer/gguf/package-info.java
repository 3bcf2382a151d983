/// GGUF, llama.cpp's format: files read and written, and blueprints in its names and layouts.
@NullMarked
package glassformer.gguf;

import org.jspecify.annotations.NullMarked;
