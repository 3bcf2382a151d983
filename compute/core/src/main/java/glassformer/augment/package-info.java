/// More training examples out of those there are: words inserted, left out, swapped or replaced.
@NullMarked
package glassformer.augment;

import org.jspecify.annotations.NullMarked;
