package glassformer.hub;

import glassformer.BadInputException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Where a model that is named, rather than given as a folder, comes from: `hub:OWNER/NAME`, with `@REVISION` behind it
/// or not, from Hugging Face's hub; `maven:GROUP:ARTIFACT:VERSION` from a Maven repository. What was fetched once is
/// used without the network.
public final class ModelSources {
    private static final String HUB = "hub:";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final HubDownload hub;
    private final MavenDownload maven;

    public ModelSources(HubDownload hub, MavenDownload maven) {
        this.hub = hub;
        this.maven = maven;
    }

    /// Models of the hub are kept in `HOME/.glassformer/models`, artifacts where Maven keeps them.
    ///
    /// @param environment `HF_ENDPOINT` names another hub and `HF_TOKEN` the person's token, as in Hugging Face's
    ///                    own tools; `GLASSFORMER_MAVEN` another repository than Maven Central
    public static ModelSources of(Map<String, String> environment, Path home) {
        String token = environment.getOrDefault("HF_TOKEN", "").strip();
        return new ModelSources(
                new HubDownload(
                        address(environment, "HF_ENDPOINT", HubDownload.HUB),
                        home.resolve(".glassformer", "models"),
                        token.isEmpty() ? null : token,
                        PAUSE),
                new MavenDownload(
                        address(environment, "GLASSFORMER_MAVEN", MavenDownload.CENTRAL),
                        home.resolve(".m2", "repository"),
                        PAUSE));
    }

    private static URI address(Map<String, String> environment, String variable, URI initial) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return initial;
        }
        try {
            URI address = URI.create(value.endsWith("/") ? value : value + "/");
            if (address.getHost() != null && address.getScheme().matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new BadInputException("The environment variable " + variable + " is " + value
                + ", but must be an address such as " + initial + ".");
    }

    /// Whether it names a model here, rather than a folder.
    public static boolean names(String model) {
        return model.startsWith(HUB) || model.startsWith(MavenModel.SCHEME);
    }

    /// Opens a model, which is fetched if it is not here.
    ///
    /// @throws BadInputException where there is no such model, or it cannot be fetched
    public PretrainedModel open(String model, DownloadProgress progress) {
        if (model.startsWith(MavenModel.SCHEME)) {
            return MavenModel.openJar(maven.fetch(MavenModel.parse(model), progress));
        }
        if (!model.startsWith(HUB)) {
            throw new IllegalArgumentException(model + " is no name of a model");
        }
        String[] parts = model.substring(HUB.length()).split("@", 2);
        return PretrainedModel.open(hub.fetch(parts[0], parts.length == 2 ? parts[1] : HubDownload.MAIN, progress));
    }
}
