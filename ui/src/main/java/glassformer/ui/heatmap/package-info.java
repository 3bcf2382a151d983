/// Matrices as colour, one at a time or a grid of thumbnails.
@NullMarked
package glassformer.ui.heatmap;

import org.jspecify.annotations.NullMarked;
