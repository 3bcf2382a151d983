package glassformer.run;

import glassformer.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A lab's settings as text by key, to compare two labs.
final class LabTexts {
    /// Beginnings of the keys that no weight depends on, or that are recorded by what they came to.
    private static final List<String> FREE = List.of(
            "name",
            "description",
            "data.source",
            "training.device",
            "training.checkpointEvery",
            "training.divergence",
            "training.keep.");

    private LabTexts() {}

    static Map<String, String> of(Lab lab) {
        Map<String, String> texts = new TreeMap<>();
        for (Setting setting : lab.schema().settings()) {
            texts.put(setting.key(), String.valueOf(lab.values().get(setting.key())));
        }
        texts.put("name", lab.name());
        texts.put("description", lab.description());
        texts.put("probes.attention", lab.probes().attention());
        texts.put("probes.prompt", lab.probes().prompt());
        texts.put("probes.tokens", String.valueOf(lab.probes().tokens()));
        return texts;
    }

    /// Equal for labs that train to the same weights from the same state.
    static String hash(Lab lab) {
        StringBuilder all = new StringBuilder();
        of(lab).forEach((key, text) -> {
            if (FREE.stream().noneMatch(key::startsWith)) {
                all.append(key)
                        .append('=')
                        .append(text.length())
                        .append(':')
                        .append(text)
                        .append('\n');
            }
        });
        return HexFormat.of().formatHex(Disk.sha256().digest(all.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
