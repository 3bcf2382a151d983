@NullMarked
package glassformer.ui.settings;

import org.jspecify.annotations.NullMarked;
