package dev.reeve.worker.mapping;

import dev.reeve.json.Json;
import dev.reeve.json.JsonLimits;
import dev.reeve.json.JsonParsers;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The settings of Jackson for everything that is mapped, and its errors in plain words. An unknown
 * field is an error, and so are a field that is given twice, a value of another JSON type (a text
 * for a number, a fraction for a whole number), and an object without any property. No JSON can
 * name a class. Thread-safe.
 */
final class JacksonRules {
  /** Levels of arrays and objects, in both directions. */
  static final int MAX_DEPTH = 64;

  private static final int INITIAL_BYTES = 256;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, JacksonRules::requireText)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
          .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
          .annotationIntrospector(new FamilyAnnotations())
          .addModule(forms())
          .build();

  private JacksonRules() {}

  private static SimpleModule forms() {
    SimpleModule module = new SimpleModule("reeve");
    JsonForms.addTo(module);
    module.addDeserializer(Object.class, new AnyReader());
    module.addDeserializer(Number.class, new NumberReader());
    module.addAbstractTypeMapping(Set.class, LinkedHashSet.class); // keeps the order
    PathForms.addTo(module);
    return module;
  }

  private static void requireText(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  private static JsonFactory factory() {
    JsonLimits limits =
        new JsonLimits(
            MAX_DEPTH,
            Integer.MAX_VALUE, // the message around it has a limit
            JsonLimits.DEFAULT_NAME_CHARS,
            JsonLimits.DEFAULT_NUMBER_CHARS,
            false);
    return new JsonParsers(limits)
        .factory()
        .rebuild()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // JsonForms copies from it
        .errorReportConfiguration(ErrorReportConfiguration.builder().maxRawContentLength(0).build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  /** Returns the type that {@code user} gives to {@code generic}; else {@link Object}. */
  static JavaType argument(Class<?> user, Class<?> generic, int index) {
    JavaType[] arguments = MAPPER.constructType(user).findTypeParameters(generic);
    return index < arguments.length ? arguments[index] : MAPPER.constructType(Object.class);
  }

  static JavaType type(Type type) {
    return MAPPER.constructType(type);
  }

  /** Returns a type that a member of {@code owner} declares, with the owner's type arguments. */
  static JavaType member(Type declared, JavaType owner) {
    return MAPPER.getTypeFactory().resolveMemberType(declared, owner.getBindings());
  }

  /** Returns a subclass of {@code base}, with the type arguments that follow from it. */
  static JavaType specialized(JavaType base, Class<?> subclass) {
    return MAPPER.getTypeFactory().constructSpecializedType(base, subclass);
  }

  static ObjectReader readerOf(JavaType type) {
    return MAPPER.readerFor(type);
  }

  static ObjectWriter writerOf(JavaType type) {
    return MAPPER.writerFor(type);
  }

  /** Returns the properties that Jackson would write. */
  static BeanDescription written(JavaType type) {
    ClassIntrospector all = MAPPER.serializationConfig().classIntrospectorInstance();
    return all.introspectForSerialization(type, all.introspectClassAnnotations(type));
  }

  /** Returns the properties that Jackson would read. */
  static BeanDescription read(JavaType type) {
    ClassIntrospector all = MAPPER.deserializationConfig().classIntrospectorInstance();
    return all.introspectForDeserialization(type, all.introspectClassAnnotations(type));
  }

  /**
   * Reads one value.
   *
   * @param name what messages call the value
   */
  static @Nullable Object read(ObjectReader reader, Json json, String name)
      throws InvalidValueException {
    try {
      return reader.readValue(json.utf8());
    } catch (JacksonException e) {
      throw new InvalidValueException(MappingErrors.explain(e, name), e);
    }
  }

  /**
   * Writes one value on one line, as its class says, although another value may arrive.
   *
   * @param type that is declared; null if only the class of the value counts
   * @param name what messages call the value
   */
  static Json write(Object value, @Nullable JavaType type, String name)
      throws InvalidValueException {
    return write(
        name,
        () ->
            type == null
                ? MAPPER.writeValueAsBytes(value)
                : writerOf(type).writeValueAsBytes(value));
  }

  /**
   * Writes one value on one line, so that an equal one arrives.
   *
   * @param name what messages call the value
   */
  static Json write(Object value, Shape shape, String name) throws InvalidValueException {
    return write(name, () -> bytes(shape, value));
  }

  /** A step that makes JSON. */
  private interface Writing {
    byte[] write();
  }

  private static Json write(String name, Writing writing) throws InvalidValueException {
    try {
      return Json.ofTrusted(writing.write());
    } catch (ValueRefusal e) {
      throw new InvalidValueException(e.explain(name), e);
    } catch (StreamConstraintsException | StackOverflowError e) {
      throw new InvalidValueException(
          name + ": it is nested more than " + MAX_DEPTH + " levels deep, or contains itself", e);
    } catch (JacksonException e) {
      throw new InvalidValueException(MappingErrors.explain(e, name), e);
    }
  }

  static JsonGenerator generator(OutputStream out) {
    return MAPPER.createGenerator(out);
  }

  static byte[] bytes(Shape shape, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (JsonGenerator out = generator(bytes)) {
      shape.write(value, out);
    }
    return bytes.toByteArray();
  }
}
