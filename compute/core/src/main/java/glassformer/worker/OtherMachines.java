package glassformer.worker;

import glassformer.engine.KernelSource;
import java.util.List;

/// What computes elsewhere. A place is written as `training.device` has it: `ssh:HOST` or `ssh:HOST/cuda:0`.
///
/// Every question fails with a [glassformer.engine.DeviceUnavailableException] where the machine cannot be reached, and
/// with a [glassformer.BadInputException] for what is no place.
public interface OtherMachines {
    /// Those that are known without asking any.
    List<String> known();

    /// The devices there, each named by its place.
    WorkerService.Devices devices(String place);

    /// Measures a device there.
    WorkerService.Score score(String place);

    /// Compiles a kernel for a device there.
    KernelSource kernel(String place, String name);

    /// Knows none.
    OtherMachines NONE = new OtherMachines() {
        @Override
        public List<String> known() {
            return List.of();
        }

        @Override
        public WorkerService.Devices devices(String place) {
            throw new UnsupportedOperationException("this worker knows no other machines");
        }

        @Override
        public KernelSource kernel(String place, String name) {
            throw new UnsupportedOperationException("this worker knows no other machines");
        }

        @Override
        public WorkerService.Score score(String place) {
            throw new UnsupportedOperationException("this worker knows no other machines");
        }
    };
}
