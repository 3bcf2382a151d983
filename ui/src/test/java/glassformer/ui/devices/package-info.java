@NullMarked
package glassformer.ui.devices;

import org.jspecify.annotations.NullMarked;
