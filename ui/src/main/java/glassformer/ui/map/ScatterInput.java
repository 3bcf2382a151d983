package glassformer.ui.map;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Mouse and keyboard on a cloud of points.
final class ScatterInput {
    private static final double TURN = 0.008; // radians a pixel
    private static final double KEY_TURN = 0.12;
    private static final double KEY_MOVE = 0.05;
    private static final double ZOOM = 1.2;

    private final ScatterView view;
    private double lastX;
    private double lastY;
    private boolean dragged;

    ScatterInput(ScatterView view) {
        this.view = view;
    }

    void install() {
        view.setOnMousePressed(this::pressed);
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseReleased(this::released);
        view.setOnMouseMoved(event -> view.hover(event.getX(), event.getY()));
        view.setOnMouseExited(event -> view.hover(-1000, -1000));
        view.setOnScroll(this::scrolled);
        view.setOnKeyPressed(this::typed);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
        dragged = false;
    }

    private void dragged(MouseEvent event) {
        double right = event.getX() - lastX;
        double down = event.getY() - lastY;
        if (!dragged && Math.hypot(right, down) < 3) return;
        dragged = true;
        lastX = event.getX();
        lastY = event.getY();
        boolean turns = view.turns() && event.getButton() == MouseButton.PRIMARY && !event.isShiftDown();
        view.look(
                turns
                        ? view.camera().turned(right * TURN, down * TURN)
                        : view.camera().moved(right / side(), down / side()));
    }

    private void released(MouseEvent event) {
        if (dragged) return;
        if (event.getClickCount() == 2) view.look(Camera.START);
        else view.click(event.getX(), event.getY());
    }

    private void scrolled(ScrollEvent event) {
        if (event.getDeltaY() == 0) return;
        double factor = event.getDeltaY() > 0 ? ZOOM : 1 / ZOOM;
        double x = (event.getX() - view.getWidth() / 2) / side();
        double y = (event.getY() - view.getHeight() / 2) / side();
        view.look(view.camera().zoomed(factor, x, y));
        event.consume();
    }

    private void typed(KeyEvent event) {
        Camera camera = view.camera();
        Camera next =
                switch (event.getCode()) {
                    case LEFT -> step(camera, -1, 0);
                    case RIGHT -> step(camera, 1, 0);
                    case UP -> step(camera, 0, -1);
                    case DOWN -> step(camera, 0, 1);
                    case PLUS, ADD, EQUALS -> camera.zoomed(ZOOM, 0, 0);
                    case MINUS, SUBTRACT -> camera.zoomed(1 / ZOOM, 0, 0);
                    case DIGIT0, NUMPAD0 -> Camera.START;
                    default -> camera;
                };
        if (next == camera) return;
        view.look(next);
        event.consume();
    }

    private Camera step(Camera camera, int right, int down) {
        return view.turns()
                ? camera.turned(right * KEY_TURN, down * KEY_TURN)
                : camera.moved(-right * KEY_MOVE, -down * KEY_MOVE);
    }

    private double side() {
        return Math.max(1, Math.min(view.getWidth(), view.getHeight()));
    }
}
