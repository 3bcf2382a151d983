/// Labelled data on its way to a model: tables of rows and columns, typed examples, their split, what is wrong with
/// them, and how long texts are cut.
@NullMarked
package glassformer.data;

import org.jspecify.annotations.NullMarked;
