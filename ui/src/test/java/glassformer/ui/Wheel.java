package glassformer.ui;

import java.util.Objects;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;

/// Turns of the mouse wheel. The headless platform's robot delivers none, so the event is sent to the node itself.
public final class Wheel {
    private Wheel() {}

    /// Call on the JavaFX thread; up is away from the person.
    public static void up(Node canvas, Point2D screen, int notches) {
        for (int i = 0; i < notches; i++) turn(canvas, screen, 40);
    }

    public static void down(Node canvas, Point2D screen, int notches) {
        for (int i = 0; i < notches; i++) turn(canvas, screen, -40);
    }

    private static void turn(Node canvas, Point2D screen, double delta) {
        Node target = Objects.requireNonNull(canvas);
        Point2D at = target.screenToLocal(screen);
        Event.fireEvent(
                target,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        at.getX(),
                        at.getY(),
                        screen.getX(),
                        screen.getY(),
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        0,
                        delta,
                        0,
                        delta,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(target, at.getX(), at.getY())));
    }
}
