package dev.reeve.worker.mapping;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;

/** The form of a {@link SealedFamily}: that of the value's class, with its name. */
final class FamilyShape extends Shape {
  private final Class<?> family;
  private final Map<Class<?>, Member> members = new HashMap<>();

  private record Member(String name, Shape shape) {}

  FamilyShape(JavaType type) {
    this.family = type.getRawClass();
    for (Class<?> member : SealedFamily.members(family)) {
      boolean isPlainRecord = member.isRecord() && !ClassWords.isAnnotated(member);
      Shape shape =
          isPlainRecord
              ? new RecordShape(JacksonRules.specialized(type, member))
              : new ProvenShape(type);
      members.put(member, new Member(member.getSimpleName(), shape));
    }
  }

  @Override
  void write(Object value, JsonGenerator out) {
    Class<?> type = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
    Member member = members.get(type);
    if (member == null) {
      throw new ValueRefusal(
          "a "
              + ClassWords.name(type)
              + " is none of the classes that "
              + family.getName()
              + " permits, which tell how it is read");
    }
    if (member.shape() instanceof RecordShape record) {
      record.write(value, member.name(), out);
    } else {
      member.shape().write(value, out);
    }
  }
}
