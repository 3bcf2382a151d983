package glassformer.export.pytorch;

/// Numbers as Python reads them.
final class PythonNumbers {
    private PythonNumbers() {}

    static String of(double value) {
        return Double.toString(value).replace("E", "e");
    }
}
