/// The Export page: a model taken away as other tools open it.
@NullMarked
package glassformer.ui.export;

import org.jspecify.annotations.NullMarked;
