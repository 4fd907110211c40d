package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** Finds the {@link Shape} of each type, once. Any thread. */
final class Shapes {
  private static final Map<JavaType, Shape> KNOWN = new ConcurrentHashMap<>();

  private Shapes() {}

  /** Returns the form of a type. */
  static Shape of(JavaType type) {
    Shape known = KNOWN.get(type);
    if (known == null) {
      known = make(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Shape make(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Object.class) {
      return AnyShape.OBJECT;
    }
    if (raw == Number.class) {
      return AnyShape.NUMBER;
    }
    if (raw == Json.class) {
      return new JsonForms.JsonShape();
    }
    Shape simple = ScalarShapes.of(type);
    if (simple != null) {
      return simple;
    }
    Shape container = container(type);
    return container == null ? ofClass(type) : container;
  }

  private static @Nullable Shape container(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Optional.class) {
      return new OptionalShape(type);
    }
    if (raw.isArray()) {
      return new ArrayShape(type);
    }
    Shape collection = CollectionShape.of(type);
    return collection == null ? MapShape.of(type) : collection;
  }

  private static Shape ofClass(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (ClassWords.isOfJdk(raw) || isCollection(raw) || ClassWords.isAnnotated(raw)) {
      return new ProvenShape(type);
    }
    if (raw.isRecord()) {
      return new RecordShape(type);
    }
    if (SealedFamily.is(raw)) {
      String problem = SealedFamily.problem(raw);
      return problem == null ? new FamilyShape(type) : new RefusingShape(problem);
    }
    if (Modifier.isAbstract(raw.getModifiers())) {
      return new RefusingShape(
          "the type "
              + raw.getName()
              + " does not tell which class is read; make it sealed, or annotate it with"
              + " @JsonTypeInfo and @JsonSubTypes");
    }
    return isBean(raw) ? new BeanShape(type) : new RefusingShape(ClassWords.noForm(raw));
  }

  private static boolean isCollection(Class<?> raw) {
    return Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
  }

  /** Returns whether a class can have properties that all are written and read. */
  static boolean isBean(Class<?> type) {
    return !ClassWords.isOfJdk(type)
        && !ClassWords.isBound(type)
        && !Throwable.class.isAssignableFrom(type);
  }
}
