/// A run as one file for another computer.
@NullMarked
package glassformer.export.lab;

import org.jspecify.annotations.NullMarked;
