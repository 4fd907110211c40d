package dev.reeve.worker.mapping;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * The form of a class with getters and setters, or with visible fields: an object with all
 * properties that can also be read. Each field must belong to one of them, and each value is read
 * back and compared before it is sent.
 */
final class BeanShape extends Shape {

  /** Set while a value is compared, so that the beans in it are not compared again. */
  private static final ThreadLocal<Boolean> COMPARING = new ThreadLocal<>();

  private final JavaType type;

  /** Made at the first use: a class may contain itself. */
  private volatile @Nullable List<Property> properties;

  private record Property(String name, AnnotatedMember getter, Shape shape) {}

  BeanShape(JavaType type) {
    this.type = type;
  }

  private List<Property> properties() {
    List<Property> made = properties;
    if (made == null) {
      made = find();
      properties = made;
    }
    return made;
  }

  private List<Property> find() {
    Map<String, BeanPropertyDefinition> readable = new HashMap<>();
    for (BeanPropertyDefinition property : JacksonRules.read(type).findProperties()) {
      if (property.couldDeserialize()) {
        readable.put(property.getName(), property);
      }
    }
    List<Property> found = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (BeanPropertyDefinition property : JacksonRules.written(type).findProperties()) {
      AnnotatedMember getter = property.getAccessor();
      if (getter != null && readable.containsKey(property.getName())) {
        getter.fixAccess(true);
        found.add(new Property(property.getName(), getter, Shapes.of(getter.getType())));
        fields.add(property.getInternalName());
      }
    }
    requireAll(fields);
    return found;
  }

  private void requireAll(List<String> covered) {
    for (Class<?> c = type.getRawClass(); c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (isState(field) && (ClassWords.isOfJdk(c) || !covered.contains(field.getName()))) {
          throw new ValueRefusal(
              ClassWords.noForm(type.getRawClass())
                  + ": its field "
                  + field.getName()
                  + " would not arrive; give it a getter and a setter, make it transient, or make"
                  + " the class a record");
        }
      }
    }
  }

  private static boolean isState(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !Modifier.isTransient(field.getModifiers())
        && !field.isSynthetic();
  }

  @Override
  void write(Object value, JsonGenerator out) {
    requireClass(value, type.getRawClass());
    List<Property> all = properties();
    if (all.isEmpty()) {
      throw noForm(type.getRawClass());
    }
    if (COMPARING.get() == null) {
      prove(value);
    }
    out.writeStartObject();
    for (Property property : all) {
      try {
        Object part = property.getter.getValue(value);
        if (!property.shape.isLeftOut(part)) {
          out.writeName(property.name);
          property.shape.writeNullable(part, out);
        }
      } catch (ValueRefusal refusal) {
        throw refusal.inField(property.name);
      }
    }
    out.writeEndObject();
  }

  private void prove(Object value) {
    COMPARING.set(true);
    try {
      byte[] json = JacksonRules.bytes(this, value);
      Object back = JacksonRules.readerOf(type).readValue(json);
      boolean isSame =
          ClassWords.comparesByContent(type.getRawClass())
              ? value.equals(back)
              : back != null && Arrays.equals(json, JacksonRules.bytes(this, back));
      if (!isSame) {
        throw new ValueRefusal(
            "the " + type.getRawClass().getName() + " would arrive as another value");
      }
    } catch (JacksonException e) {
      throw new ValueRefusal(
          "a "
              + type.getRawClass().getName()
              + " can be written but not read: "
              + MappingErrors.explain(e, "it"));
    } finally {
      COMPARING.remove();
    }
  }
}
