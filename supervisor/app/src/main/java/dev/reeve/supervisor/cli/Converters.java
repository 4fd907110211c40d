package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.job.JobFormat;
import dev.reeve.supervisor.job.Quantities;
import dev.reeve.supervisor.job.WorkerCount;
import dev.reeve.supervisor.model.HaltRule;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Stack;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The notations of {@link Quantities}, for picocli. */
final class Converters {
  private Converters() {}

  static void register(CommandLine commandLine) {
    commandLine.registerConverter(WorkerCount.class, text -> converted(text, Quantities::workers));
    commandLine.registerConverter(HaltRule.class, text -> converted(text, Quantities::halt));
    commandLine.registerConverter(Path.class, Converters::path);
    registerWord(commandLine, OutputFlags.Output.class);
    registerWord(commandLine, OutputFlags.Progress.class);
    registerWord(commandLine, JobFormat.class);
  }

  /** As picocli does it, but an error lists the words as help does. */
  private static <E extends Enum<E>> void registerWord(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(type, text -> word(text, type));
  }

  private static <E extends Enum<E>> E word(String text, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
      words.add(constant.name().toLowerCase(Locale.ROOT));
    }
    throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", words));
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("it is empty; a file is expected");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T converted(String text, Function<String, T> notation) {
    try {
      return notation.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static void require(boolean condition, String what, String text) {
    if (!condition) {
      throw new TypeConversionException("'" + text + "' is not " + what);
    }
  }

  /** {@code 5s}; 0 is possible. */
  static final class AnyDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return converted(text, Quantities::duration);
    }
  }

  /** {@code 5s}, above 0. */
  static final class PositiveDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration duration = converted(text, Quantities::duration);
      require(!duration.isZero(), "above 0", text);
      return duration;
    }
  }

  /** {@code 256m}, above 0. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      long size = converted(text, Quantities::size);
      require(size > 0, "above 0", text);
      return size;
    }
  }

  /** A whole number from 0. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      long number = wholeNumber(text);
      require(number >= 0 && number <= Integer.MAX_VALUE, "a whole number from 0", text);
      return (int) number;
    }
  }

  /** A whole number from 1. */
  static final class PositiveNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      long number = wholeNumber(text);
      require(number > 0, "a whole number from 1", text);
      return number;
    }
  }

  /**
   * An argument for somebody else, whatever it looks like: {@code -verbose:gc} is not our {@code
   * -v}.
   */
  static final class Anything implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
      if (args.isEmpty()) {
        throw new ParameterException(
            command.commandLine(),
            "Missing required parameter for option '--jvm-arg' (" + option.paramLabel() + ")");
      }
      String value = args.pop();
      if (value.isEmpty()) {
        throw new ParameterException(
            command.commandLine(), "Invalid value for option '--jvm-arg': it is empty");
      }
      List<String> values = option.getValue();
      values.add(value);
    }
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
  }
}
