/// Folders that Hugging Face's transformers opens.
@NullMarked
package glassformer.export.huggingface;

import org.jspecify.annotations.NullMarked;
