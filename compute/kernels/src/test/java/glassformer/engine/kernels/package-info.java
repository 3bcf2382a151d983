@org.jspecify.annotations.NullMarked
package glassformer.engine.kernels;
