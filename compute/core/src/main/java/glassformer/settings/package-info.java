@NullMarked
package glassformer.settings;

import org.jspecify.annotations.NullMarked;
