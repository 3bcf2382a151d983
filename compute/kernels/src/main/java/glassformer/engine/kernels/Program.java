package glassformer.engine.kernels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Kernel calls in order, which is all that a device needs to know of a model.
///
/// @param calls  each reads what earlier ones wrote
/// @param kept   arrays that the device changes and the host may ask for
/// @param result what the host gets after every run
public record Program(List<Call> calls, List<Floats> kept, Floats result) {
    public Program {
        calls = List.copyOf(calls);
        kept = List.copyOf(kept);
    }

    /// Every array of numbers, once.
    public List<Floats> floats() {
        Set<Floats> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Floats> all = new ArrayList<>();
        calls.forEach(call -> call.floats().stream().filter(seen::add).forEach(all::add));
        return all;
    }

    /// Every array of whole numbers, once.
    public List<Ints> ints() {
        Set<Ints> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Ints> all = new ArrayList<>();
        calls.forEach(call -> call.ints().stream().filter(seen::add).forEach(all::add));
        return all;
    }
}
