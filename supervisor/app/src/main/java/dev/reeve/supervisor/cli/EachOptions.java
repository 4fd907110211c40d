package dev.reeve.supervisor.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The options of {@code each}: its own, and those of {@code run} that are not about a job file. */
final class EachOptions {
  /** Set for {@code each} alone, whose output has another default. */
  static final CommandOption<Boolean> EACH = CommandOption.flag("", "each");

  static final CommandOption<String> COMMAND =
      CommandOption.words(
          "COMMAND",
          "Program and its arguments, with placeholders; then lists of arguments after ::: or"
              + " :::+, or files of arguments after ::::. Without lists, the lines of standard"
              + " input are the arguments.");

  static final CommandOption<Path> ARG_FILE =
      CommandOption.repeatable(
          ValueKind.FILE,
          "FILE",
          "Take the arguments from the lines of FILE; repeatable.",
          "-a",
          "--arg-file");

  static final CommandOption<Boolean> NULL =
      CommandOption.flag("Arguments end with NUL, as find -print0 writes them.", "-0", "--null");

  static final CommandOption<Integer> MAX_ARGS =
      CommandOption.single(
          ValueKind.COUNT, "N", "Arguments for each command (default: 1).", "-n", "--max-args");

  static final CommandOption<Boolean> FILL =
      CommandOption.flag("As many arguments for each command as fit.", "-X", "--fill");

  static final CommandOption<Boolean> LINK =
      CommandOption.flag(
          "Take one argument from each list at a time (default: all combinations).", "--link");

  static final CommandOption<Pattern> COLSEP =
      CommandOption.single(
          ValueKind.PATTERN,
          "REGEX",
          "Split each argument into columns {1}, {2}, … at REGEX.",
          "--colsep");

  static final CommandOption<Boolean> HEADER =
      CommandOption.flag("The first argument names the columns: {name}.", "--header");

  static final CommandOption<Boolean> SHELL =
      CommandOption.flag(
          "COMMAND is a script for /bin/sh, of words that spaces join; placeholders are quoted.",
          "--shell");

  static final CommandOption<Boolean> TAG =
      CommandOption.flag("Begin each line of output with the arguments.", "--tag");

  static final CommandOption<Boolean> LINE_BUFFER =
      CommandOption.flag(
          "Print each line as it comes (default: each command's output when it has ended).",
          "--line-buffer");

  static final CommandOption<Boolean> UNGROUP =
      CommandOption.flag("Print all output as it comes, parts of lines too.", "-u", "--ungroup");

  static final CommandOption<Path> OUTPUT_DIR =
      CommandOption.single(
          ValueKind.FILE,
          "DIR",
          "Write two files for each task, NAME.out and NAME.err, instead of printing.",
          "--output-dir");

  static final CommandOption<String> HANDLER =
      CommandOption.single(
          ValueKind.TEXT,
          "NAME",
          "Run this handler; COMMAND is its request, JSON with placeholders in its texts.",
          "--handler");
  private static final List<CommandOption<?>> LEFT_OUT =
      List.of(
          OptionTable.JOB,
          OptionTable.HELP,
          OptionTable.FORMAT,
          JobOptions.STRICT,
          JobOptions.RESOURCE);

  static final List<CommandOption<?>> ALL = all();

  private static List<CommandOption<?>> all() {
    List<CommandOption<?>> options =
        new ArrayList<>(
            List.of(
                COMMAND,
                OptionTable.HELP,
                ARG_FILE,
                NULL,
                COLSEP,
                HEADER,
                LINK,
                MAX_ARGS,
                FILL,
                SHELL,
                HANDLER,
                TAG,
                LINE_BUFFER,
                UNGROUP,
                OUTPUT_DIR));
    for (CommandOption<?> option : OptionTable.RUN) {
      if (!LEFT_OUT.contains(option)) {
        options.add(option);
      }
    }
    return List.copyOf(options);
  }

  private EachOptions() {}
}
