/// Training on another machine by ssh, with the run's folder mirrored here.
@NullMarked
package glassformer.remote;

import org.jspecify.annotations.NullMarked;
