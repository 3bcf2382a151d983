/// Readable Python of an architecture, and a training that goes on with it.
@NullMarked
package glassformer.export.pytorch;

import org.jspecify.annotations.NullMarked;
