package glassformer.ui.chart;

/// The rectangle in which curves are drawn, in canvas pixels, and its two axes.
record Plot(double left, double top, double width, double height, Axis xAxis, Axis yAxis) {
    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    double px(double x) {
        return left + xAxis.fraction(x) * width;
    }

    double py(double y) {
        return bottom() - yAxis.fraction(y) * height;
    }

    /// The x value under a pixel.
    double x(double px) {
        return xAxis.value((px - left) / width);
    }

    boolean contains(double px, double py) {
        return px >= left && px <= right() && py >= top && py <= bottom();
    }
}
