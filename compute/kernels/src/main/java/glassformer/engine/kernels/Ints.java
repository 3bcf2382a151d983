package glassformer.engine.kernels;

/// An array of whole numbers that kernels read.
public final class Ints {
    private final String name;
    private final Transfer transfer;
    private int[] array = new int[1];

    public Ints(String name, Transfer transfer) {
        this.name = name;
        this.transfer = transfer;
    }

    public String name() {
        return name;
    }

    public Transfer transfer() {
        return transfer;
    }

    public int[] array() {
        return array;
    }

    void fill(int[] values) {
        array = values.length == 0 ? new int[1] : values;
    }
}
