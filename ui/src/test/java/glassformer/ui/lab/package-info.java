@NullMarked
package glassformer.ui.lab;

import org.jspecify.annotations.NullMarked;
