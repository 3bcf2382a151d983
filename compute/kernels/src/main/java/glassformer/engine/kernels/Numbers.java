package glassformer.engine.kernels;

/// Elementary functions in single precision from arithmetic alone, so that every device gives nearly the same values
/// and compilers can vectorise them.
final class Numbers {
    private Numbers() {}

    /// `e^x`, to about 1e-7 of its value; 0 far below zero, where `x` is -87 or less the value for -87.
    static float exp(float x) {
        float in = x > 88 ? 88 : x < -87 ? -87 : x;
        float t = in * 1.44269504f;
        int n = (int) (t >= 0 ? t + 0.5f : t - 0.5f);
        // ln 2 in two parts, so that the difference is exact.
        float r = in - n * 0.693359375f + n * 2.12194440e-4f;
        float y = 1.9875691500e-4f;
        y = y * r + 1.3981999507e-3f;
        y = y * r + 8.3334519073e-3f;
        y = y * r + 4.1665795894e-2f;
        y = y * r + 1.6666665459e-1f;
        y = y * r + 5.0000001201e-1f;
        y = y * r * r + r + 1;
        int e = n < 0 ? -n : n;
        float b = n < 0 ? 0.5f : 2f;
        y = (e & 1) != 0 ? y * b : y;
        b = b * b;
        y = (e & 2) != 0 ? y * b : y;
        b = b * b;
        y = (e & 4) != 0 ? y * b : y;
        b = b * b;
        y = (e & 8) != 0 ? y * b : y;
        b = b * b;
        y = (e & 16) != 0 ? y * b : y;
        b = b * b;
        y = (e & 32) != 0 ? y * b : y;
        b = b * b;
        return (e & 64) != 0 ? y * b : y;
    }

    /// The natural logarithm of a positive, normal number.
    static float log(float x) {
        float m = x;
        int n = 0;
        while (m >= 2) {
            m = m * 0.5f;
            n++;
        }
        while (m < 1) {
            m = m * 2;
            n--;
        }
        float s = (m - 1) / (m + 1);
        float q = s * s;
        float y = 1f / 15;
        y = y * q + 1f / 13;
        y = y * q + 1f / 11;
        y = y * q + 1f / 9;
        y = y * q + 1f / 7;
        y = y * q + 1f / 5;
        y = y * q + 1f / 3;
        y = y * q + 1;
        return 2 * s * y + n * 0.69314718f;
    }

    /// An even number in [0, 1) that depends on nothing but these three.
    static float even(int seed, int stream, int index) {
        int x = index * 0x9E3779B1 + stream * 0x85EBCA6B + seed;
        // TornadoVM 5.2 shifts the sign in where Java's >>> does not.
        x = x ^ ((x >> 16) & 0xFFFF);
        x = x * 0x7FEB352D;
        x = x ^ ((x >> 15) & 0x1FFFF);
        x = x * 0x846CA68B;
        x = x ^ ((x >> 16) & 0xFFFF);
        return ((x >> 8) & 0xFFFFFF) * 5.9604645e-8f;
    }
}
