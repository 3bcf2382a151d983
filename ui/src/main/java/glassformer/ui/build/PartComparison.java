package glassformer.ui.build;

import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the parts of one diagram that the other lacks or has differently. Parts are matched by their place, an
/// encoder's with those of a model that reads whole texts.
final class PartComparison {
    private final PartTexts texts;

    PartComparison(PartTexts texts) {
        this.texts = texts;
    }

    /// A part at its place, with what is said about it.
    private record Placed(String id, List<Object> said) {}

    /// The ids of `diagram`'s parts that are different in `other`.
    Set<String> different(Diagram diagram, Diagram other) {
        Map<String, Placed> ours = placed(diagram, other);
        Map<String, Placed> theirs = placed(other, diagram);
        Set<String> different = new HashSet<>();
        ours.forEach((place, part) -> {
            Placed match = theirs.get(place);
            if (match == null || !match.said().equals(part.said())) different.add(part.id());
        });
        return different;
    }

    private Map<String, Placed> placed(Diagram diagram, Diagram other) {
        Map<String, Placed> all = new HashMap<>();
        boolean alone = diagram.encoder().isEmpty();
        boolean asEncoder = alone && !other.encoder().isEmpty() && readsWholeTexts(diagram);
        side("encoder", diagram.encoder(), all);
        side(asEncoder ? "encoder" : "trunk", diagram.trunk(), all);
        for (Diagram.HeadColumn head : diagram.heads()) {
            int index = 0;
            for (Diagram.Part part : head.parts()) {
                put("head/" + head.name() + "/" + index++, part, "", all);
            }
        }
        return all;
    }

    private void side(String side, List<Diagram.Item> items, Map<String, Placed> all) {
        String norm = "before";
        for (Diagram.Item item : items) {
            switch (item) {
                case Diagram.Part part -> put(side + "/" + norm + "/" + part.kind(), part, "", all);
                case Diagram.Stack stack -> {
                    norm = "after";
                    stack.blocks().forEach(block -> block(side, block, all));
                }
            }
        }
    }

    private void block(String side, Diagram.Block block, Map<String, Placed> all) {
        String place = side + "/" + block.index() + "/";
        put(place, block.part(), "", all);
        for (Diagram.Branch branch : block.branches()) {
            put(place + branch.body().kind(), branch.body(), "", all);
            put(place + branch.body().kind() + "/norm", branch.norm(), branch.placement(), all);
        }
    }

    private void put(String place, Diagram.Part part, Object more, Map<String, Placed> all) {
        all.put(
                place,
                new Placed(
                        part.id(),
                        List.of(
                                texts.name(part),
                                texts.sizes(part),
                                texts.explanation(part),
                                part.parameters(),
                                more)));
    }

    private static boolean readsWholeTexts(Diagram diagram) {
        return diagram.parts()
                .allMatch(part ->
                        !(part.layer() instanceof Layer.Attention attention) || attention.mask() instanceof Mask.Full);
    }
}
