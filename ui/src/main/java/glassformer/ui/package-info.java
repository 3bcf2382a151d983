@NullMarked
package glassformer.ui;

import org.jspecify.annotations.NullMarked;
