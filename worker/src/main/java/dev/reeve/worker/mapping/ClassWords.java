package dev.reeve.worker.mapping;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

/** Facts about classes that decide on their JSON form, and their names in messages. */
final class ClassWords {
  private ClassWords() {}

  /** Returns the class's name; a lambda has none that would tell anything. */
  static String name(Class<?> type) {
    return type.isHidden() ? "lambda" : type.getName();
  }

  static String noForm(Class<?> type) {
    return "a " + name(type) + " has no JSON form";
  }

  static boolean isOfJdk(Class<?> type) {
    String name = type.getName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("com.sun.");
  }

  /** Returns whether values of the class hold a reference to something around it. */
  static boolean isBound(Class<?> type) {
    boolean isInner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    return type.isHidden() || type.isAnonymousClass() || type.isLocalClass() || isInner;
  }

  /** Returns whether the class has a method {@code equals} of its own. */
  static boolean comparesByContent(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      return false; // an interface
    }
  }

  /** Returns whether an annotation of Jackson may change the JSON form of the class. */
  static boolean isAnnotated(Class<?> type) {
    return annotated(type).anyMatch(ClassWords::hasAnnotation);
  }

  /** Returns whether an annotation keeps parts of the class out of its JSON. */
  static boolean isPartlyIgnored(Class<?> type) {
    return annotated(type)
        .flatMap(element -> Arrays.stream(element.getAnnotations()))
        .map(annotation -> annotation.annotationType().getSimpleName())
        .anyMatch(name -> name.startsWith("JsonIgnore") || name.equals("JsonProperty"));
  }

  private static Stream<AnnotatedElement> annotated(Class<?> type) {
    Stream<AnnotatedElement> own = Stream.concat(Stream.of(type), members(type));
    Stream<Class<?>> above =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
            .filter(other -> !isOfJdk(other));
    return Stream.concat(own, above.flatMap(ClassWords::annotated));
  }

  private static Stream<AnnotatedElement> members(Class<?> type) {
    RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : null;
    return Stream.of(
            Arrays.stream(type.getDeclaredFields()),
            Arrays.stream(type.getDeclaredMethods()).flatMap(ClassWords::withParameters),
            Arrays.stream(type.getDeclaredConstructors()).flatMap(ClassWords::withParameters),
            components == null ? Stream.<AnnotatedElement>of() : Arrays.stream(components))
        .flatMap(all -> all);
  }

  private static Stream<AnnotatedElement> withParameters(Executable executable) {
    return Stream.concat(Stream.of(executable), Arrays.stream(executable.getParameters()));
  }

  private static boolean hasAnnotation(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(ClassWords::isOfJackson);
  }

  private static boolean isOfJackson(Class<? extends Annotation> annotation) {
    return annotation.isAnnotationPresent(JacksonAnnotation.class)
        || annotation.isAnnotationPresent(JacksonAnnotationsInside.class)
        || annotation.getName().startsWith("tools.jackson.")
        || annotation.getName().startsWith("com.fasterxml.jackson.");
  }
}
