/// The light and dark looks: stylesheets for controls, colours for pictures.
@NullMarked
package glassformer.ui.theme;

import org.jspecify.annotations.NullMarked;
