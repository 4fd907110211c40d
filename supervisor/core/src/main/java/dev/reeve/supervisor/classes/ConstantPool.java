package dev.reeve.supervisor.classes;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constant pool of a class file, which holds the names of the classes that it uses; see The
 * Java Virtual Machine Specification, 4.4.
 */
final class ConstantPool {
  private static final int HEADER_BYTES = 8;
  private static final int UTF8 = 1;

  /** Matches a class in a descriptor or a generic signature. */
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<>():\\[]+)[;<]");

  private static final Pattern INTERNAL_NAME = Pattern.compile("[^;<>():\\[. ]+");

  private ConstantPool() {}

  /**
   * Returns all texts that may be binary names, such as {@code java.util.Map$Entry}. Some may be
   * other texts.
   */
  static Set<String> namesIn(byte[] classFile) throws IOException {
    Set<String> names = new HashSet<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.skipNBytes(HEADER_BYTES);
    int count = in.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      if (tag == UTF8) {
        addNames(in.readUTF(), names);
      } else {
        in.skipNBytes(bytesOf(tag));
        index += tag == 5 || tag == 6 ? 1 : 0; // long and double take two entries
      }
    }
    return names;
  }

  private static int bytesOf(int tag) throws IOException {
    return switch (tag) {
      case 5, 6 -> 8; // long, double
      case 15 -> 3; // method handle
      case 7, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // the rest: numbers, references
      default -> throw new IOException("unknown tag " + tag + " in the constant pool");
    };
  }

  private static void addNames(String text, Set<String> names) {
    if (INTERNAL_NAME.matcher(text).matches()) {
      names.add(text.replace('/', '.'));
    }
    Matcher inside = IN_DESCRIPTOR.matcher(text);
    while (inside.find()) {
      names.add(inside.group(1).replace('/', '.'));
    }
  }
}
