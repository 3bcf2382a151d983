package glassformer.run;

import java.nio.file.Path;

/// An entry of a race that is to be trained, from its start or from its last checkpoint.
///
/// @param number  of the entry, from 1
/// @param lab     as the entry changes it
/// @param run     its folder
/// @param resumes whether it goes on from a checkpoint
public record RaceTurn(int number, RaceEntry entry, Lab lab, Path run, boolean resumes) {}
