package dev.reeve.supervisor.each;

import dev.reeve.supervisor.job.Job;
import dev.reeve.supervisor.job.TaskDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a job that makes a task of each argument; by default one argument is one task. One
 * thread.
 */
public final class EachBuilder {
  /** A third of what Linux passes on with the usual stack of 8 MiB, as GNU parallel has it. */
  private static final long FULL_BYTES = 128 << 10;

  private final List<List<ArgumentSource>> groups;
  private @Nullable String handler;
  private List<String> words = List.of();
  private boolean inShell;
  private boolean linked;
  private @Nullable Pattern columns;
  private boolean hasHeader;
  private int most = 1;
  private boolean fills;
  private int shares;

  /**
   * @param groups of sources, one at least; those of a group go together, argument by argument, up
   *     to the end of the shortest
   */
  public EachBuilder(List<List<ArgumentSource>> groups) {
    this.groups = List.copyOf(groups);
  }

  /** Sets the command: the program and its arguments, with placeholders. */
  public EachBuilder command(List<String> command) {
    words = List.copyOf(command);
    return this;
  }

  /** Sets a script for {@code /bin/sh}, with placeholders: words that spaces join. */
  public EachBuilder script(List<String> script) {
    inShell = true;
    return command(script);
  }

  /** Sets a handler and its request, a JSON value with placeholders in its strings. */
  public EachBuilder handler(String name, String payload) {
    handler = name;
    words = List.of(payload);
    return this;
  }

  /**
   * Takes one argument of each source at a time, with shorter ones from their beginning again; by
   * default all combinations of the groups.
   */
  public EachBuilder linked(boolean link) {
    linked = link;
    return this;
  }

  /** Splits each argument into columns at this separator. */
  public EachBuilder columns(Pattern separator) {
    columns = separator;
    return this;
  }

  /** Takes the first row as the names of the columns. */
  public EachBuilder header(boolean has) {
    hasHeader = has;
    return this;
  }

  /** Sets the number of arguments of one task. */
  public EachBuilder most(int arguments) {
    most = arguments;
    return this;
  }

  /**
   * Gives each task as many arguments as a command line holds.
   *
   * @param workers number of tasks if all arguments fit into fewer
   */
  public EachBuilder fill(int workers) {
    fills = true;
    shares = workers;
    return this;
  }

  /**
   * Returns the job; reads the header, if there is one.
   *
   * @param folder of the commands, absolute
   * @throws IllegalArgumentException if the command is wrong; the message is for people
   * @throws IOException if the header cannot be read
   */
  public Job build(Path folder, TaskDefaults defaults) throws IOException {
    List<String> names = hasHeader && columns == null ? firstArguments() : List.of();
    ArgumentRows rows = rows();
    if (columns != null) {
      rows = new ColumnRows(rows, columns);
      names = hasHeader ? header(rows) : names;
    }
    TaskPayload payload = payload(folder, names);
    requireArguments(payload);
    boolean single = most == 1 && !fills;
    if (!single) {
      int limit = fills && most == 1 ? Integer.MAX_VALUE : most;
      rows =
          new GroupedRows(
              rows,
              limit,
              fills ? FULL_BYTES : Long.MAX_VALUE,
              fills ? shares : 0,
              payload.argumentBytes());
    }
    return new EachJob(payload, rows, defaults.policy(), folder, inputs());
  }

  private List<ArgumentSource> sources() {
    return groups.stream().flatMap(List::stream).toList();
  }

  private ArgumentRows rows() {
    if (linked) {
      return new LinkedRows(sources(), true);
    }
    List<ArgumentRows> all = new ArrayList<>();
    groups.forEach(group -> all.add(new LinkedRows(group, false)));
    return new ProductRows(all);
  }

  /** Takes the first argument of each source, which is its name. */
  private List<String> firstArguments() throws IOException {
    List<String> names = new ArrayList<>();
    for (ArgumentSource source : sources()) {
      Argument first = source.next();
      names.add(first == null ? "" : first.text());
    }
    return names;
  }

  private static List<String> header(ArgumentRows rows) throws IOException {
    ArgumentRow row = rows.next();
    return row == null ? List.of() : row.values();
  }

  private TaskPayload payload(Path folder, List<String> names) {
    if (handler != null) {
      return new HandlerPayload(handler, words.get(0), ArgumentPlaceholders.of(names));
    }
    return inShell
        ? new ShellPayload(
            words, ArgumentPlaceholders.inShell(names, mayHaveSeveral()), fills, folder.toString())
        : new CommandPayload(
            new CommandTemplate(words, ArgumentPlaceholders.of(names), fills), folder.toString());
  }

  private boolean mayHaveSeveral() {
    return fills || columns != null || sources().size() * most > 1;
  }

  /** Finds a number that no row can have, as far as that is known before they are read. */
  private void requireArguments(TaskPayload payload) {
    int highest = payload.highestIndex();
    boolean isKnown = columns == null && !fills;
    int most = isKnown ? sources().size() * this.most : Integer.MAX_VALUE;
    if (highest > most) {
      throw new IllegalArgumentException(
          "{"
              + highest
              + "} is more than a task has: it has "
              + most
              + (most == 1 ? " argument" : " arguments"));
    }
  }

  private List<Path> inputs() {
    List<Path> files = new ArrayList<>();
    for (ArgumentSource source : sources()) {
      if (source.file() != null) {
        files.add(Objects.requireNonNull(source.file()));
      }
    }
    return files;
  }
}
