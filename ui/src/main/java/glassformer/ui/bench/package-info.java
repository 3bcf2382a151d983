/// How smoothly the window runs.
@NullMarked
package glassformer.ui.bench;

import org.jspecify.annotations.NullMarked;
