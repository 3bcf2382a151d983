package glassformer.run;

/// A line of `samples.jsonl`: how the model continued the prompt.
public record Sample(int step, String prompt, String text) {}
