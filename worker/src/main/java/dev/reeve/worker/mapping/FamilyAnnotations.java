package dev.reeve.worker.mapping;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The annotations of Jackson, and those that a {@link SealedFamily} would need. It refuses
 * annotations by which JSON would name classes.
 */
final class FamilyAnnotations extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    JsonTypeInfo.Value own = super.findPolymorphicTypeInfo(config, annotated);
    if (own != null) {
      requireNoClassNames(own, annotated);
      return own;
    }
    return isFamily(annotated)
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME,
            JsonTypeInfo.As.PROPERTY,
            SealedFamily.PROPERTY,
            null,
            false,
            null,
            null)
        : null;
  }

  private static void requireNoClassNames(JsonTypeInfo.Value info, Annotated annotated) {
    JsonTypeInfo.Id id = info.getIdType();
    if (id == JsonTypeInfo.Id.CLASS || id == JsonTypeInfo.Id.MINIMAL_CLASS) {
      throw InvalidDefinitionException.from(
          (JsonParser) null,
          "its @JsonTypeInfo lets JSON name classes, which is not safe; use Id.NAME and"
              + " @JsonSubTypes",
          annotated.getType());
    }
  }

  private static boolean isFamily(Annotated annotated) {
    return annotated instanceof AnnotatedClass && SealedFamily.is(annotated.getRawType());
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    if (!isFamily(annotated)) {
      return super.findSubtypes(config, annotated);
    }
    String problem = SealedFamily.problem(annotated.getRawType());
    if (problem != null) {
      throw InvalidDefinitionException.from((JsonParser) null, problem, annotated.getType());
    }
    List<NamedType> members = new ArrayList<>();
    for (Class<?> member : SealedFamily.members(annotated.getRawType())) {
      members.add(new NamedType(member, member.getSimpleName()));
    }
    return members;
  }
}
