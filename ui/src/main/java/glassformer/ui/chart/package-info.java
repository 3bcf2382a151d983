/// Line charts of millions of points, drawn on a canvas.
@NullMarked
package glassformer.ui.chart;

import org.jspecify.annotations.NullMarked;
