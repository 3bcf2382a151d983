package glassformer.ui.home;

import glassformer.run.Lab;
import org.jspecify.annotations.Nullable;

/// A lab that comes with Glassformer.
///
/// @param minutes how long its training took where it was measured, null where nobody did
/// @param measuredOn on what, such as "2 CPU cores"
public record SampleLab(
        Lab lab, @Nullable Double minutes, @Nullable String measuredOn) {
    public SampleLab(Lab lab) {
        this(lab, null, null);
    }
}
