package dev.reeve.supervisor.cli;

import dev.reeve.supervisor.cli.OutputOptions.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The options of the commands that talk to a server. */
final class ServerOptions {
  static final CommandOption<String> AT =
      CommandOption.single(
          ValueKind.TEXT,
          "ADDRESS",
          "Server: unix:PATH or HOST:PORT; by default REEVE_AT from the environment, or else the"
              + " socket on which a server of this user listens by default.",
          "--at");

  static final CommandOption<Path> TOKEN_FILE =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "File with the server's token on its first line; by default REEVE_TOKEN_FILE from the"
              + " environment, or else the file that a server of this user has made.",
          "--token-file");

  static final CommandOption<String> TASK =
      CommandOption.words(
          "HANDLER [PAYLOAD]",
          "Handler of the task, and its payload as JSON; - reads it from standard input; by default"
              + " null.");

  static final CommandOption<String> STREAM =
      CommandOption.single(
          ValueKind.TEXT,
          "FILE",
          "Submit all tasks of a job stream (JSON Lines); - is standard input.",
          "--stream");

  static final CommandOption<String> ID =
      CommandOption.single(
          ValueKind.TEXT,
          "ID",
          "Id of the task; to submit the same task with the same id again changes nothing.",
          "--id");

  static final CommandOption<Duration> TIMEOUT =
      CommandOption.single(
          ValueKind.POSITIVE_DURATION, "D", "Time limit of each attempt.", "--timeout");

  static final CommandOption<Integer> RETRIES =
      CommandOption.single(ValueKind.COUNT, "N", "Attempts after the first.", "--retries");

  static final CommandOption<Integer> PRIORITY =
      CommandOption.single(ValueKind.COUNT, "N", "Higher first; by default 0.", "--priority");

  static final CommandOption<String> TAG =
      CommandOption.repeatable(ValueKind.TEXT, "TEXT", "Tag of the task.", "--tag");

  static final CommandOption<Boolean> WAIT =
      CommandOption.flag("Wait until the tasks have ended, and print their records.", "--wait");

  static final CommandOption<String> IDS =
      CommandOption.words("ID", "Ids of tasks that the server has accepted.");

  static final CommandOption<Output> OUTPUT =
      CommandOption.single(
          ValueKind.OUTPUT,
          "human|jsonl",
          "Ids of accepted tasks (default), or the server's answers as JSON.",
          "--output");

  static final CommandOption<Path> RESULTS =
      CommandOption.single(
          ValueKind.FILE,
          "FILE",
          "With --broker: wait, and append the records to FILE; tasks that it has are left out.",
          "--results");

  static final List<CommandOption<?>> OF_ONE_TASK = List.of(ID, TIMEOUT, RETRIES, PRIORITY, TAG);

  static final List<CommandOption<?>> SUBMIT =
      List.of(
          TASK,
          OptionTable.HELP,
          AT,
          TOKEN_FILE,
          STREAM,
          ID,
          TIMEOUT,
          RETRIES,
          PRIORITY,
          TAG,
          WAIT,
          OUTPUT,
          BrokerOptions.BROKER,
          BrokerOptions.QUEUE,
          BrokerOptions.PASSWORD_FILE,
          BrokerOptions.AUTHORITIES,
          BrokerOptions.CERTIFICATE,
          BrokerOptions.KEY,
          BrokerOptions.MAX_TASKS,
          BrokerOptions.MAX_BYTES,
          RESULTS);

  static final List<CommandOption<?>> WAIT_FOR = List.of(IDS, OptionTable.HELP, AT, TOKEN_FILE);

  private ServerOptions() {}
}
