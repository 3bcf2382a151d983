@org.jspecify.annotations.NullMarked
package glassformer.ui.export;
