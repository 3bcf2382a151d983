/// The window's side of the compute worker, on the window's thread.
@NullMarked
package glassformer.ui.worker;

import org.jspecify.annotations.NullMarked;
