/// What the window remembers between two starts.
@NullMarked
package glassformer.ui.settings;

import org.jspecify.annotations.NullMarked;
