/// Models and labs from elsewhere, dropped onto the window or chosen.
@NullMarked
package glassformer.ui.importing;

import org.jspecify.annotations.NullMarked;
