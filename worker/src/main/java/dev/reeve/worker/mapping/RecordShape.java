package dev.reeve.worker.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.util.ClassUtil;

/** The form of a record: an object with its components, and nothing else. */
final class RecordShape extends Shape {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private final JavaType type;

  /** Made at the first use: a record may contain itself. */
  private volatile Component @Nullable [] components;

  private record Component(SerializableString name, MethodHandle getter, Shape shape) {}

  RecordShape(JavaType type) {
    this.type = type;
  }

  private Component[] components() {
    Component[] made = components;
    if (made == null) {
      RecordComponent[] declared = type.getRawClass().getRecordComponents();
      made = new Component[declared.length];
      for (int i = 0; i < made.length; i++) {
        made[i] =
            new Component(
                new SerializedString(declared[i].getName()),
                getter(declared[i].getAccessor()),
                Shapes.of(JacksonRules.member(declared[i].getGenericType(), type)));
      }
      components = made;
    }
    return made;
  }

  private static MethodHandle getter(Method accessor) {
    try {
      ClassUtil.checkAndFixAccess(accessor, true); // Jackson is whom packages are opened to
      return MethodHandles.lookup().unreflect(accessor).asType(GETTER);
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw new ValueRefusal(
          "its record can't be read: open the package of "
              + accessor.getDeclaringClass().getName()
              + " to tools.jackson.databind ("
              + e.getMessage()
              + ")");
    }
  }

  @Override
  void write(Object value, JsonGenerator out) {
    write(value, null, out);
  }

  /** Writes a record as a member of a family. */
  void write(Object value, @Nullable String familyName, JsonGenerator out) {
    requireClass(value, type.getRawClass());
    out.writeStartObject();
    if (familyName != null) {
      out.writeName(SealedFamily.PROPERTY);
      out.writeString(familyName);
    }
    for (Component component : components()) {
      write(component, value, out);
    }
    out.writeEndObject();
  }

  private static void write(Component component, Object value, JsonGenerator out) {
    try {
      Object part = get(component, value);
      if (!component.shape.isLeftOut(part)) {
        out.writeName(component.name);
        component.shape.writeNullable(part, out);
      }
    } catch (ValueRefusal refusal) {
      throw refusal.inField(component.name.getValue());
    }
  }

  private static @Nullable Object get(Component component, Object value) {
    try {
      return component.getter.invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) { // an accessor declares no checked exception
      throw new ValueRefusal("its accessor failed: " + e);
    }
  }
}
