/// Text on its way to a model: corpora, tokenizers and their trainers, the train and validation split, and token ids on
/// disk.
@NullMarked
package glassformer.text;

import org.jspecify.annotations.NullMarked;
