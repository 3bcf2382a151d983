/// What every part of the window shares: texts, background work, once-a-pulse updates, number formats.
@NullMarked
package glassformer.ui.common;

import org.jspecify.annotations.NullMarked;
