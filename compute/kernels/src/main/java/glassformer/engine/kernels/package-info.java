/// Blueprints as lists of kernel calls: plain static methods over arrays, which run as Java or are compiled for a
// device.
@org.jspecify.annotations.NullMarked
package glassformer.engine.kernels;
