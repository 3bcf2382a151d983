package glassformer.engine.kernels;

/// An array of numbers that kernels work on. Its size may grow until a program is made of its calls.
public final class Floats {
    private final String name;
    private final Transfer transfer;
    private float[] array;

    public Floats(String name, Transfer transfer, int size) {
        this.name = name;
        this.transfer = transfer;
        this.array = new float[Math.max(1, size)];
    }

    public String name() {
        return name;
    }

    public Transfer transfer() {
        return transfer;
    }

    public float[] array() {
        return array;
    }

    void fill(float[] values) {
        array = values.length == 0 ? new float[1] : values;
    }
}
