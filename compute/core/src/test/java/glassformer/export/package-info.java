@org.jspecify.annotations.NullMarked
package glassformer.export;
