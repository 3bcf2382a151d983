package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.engine.TorchScript;
import glassformer.engine.Weights;
import glassformer.text.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// TorchScript by the scripts that the engine itself runs.
record DjlTorchScript(NDManager root) implements TorchScript {
    @Override
    public void write(Blueprint blueprint, Weights weights, Path file, Progress progress) throws IOException {
        NameTree names = NameTree.of(
                ModelScript.CLASS,
                ParameterTable.of(blueprint).weights().stream()
                        .map(Weight::name)
                        .toList());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            WeightArchive.write(out, names, weights, PortableScript.source(blueprint, names), progress);
        }
    }

    @Override
    public Opened open(Path file, Blueprint blueprint) throws IOException {
        NDManager manager = root.newSubManager(ai.djl.Device.cpu());
        return new OpenedScript(manager, new TorchModule(manager, Files.readAllBytes(file)), blueprint);
    }

    private record OpenedScript(NDManager manager, TorchModule module, Blueprint blueprint) implements Opened {
        @Override
        public Tensor logits(Tokens input, @Nullable Tokens decoder, String head) {
            try (NDManager scope = manager.newSubManager()) {
                NDList arguments = new NDList(whole(scope, input.ids(), input));
                if (decoder != null) {
                    arguments.add(whole(scope, decoder.ids(), decoder));
                }
                arguments.add(mask(scope, input));
                if (decoder != null) {
                    arguments.add(mask(scope, decoder));
                }
                int[] types = input.types();
                if (types != null && blueprint.layers().anyMatch(Layer.TokenTypeEmbedding.class::isInstance)) {
                    arguments.add(whole(scope, types, input));
                }
                NDList found = module.call(scope, "forward", false, arguments);
                return Arguments.tensor(found.size() == 1 ? found.get(0) : found.get(head));
            }
        }

        private static NDArray mask(NDManager scope, Tokens tokens) {
            int[] mask = new int[tokens.size() * tokens.length()];
            for (int row = 0; row < tokens.size(); row++) {
                for (int t = 0; t < tokens.lengthOf(row); t++) {
                    mask[row * tokens.length() + t] = 1;
                }
            }
            return whole(scope, mask, tokens);
        }

        private static NDArray whole(NDManager scope, int[] values, Tokens tokens) {
            long[] wide = new long[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[i];
            }
            return scope.create(wide, new Shape(tokens.size(), tokens.length()));
        }

        @Override
        public void close() {
            module.close();
            manager.close();
        }
    }
}
