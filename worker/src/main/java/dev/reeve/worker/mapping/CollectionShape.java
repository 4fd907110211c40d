package dev.reeve.worker.mapping;

import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/** The form of a list, set or queue of the JDK: an array. */
final class CollectionShape extends Shape {
  private final Class<?> declared;
  private final Shape element;

  CollectionShape(JavaType type) {
    this.declared = type.getRawClass();
    JavaType content = type.getContentType();
    this.element = content == null ? AnyShape.OBJECT : Shapes.of(content);
  }

  @Override
  void write(Object value, JsonGenerator out) {
    Collection<?> collection = require(value);
    out.writeStartArray();
    int index = 0;
    for (Object each : collection) {
      try {
        element.writeNullable(each, out);
      } catch (ValueRefusal refusal) {
        throw refusal.inElement(index);
      }
      index++;
    }
    out.writeEndArray();
  }

  private Collection<?> require(Object value) {
    if (!declared.isInstance(value) || !(value instanceof Collection<?> collection)) {
      throw otherClass(value, declared);
    }
    boolean isOpen = declared == Collection.class || declared == Iterable.class;
    if (isOpen && !(value instanceof List)) {
      String better = value instanceof Set ? "a Set" : "its own type";
      throw new ValueRefusal(
          "a "
              + ClassWords.name(value.getClass())
              + " would arrive as a list where the type is "
              + declared.getSimpleName()
              + "; declare "
              + better);
    }
    if (hasComparator(value)) {
      throw new ValueRefusal(MapShape.COMPARATOR);
    }
    return collection;
  }

  private boolean hasComparator(Object value) {
    Object comparator = null;
    if (value instanceof SortedSet<?> set && SortedSet.class.isAssignableFrom(declared)) {
      comparator = set.comparator();
    } else if (value instanceof PriorityQueue<?> queue && declared == PriorityQueue.class) {
      comparator = queue.comparator();
    } else if (value instanceof PriorityBlockingQueue<?> queue && declared == value.getClass()) {
      comparator = queue.comparator();
    }
    return comparator != null;
  }

  /** Returns the form of a collection; null if only Jackson knows it. */
  static @Nullable Shape of(JavaType type) {
    Class<?> raw = type.getRawClass();
    boolean isOfJdk =
        Collection.class.isAssignableFrom(raw) && raw.getName().startsWith("java.util.");
    return isOfJdk || raw == Iterable.class ? new CollectionShape(type) : null;
  }
}
