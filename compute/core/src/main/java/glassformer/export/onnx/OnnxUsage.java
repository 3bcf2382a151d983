package glassformer.export.onnx;

import glassformer.blueprint.HeadSpec;
import glassformer.export.ExportSubject;
import glassformer.onnx.Precision;
import java.util.Optional;

/// How to open an export, for its card.
record OnnxUsage(ExportSubject subject, Precision precision) {
    String markdown() {
        return pipeline().map(this::javascript).orElseGet(this::python);
    }

    private Optional<String> pipeline() {
        if (subject.spec().heads().isEmpty()) {
            return Optional.of("feature-extraction");
        }
        boolean both = subject.blueprint().hasEncoder();
        return switch (subject.spec().heads().getFirst()) {
            case HeadSpec.LanguageModel lm -> Optional.of(both ? "text2text-generation" : "text-generation");
            case HeadSpec.MaskedTokens masked -> Optional.of("fill-mask");
            case HeadSpec.Classes classes -> both ? Optional.empty() : Optional.of("text-classification");
            case HeadSpec.TokenClasses classes -> both ? Optional.empty() : Optional.of("token-classification");
            case HeadSpec.SentencePair pair -> Optional.empty();
            case HeadSpec.Value value -> Optional.empty();
        };
    }

    private String javascript(String pipeline) {
        String type =
                switch (precision) {
                    case FLOAT32 -> "fp32";
                    case INT8 -> "q8";
                };
        return """
            In transformers.js, with the folder that holds this one as `/models/`:

            ```js
            import { env, pipeline } from '@huggingface/transformers';

            env.localModelPath = '/models/';
            env.allowRemoteModels = false;
            const run = await pipeline('%s', '%s', { dtype: '%s' });
            console.log(await run('a text'));
            ```\
            """.formatted(pipeline, subject.name(), type);
    }

    private String python() {
        return """
            ```python
            import onnxruntime

            session = onnxruntime.InferenceSession("onnx/%s")
            print([i.name for i in session.get_inputs()], [o.name for o in session.get_outputs()])
            ```\
            """.formatted(precision.file(subject.blueprint().hasEncoder() ? "decoder_model_merged" : "model"));
    }
}
