/// Text as tokens, and text as it is being generated.
@NullMarked
package glassformer.ui.text;

import org.jspecify.annotations.NullMarked;
