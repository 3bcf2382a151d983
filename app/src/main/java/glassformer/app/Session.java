package glassformer.app;

import glassformer.engine.Engines;
import glassformer.samples.SampleLabs;
import java.nio.file.Path;

/// What the commands share.
///
/// @param current the folder that a person is in
record Session(Console console, Engines engines, SampleLabs samples, Interrupts interrupts, Path current) {}
