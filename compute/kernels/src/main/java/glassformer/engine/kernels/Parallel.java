package glassformer.engine.kernels;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the variable of a loop whose passes may be done in any order or at once. Plain Java runs the loop as it
/// stands; a compiler for devices, told this annotation's name, makes each pass a thread.
@Target({ElementType.LOCAL_VARIABLE, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Parallel {}
