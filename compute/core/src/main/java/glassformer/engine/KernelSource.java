package glassformer.engine;

/// A kernel as it was written and as it was compiled for a device.
///
/// @param name      one of [Engine#kernels]
/// @param java      its source, with what it calls
/// @param language  what the device's compiler reads: "OpenCL C"
/// @param generated what was made of it in that language
public record KernelSource(String name, String java, String language, String generated) {}
