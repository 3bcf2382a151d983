/// The Build page: a diagram of the model beside the sheet of its settings, and what the model costs.
@NullMarked
package glassformer.ui.build;

import org.jspecify.annotations.NullMarked;
