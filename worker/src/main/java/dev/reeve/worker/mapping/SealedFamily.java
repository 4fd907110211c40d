package dev.reeve.worker.mapping;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sealed type without annotations of Jackson, whose permitted classes are told apart by the
 * property {@value #PROPERTY}: the simple name of the class.
 */
final class SealedFamily {
  static final String PROPERTY = "@type";

  private SealedFamily() {}

  /** Returns whether the class is such a type. */
  static boolean is(Class<?> type) {
    return type.isSealed()
        && Modifier.isAbstract(type.getModifiers())
        && !type.isEnum()
        && !ClassWords.isOfJdk(type)
        && !ClassWords.isAnnotated(type);
  }

  /** Returns the permitted classes that can have instances, those of sealed ones included. */
  static List<Class<?>> members(Class<?> family) {
    List<Class<?>> members = new ArrayList<>();
    collect(family, members, new HashSet<>());
    return members;
  }

  private static void collect(Class<?> type, List<Class<?>> members, Set<Class<?>> seen) {
    boolean isAbstract = Modifier.isAbstract(type.getModifiers()) && !type.isEnum();
    if (seen.add(type) && !isAbstract) {
      members.add(type);
    }
    Class<?>[] permitted = type.isEnum() ? null : type.getPermittedSubclasses();
    if (permitted != null) {
      for (Class<?> each : permitted) {
        collect(each, members, seen);
      }
    }
  }

  /** Returns what is wrong with a family; null if each member has a name of its own. */
  static @Nullable String problem(Class<?> family) {
    Set<String> names = new HashSet<>();
    for (Class<?> member : members(family)) {
      if (!names.add(member.getSimpleName())) {
        return "two classes that "
            + family.getName()
            + " permits have the name "
            + member.getSimpleName()
            + "; rename one, or annotate the family with @JsonTypeInfo and @JsonSubTypes";
      }
    }
    return null;
  }
}
