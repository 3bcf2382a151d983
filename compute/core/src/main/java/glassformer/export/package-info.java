/// Takes a model away: what it becomes for other tools, each format checked before it is called done.
@NullMarked
package glassformer.export;

import org.jspecify.annotations.NullMarked;
