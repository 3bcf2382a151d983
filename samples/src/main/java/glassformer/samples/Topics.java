package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import glassformer.data.StratifiedSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Definitions of WordNet and the topic that its makers sorted each under, `motherless calf in a range herd of cattle`
/// and `noun.animal`. A definition that comes again, perhaps under another topic, counts once, where it comes first.
record Topics() implements ExampleSource {
    private static final double VALIDATION = 0.05;

    /// The lexicographers' files by number (lexnames(5WN)).
    static final List<String> NAMES = List.of(("adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact"
                    + " noun.attribute noun.body noun.cognition noun.communication noun.event noun.feeling noun.food"
                    + " noun.group noun.location noun.motive noun.object noun.person noun.phenomenon noun.plant"
                    + " noun.possession noun.process noun.quantity noun.relation noun.shape noun.state noun.substance"
                    + " noun.time verb.body verb.change verb.cognition verb.communication verb.competition"
                    + " verb.consumption verb.contact verb.creation verb.emotion verb.motion verb.perception"
                    + " verb.possession verb.social verb.stative verb.weather adj.ppl")
            .split(" "));

    @Override
    public SplitExamples examples(long seed) {
        Set<String> seen = new HashSet<>();
        List<Example> examples = new ArrayList<>();
        for (String part : WordNetFile.PARTS) {
            WordNetEntry.forEach(part, entry -> {
                if (!entry.definition().isEmpty() && seen.add(entry.definition())) {
                    Input input = new Input.Single(entry.definition());
                    examples.add(new Example.Classified(input, NAMES.get(entry.topic())));
                }
            });
        }
        return new StratifiedSplit(VALIDATION, seed).split(examples);
    }
}
