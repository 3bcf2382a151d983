package glassformer.ui.generate;

import glassformer.generate.SamplingOptions;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/// How the next text is drawn.
public final class GenerationOptions {
    private final DoubleProperty temperature = new SimpleDoubleProperty(this, "temperature", 0.8);
    private final IntegerProperty topK = new SimpleIntegerProperty(this, "topK", 40);
    private final DoubleProperty topP = new SimpleDoubleProperty(this, "topP", 1);
    private final IntegerProperty maxTokens = new SimpleIntegerProperty(this, "maxTokens", 200);
    private final IntegerProperty seed = new SimpleIntegerProperty(this, "seed", 1);
    private final BooleanProperty randomSeed = new SimpleBooleanProperty(this, "randomSeed", true);

    /// 0 always takes the likeliest token.
    public DoubleProperty temperatureProperty() {
        return temperature;
    }

    /// Only the K likeliest tokens can come; 0 leaves all.
    public IntegerProperty topKProperty() {
        return topK;
    }

    /// Only the likeliest tokens that together reach this probability can come; 1 leaves all.
    public DoubleProperty topPProperty() {
        return topP;
    }

    public IntegerProperty maxTokensProperty() {
        return maxTokens;
    }

    /// The same seed gives the same text. With a random seed, the one that was drawn last.
    public IntegerProperty seedProperty() {
        return seed;
    }

    /// Whether each text gets a seed of its own.
    public BooleanProperty randomSeedProperty() {
        return randomSeed;
    }

    /// @throws glassformer.BadInputException for a value that is not allowed
    SamplingOptions next(LongSupplier seeds) {
        if (randomSeed.get()) seed.set((int) Math.floorMod(seeds.getAsLong(), 1_000_000L));
        return now();
    }

    /// With the seed that is there.
    ///
    /// @throws glassformer.BadInputException for a value that is not allowed
    SamplingOptions now() {
        return new SamplingOptions(temperature.get(), topK.get(), topP.get(), seed.get(), maxTokens.get());
    }
}
