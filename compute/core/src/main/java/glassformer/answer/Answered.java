package glassformer.answer;

import java.util.List;

/// What a model's heads say to a text.
///
/// @param text        in words
/// @param predictions one a head that had something to say
public record Answered(String text, List<Prediction> predictions) {
    public Answered {
        predictions = List.copyOf(predictions);
    }
}
