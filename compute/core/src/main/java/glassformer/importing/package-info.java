/// Models and labs from elsewhere as runs of our own. Nothing that they say is believed unchecked.
@NullMarked
package glassformer.importing;

import org.jspecify.annotations.NullMarked;
