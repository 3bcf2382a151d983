/// The Train page: starts, follows and resumes a training.
@NullMarked
package glassformer.ui.train;

import org.jspecify.annotations.NullMarked;
