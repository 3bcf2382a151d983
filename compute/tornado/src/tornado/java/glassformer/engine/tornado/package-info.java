/// The kernels of [glassformer.engine.kernels] as task graphs of TornadoVM.
@org.jspecify.annotations.NullMarked
package glassformer.engine.tornado;
