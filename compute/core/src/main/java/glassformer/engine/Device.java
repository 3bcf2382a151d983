package glassformer.engine;

/// Something that computes.
///
/// @param id          how a person names it: `cpu`, `cuda:0`
/// @param name        what it is: "AMD EPYC, 2 threads"
/// @param memoryBytes what it has, 0 where the system does not say
public record Device(String id, String engine, String name, long memoryBytes) {}
