/// The window as a whole: what it is made of, how it begins and ends.
@NullMarked
package glassformer.ui.window;

import org.jspecify.annotations.NullMarked;
