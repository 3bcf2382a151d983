/// The Compare page: runs side by side, and races, which are runs of one lab with several settings.
@NullMarked
package glassformer.ui.compare;

import org.jspecify.annotations.NullMarked;
