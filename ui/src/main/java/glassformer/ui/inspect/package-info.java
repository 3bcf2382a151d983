/// The Inspect page: where each head looks, at any stored step and for any text.
@NullMarked
package glassformer.ui.inspect;

import org.jspecify.annotations.NullMarked;
