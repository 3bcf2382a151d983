/// The sample corpora that labs name as `sample:NAME`.
@NullMarked
package glassformer.samples;

import org.jspecify.annotations.NullMarked;
