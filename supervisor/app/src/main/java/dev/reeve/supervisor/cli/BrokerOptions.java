package dev.reeve.supervisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reeve.supervisor.redis.Broker;
import dev.reeve.supervisor.redis.BrokerAddress;
import dev.reeve.supervisor.redis.BrokerException;
import dev.reeve.supervisor.redis.BrokerLogin;
import dev.reeve.supervisor.redis.ClientCertificate;
import dev.reeve.supervisor.redis.SubmitLimits;
import dev.reeve.text.IoReasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options that name a broker, and how to use it. */
final class BrokerOptions {
  private static final String USER_VARIABLE = "REEVE_BROKER_USER";
  static final String PASSWORD_VARIABLE = "REEVE_BROKER_PASSWORD";
  private static final String DEFAULT_QUEUE = "default";

  static final CommandOption<String> BROKER =
      CommandOption.repeatable(
          ValueKind.TEXT,
          "ADDRESS",
          "Redis server that supervisors share: redis://[USER@]HOST[:PORT][/DATABASE]; rediss:// is"
              + " encrypted; repeatable, for several servers.",
          "--broker");

  static final CommandOption<String> QUEUE =
      CommandOption.single(
          ValueKind.TEXT, "NAME", "Name of the queue there (default: default).", "--broker-queue");

  static final CommandOption<Path> PASSWORD_FILE =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "The first line of FILE is the password (default: REEVE_BROKER_PASSWORD from the"
              + " environment).",
          "--broker-password-file");

  static final CommandOption<Path> AUTHORITIES =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Certificates (PEM) that vouch for the server (default: those that Java trusts).",
          "--broker-ca");

  static final CommandOption<Path> CERTIFICATE =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Certificate (PEM) to show to a server that asks for one; needs --broker-key.",
          "--broker-certificate");

  static final CommandOption<Path> KEY =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "Private key of that certificate (PEM, PKCS#8, without a password).",
          "--broker-key");

  static final CommandOption<Long> MAX_TASKS =
      CommandOption.single(
          ValueKind.POSITIVE_NUMBER,
          "N",
          "Wait while N tasks in the queue have not ended (default: 1000000).",
          "--broker-max-tasks");

  static final CommandOption<Long> MAX_BYTES =
      CommandOption.single(
          ValueKind.SIZE,
          "SIZE",
          "Wait while they have so many bytes (default: 256m).",
          "--broker-max-bytes");

  /** What all commands that use a broker have. */
  static final List<CommandOption<?>> SERVER =
      List.of(BROKER, QUEUE, PASSWORD_FILE, AUTHORITIES, CERTIFICATE, KEY);

  private BrokerOptions() {}

  /** Returns whether a broker is named. */
  static boolean isGiven(OptionValues values) {
    return values.has(BROKER);
  }

  /** Requires that the other options of a broker are given only with one. */
  static void requireBroker(OptionValues values) throws CommandAbortedException {
    List<CommandOption<?>> all = new ArrayList<>(SERVER);
    all.addAll(List.of(MAX_TASKS, MAX_BYTES));
    for (CommandOption<?> each : all) {
      if (!isGiven(values) && values.has(each)) {
        throw new CommandAbortedException(
            ExitCodes.USAGE, each + " needs --broker ADDRESS: it says how to use that server");
      }
    }
  }

  /**
   * Opens the broker.
   *
   * @param messages are told what people should know
   */
  static Broker open(OptionValues values, Consumer<String> messages)
      throws CommandAbortedException {
    if (!isGiven(values)) {
      throw new CommandAbortedException(
          ExitCodes.USAGE, "name the broker: --broker redis://HOST[:PORT]");
    }
    try {
      List<BrokerAddress> addresses = new ArrayList<>();
      for (String each : values.all(BROKER)) {
        addresses.add(BrokerAddress.of(each));
      }
      String queue = values.get(QUEUE);
      BrokerLogin login = login(values, System.getenv());
      return Broker.open(addresses, queue == null ? DEFAULT_QUEUE : queue, login, messages);
    } catch (IllegalArgumentException e) {
      throw new CommandAbortedException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    } catch (BrokerException e) {
      throw unusable(e);
    }
  }

  /** Returns the end of a command that cannot use the broker. */
  static CommandAbortedException unusable(BrokerException e) {
    return new CommandAbortedException(
        e.isRefusal() ? ExitCodes.NO_PERMISSION : ExitCodes.NO_SUCH_RUN,
        String.valueOf(e.getMessage()));
  }

  /** Returns the login by options and variables; an empty variable counts as none. */
  static BrokerLogin login(OptionValues values, Map<String, String> environment)
      throws CommandAbortedException {
    Path file = values.get(PASSWORD_FILE);
    String password = file == null ? filled(environment.get(PASSWORD_VARIABLE)) : firstLine(file);
    String user = filled(environment.get(USER_VARIABLE));
    BrokerLogin login = new BrokerLogin(user, password, values.get(AUTHORITIES));
    Path chain = values.get(CERTIFICATE);
    Path key = values.get(KEY);
    if ((chain == null) != (key == null)) {
      throw new CommandAbortedException(
          ExitCodes.USAGE,
          "--broker-certificate and --broker-key need each other: give the file of both");
    }
    return chain == null || key == null
        ? login
        : login.withCertificate(new ClientCertificate(chain, key));
  }

  private static @Nullable String filled(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static String firstLine(Path file) throws CommandAbortedException {
    try {
      String line = Files.readString(file, UTF_8).lines().findFirst().orElse("");
      if (line.isEmpty()) {
        throw new CommandAbortedException(
            ExitCodes.NO_PERMISSION, "the first line of " + file + " holds no password");
      }
      return line;
    } catch (IOException e) {
      throw new CommandAbortedException(
          ExitCodes.NO_PERMISSION, "cannot read the password in " + file + ": " + IoReasons.of(e));
    }
  }

  /** Returns the bounds of the queue. */
  static SubmitLimits limits(OptionValues values) {
    SubmitLimits usual = SubmitLimits.DEFAULT;
    return new SubmitLimits(
        either(values.get(MAX_TASKS), usual.maxTasks()),
        either(values.get(MAX_BYTES), usual.maxBytes()),
        usual.maxTaskBytes());
  }

  private static long either(@Nullable Long given, long usual) {
    return given == null ? usual : given;
  }
}
