/// Evaluations as documents to hand on: one content, written as HTML or as PDF.
@NullMarked
package glassformer.report;

import org.jspecify.annotations.NullMarked;
