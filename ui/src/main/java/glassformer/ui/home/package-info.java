/// The Home page: sample labs, new labs, and what was worked on lately.
@NullMarked
package glassformer.ui.home;

import org.jspecify.annotations.NullMarked;
