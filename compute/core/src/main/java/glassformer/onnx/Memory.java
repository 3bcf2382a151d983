package glassformer.onnx;

import java.util.List;

/// Where attention finds keys and values that it does not make from its own input.
interface Memory {
    /// Joins what was kept of earlier tokens with the keys and values of those read now, `(B, K, T, D)` each.
    ///
    /// @param layer counts the attentions to the own text from 0
    /// @return keys and values, `(B, K, P + T, D)` each
    List<String> own(int layer, String keys, String values);

    /// Keys and values of the source, `(B, K, S, D)` each.
    ///
    /// @param layer counts the attentions to the source from 0
    List<String> source(int layer);

    /// Which of the source's tokens are real, truth values `(B, 1, 1, S)`.
    String realSource();

    /// Nothing is kept, and there is no source.
    Memory NONE = new Memory() {
        @Override
        public List<String> own(int layer, String keys, String values) {
            return List.of(keys, values);
        }

        @Override
        public List<String> source(int layer) {
            throw new IllegalStateException("there is no source to attend to");
        }

        @Override
        public String realSource() {
            throw new IllegalStateException("there is no source to attend to");
        }
    };
}
