package glassformer.ui.map;

/// From where a cloud is seen. Turning matters in three dimensions only.
///
/// @param yaw   around the upright axis, in radians
/// @param pitch up or down
/// @param zoom  1 shows the whole cloud
/// @param x     how far the picture is moved to the right, in parts of its shorter side
/// @param y     and down
record Camera(double yaw, double pitch, double zoom, double x, double y) {
    static final Camera START = new Camera(0.5, 0.35, 1, 0, 0);
    private static final double STEEPEST = Math.PI / 2;
    private static final double CLOSEST = 200;

    Camera turned(double right, double up) {
        return new Camera(yaw + right, Math.clamp(pitch + up, -STEEPEST, STEEPEST), zoom, x, y);
    }

    Camera moved(double right, double down) {
        return new Camera(yaw, pitch, zoom, x + right, y + down);
    }

    /// @param atX what stays where it is, measured from the middle as [#x] is
    Camera zoomed(double factor, double atX, double atY) {
        double next = Math.clamp(zoom * factor, 0.2, CLOSEST);
        double share = next / zoom;
        return new Camera(yaw, pitch, next, atX - (atX - x) * share, atY - (atY - y) * share);
    }

    /// Where each point of a cloud appears, in pixels of a picture.
    ///
    /// @param depths the nearer the larger; all 0 in two dimensions
    record Seen(float[] x, float[] y, float[] depths) {}

    Seen see(MapCloud cloud, double width, double height) {
        int size = cloud.size();
        int dimensions = cloud.dimensions();
        float[] places = cloud.places();
        double[] middle = new double[3];
        double scale = zoom * 0.46 * fit(cloud, middle, width, height);
        double side = Math.min(width, height);
        double sinYaw = Math.sin(yaw);
        double cosYaw = Math.cos(yaw);
        double sinPitch = Math.sin(pitch);
        double cosPitch = Math.cos(pitch);
        Seen seen = new Seen(new float[size], new float[size], new float[size]);
        for (int i = 0; i < size; i++) {
            double px = places[i * dimensions] - middle[0];
            double py = places[i * dimensions + 1] - middle[1];
            if (dimensions == 3) {
                double pz = places[i * dimensions + 2] - middle[2];
                double turnedX = px * cosYaw + pz * sinYaw;
                double turnedZ = pz * cosYaw - px * sinYaw;
                double tiltedY = py * cosPitch - turnedZ * sinPitch;
                seen.depths[i] = (float) (turnedZ * cosPitch + py * sinPitch);
                px = turnedX;
                py = tiltedY;
            }
            seen.x[i] = (float) (width / 2 + x * side + px * scale);
            seen.y[i] = (float) (height / 2 + y * side - py * scale);
        }
        return seen;
    }

    /// What half of the box around the cloud is stretched by to reach the picture's edges; where it can be turned, half
    /// of its diagonal.
    private static double fit(MapCloud cloud, double[] middle, double width, double height) {
        int dimensions = cloud.dimensions();
        double[] half = new double[dimensions];
        double squares = 0;
        for (int d = 0; d < dimensions; d++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < cloud.size(); i++) {
                low = Math.min(low, cloud.places()[i * dimensions + d]);
                high = Math.max(high, cloud.places()[i * dimensions + d]);
            }
            middle[d] = cloud.size() == 0 ? 0 : (low + high) / 2;
            half[d] = cloud.size() == 0 ? 0 : (high - low) / 2;
            squares += half[d] * half[d];
        }
        if (squares == 0) return Math.min(width, height);
        if (dimensions == 3) return Math.min(width, height) / Math.sqrt(squares);
        // Infinite where all lie on a line along the other axis.
        return Math.min(width / half[0], height / half[1]);
    }
}
